package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StrokePathTest {
    /** By theory: turning to the right by 1 rad about the vertical moves the point by 1 rad, and not up or down. */
    @Test
    void followsATurnToTheRightHoweverTheWandIsRolled() {
        for (double roll : new double[] {0, 0.7, Math.PI / 2, 3}) {
            var path = new StrokePath(50, 0, 100);
            double y = Math.sin(roll);
            double z = Math.cos(roll);
            path.begin(0, 9.8 * y, 9.8 * z);
            for (int n = 0; n < 25; n++) {
                path.turn(0, -2 * y, -2 * z);
            }
            assertEquals(26, path.count());
            assertEquals(1, path.points()[50], 1e-5, "floats; the axis stays where it is, so the sum is exact");
            assertEquals(0, path.points()[51], 1e-5);
        }
    }

    @Test
    void followsATurnUpwardsOfEachAxis() {
        double[][] up = {{0, -1, 0}, {1, 0, 0}};            // about which axis x, y rises, z being up
        for (int axis = 0; axis < 2; axis++) {
            var path = new StrokePath(50, axis, 100);
            path.begin(0, 0, 1);
            for (int n = 0; n < 25; n++) {
                path.turn(up[axis][0], up[axis][1], up[axis][2]);
            }
            assertEquals(0, path.points()[50], 1e-5);
            assertEquals(0.5, path.points()[51], 1e-5);
        }
    }

    @Test
    void comesBackFromAWayAround() {
        var path = new StrokePath(200, 0, 2000);
        path.begin(0, 0, 9.8);
        int n = 400;
        for (int i = 0; i < n; i++) {                       // a small circle, by turning about y and z
            double angle = 2 * Math.PI * i / n;
            path.turn(0, 0.6 * Math.cos(angle), 0.6 * Math.sin(angle));
        }
        float[] points = path.points();
        assertEquals(0, points[2 * n], 0.03, "a turn on the way leaves about a sixth of the circle's area, 0.11 rad²");
        assertEquals(0, points[2 * n + 1], 0.03);
        float largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(points[2 * i + 1]));
        }
        assertTrue(largest > 0.1);
    }

    @Test
    void writesNoMoreThanItsCapacityAndPassesOverWhatIsNone() {
        var path = new StrokePath(50, 0, 3);
        path.begin(0, 0, 0);
        path.turn(Double.NaN, 0, 0);
        assertEquals(1, path.count());
        for (int i = 0; i < 5; i++) {
            path.turn(0, 0, 0);
        }
        assertEquals(3, path.count());
        assertThrows(IllegalArgumentException.class, () -> new StrokePath(50, 3, 10));
    }
}

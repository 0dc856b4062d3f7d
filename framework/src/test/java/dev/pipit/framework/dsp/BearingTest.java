package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import dev.pipit.framework.dsp.Bearing.Part;

class BearingTest {
    /**
     * SKF 6205, in inches: 9 balls of 0.3126 on a pitch circle of 1.537. The orders are those that the Case Western
     * Reserve University Bearing Data Center prints for it; its rolling element order counts both sides of the ball.
     */
    @Test
    void givesTheOrdersOfAKnownBearing() {
        var bearing = new Bearing(9, 0.3126, 1.537, 0);
        assertEquals(5.4152, bearing.order(Part.INNER_RACE), 1e-4);
        assertEquals(3.5848, bearing.order(Part.OUTER_RACE), 1e-4);
        assertEquals(0.39828, bearing.order(Part.CAGE), 5e-5);
        assertEquals(4.7135 / 2, bearing.order(Part.BALL), 1e-3);
    }

    /** Each turn, as many balls meet the inner race as the outer, less what the cage goes round. */
    @Test
    void countsAllBallsBetweenBothRaces() {
        var bearing = new Bearing(12, 8, 40, 15);
        assertEquals(12, bearing.order(Part.INNER_RACE) + bearing.order(Part.OUTER_RACE), 1e-12);
        assertEquals(12 * bearing.order(Part.CAGE), bearing.order(Part.OUTER_RACE), 1e-12);
    }

    @Test
    void refusesWhatIsNoBearing() {
        assertThrows(IllegalArgumentException.class, () -> new Bearing(1, 1, 10, 0));
        assertThrows(IllegalArgumentException.class, () -> new Bearing(8, 10, 10, 0));
        assertThrows(IllegalArgumentException.class, () -> new Bearing(8, 1, 10, 90));
    }
}

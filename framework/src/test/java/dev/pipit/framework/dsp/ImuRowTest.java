package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ImuRowTest {
    private static final double RATE_HZ = 50;
    private static final int LENGTH = 128;

    /** By theory: a sine of amplitude a has deviation a/√2 and range 2a, and crosses its mean twice a period. */
    @Test
    void measuresASineAlongAnAxis() {
        ImuRow row = new ImuRow(RATE_HZ, LENGTH, 6);
        float[] values = row(row, turned(0));
        assertEquals(Math.log(1e-3 + 2 / Math.sqrt(2)), at(row, values, "acceleration x deviation"), 1e-3);
        assertEquals(4, at(row, values, "acceleration x range"), 0.02, "no sample meets the crest exactly");
        assertEquals(3.125, at(row, values, "acceleration x crossings"), 0.2, "half a crossing at the ends");
        assertEquals(3.125, at(row, values, "acceleration x dominant"), 1e-6, "8 periods in the frame: a bin");
        assertEquals(0, at(row, values, "acceleration x skewness"), 1e-3);
        assertEquals(0.5, at(row, values, "turning z mean"), 1e-6);
        assertEquals(1, at(row, values, "up z"), 1e-6);
        assertTrue(at(row, values, "acceleration x band 2.2") > at(row, values, "acceleration x band 5") + 5);
    }

    @Test
    void doesNotMindAHeading() {
        ImuRow row = new ImuRow(RATE_HZ, LENGTH, 6);
        float[] ahead = row(row, turned(0));
        float[] aside = row(row, turned(1.1));
        for (String name : row.names()) {
            if (name.contains("vertical") || name.contains("horizontal") || name.contains("length")) {
                assertEquals(at(row, ahead, name), at(row, aside, name), 2e-3, name + ": floats and their logarithms");
            }
        }
        assertTrue(Math.abs(at(row, ahead, "acceleration x range") - at(row, aside, "acceleration x range")) > 1);
    }

    @Test
    void seesHowAxesGoTogether() {
        ImuRow row = new ImuRow(RATE_HZ, LENGTH, 3);
        float[] frame = new float[3 * LENGTH];
        for (int n = 0; n < LENGTH; n++) {
            frame[3 * n] = (float) Math.sin(n / 3.0);
            frame[3 * n + 1] = -2 * frame[3 * n];
            frame[3 * n + 2] = 9.8f;
        }
        float[] values = row(row, frame);
        assertEquals(-1, at(row, values, "acceleration xy correlation"), 1e-5);
        assertEquals(0, at(row, values, "acceleration xz correlation"), 1e-5);
    }

    @Test
    void isFiniteForASignalThatDoesNotMove() {
        for (float value : new float[] {0, 9.8f}) {
            ImuRow row = new ImuRow(RATE_HZ, LENGTH, 6);
            float[] frame = new float[6 * LENGTH];
            Arrays.fill(frame, value);
            for (float each : row(row, frame)) {
                assertTrue(Float.isFinite(each));
            }
        }
    }

    @Test
    void refusesWhatIsNoImu() {
        assertThrows(IllegalArgumentException.class, () -> new ImuRow(10, LENGTH, 6));
        assertThrows(IllegalArgumentException.class, () -> new ImuRow(RATE_HZ, 8, 6));
        assertThrows(IllegalArgumentException.class, () -> new ImuRow(RATE_HZ, LENGTH, 4));
    }

    private static float[] turned(double heading) {
        float[] frame = new float[6 * LENGTH];
        for (int n = 0; n < LENGTH; n++) {
            double shake = 2 * Math.sin(2 * Math.PI * 3.125 * n / RATE_HZ + 0.1);
            frame[6 * n] = (float) (shake * Math.cos(heading));
            frame[6 * n + 1] = (float) (shake * Math.sin(heading));
            frame[6 * n + 2] = 9.8f;
            frame[6 * n + 5] = 0.5f;
        }
        return frame;
    }

    private static float[] row(ImuRow row, float[] frame) {
        float[] values = new float[row.names().size()];
        row.apply(frame, values);
        return values;
    }

    private static float at(ImuRow row, float[] values, String name) {
        return values[row.names().indexOf(name)];
    }
}

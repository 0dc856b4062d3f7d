package dev.pipit.pipelines.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.testing.AllocatedBytes;

class DriftTest {
    private final Random random = new Random(5);
    private final Drift drift = new Drift(2);

    /** Frames of two hops each, from one logarithm of the distance to another. */
    private void frames(int count, double from, double to, double noise) {
        for (int i = 0; i < count; i++) {
            double middle = from + (to - from) * i / count + noise * random.nextGaussian();
            drift.add(Math.exp(middle - 0.05));
            drift.add(Math.exp(middle + 0.05));
        }
    }

    @Test
    void callsAStepSudden() {
        frames(300, -1.2, -1.2, 0.2);
        frames(5, 1.5, 1.5, 0.2);
        assertEquals(Onset.SUDDEN, drift.onset());
    }

    @Test
    void callsAWearOfFiveHundredFramesSlow() {
        frames(200, -1.2, -1.2, 0.2);
        frames(500, -1.2, 0.5, 0.2);
        assertEquals(Onset.SLOW, drift.onset());
    }

    /** What was noticed once and went away again is no beginning of a fault that comes much later. */
    @Test
    void forgetsWhatOnlyThePageHinkleyTestHasSeen() {
        frames(200, -1.2, -1.2, 0.05);
        frames(9, -0.2, -0.2, 0.05);                             // nine frames × (1 − 0.3) are above the threshold of 6
        frames(12, -1.0, -1.0, 0.05);                            // and nothing comes down far enough to be noticed
        assertEquals(Onset.SLOW, drift.onset(), "noticed, for a while");
        frames(250, -1.1, -1.1, 0.05);
        frames(5, 1.5, 1.5, 0.05);
        assertEquals(Onset.SUDDEN, drift.onset());
    }

    @Test
    void takesWhatIsNoNumberAsFarAway() {
        frames(100, -1.2, -1.2, 0.1);
        for (int i = 0; i < 60; i++) {
            drift.add(Double.NaN);
        }
        assertEquals(Onset.SLOW, drift.onset(), "thirty frames ago");
    }

    @Test
    void allocatesNothing() {
        assertEquals(0, AllocatedBytes.of(() -> {
            for (int i = 0; i < 2_000; i++) {
                drift.add(0.3);
            }
        }));
    }
}

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

    /** What was noticed once is no beginning of a fault that comes much later, unless ADWIN has seen it too. */
    @Test
    void forgetsWhatOnlyThePageHinkleyTestHasSeen() {
        frames(200, -1.2, -1.2, 0.05);
        frames(10, -0.2, -0.2, 0.05);                            // ten frames × (1 − 0.3) are above the threshold of 6
        frames(12, -0.7, -0.7, 0.05);                            // within the tolerance of what the test began anew with
        assertEquals(Onset.SLOW, drift.onset(), "noticed, for a while");
        frames(200, -0.7, -0.7, 0.05);                           // a twentieth of ADWIN's range: less than chance allows
        frames(5, 1.5, 1.5, 0.05);
        assertEquals(Onset.SUDDEN, drift.onset());
    }

    @Test
    void remembersWhatAdwinHasConfirmed() {
        frames(200, -1.2, -1.2, 0.2);
        frames(600, -0.3, -0.3, 0.2);
        frames(5, 1.5, 1.5, 0.2);
        assertEquals(Onset.SLOW, drift.onset());
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

package dev.pipit.framework.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeakCounterTest {
    private static final double RATE_HZ = 50;

    @ParameterizedTest
    @CsvSource({"1.6, 3, 40", "2.0, 6, 50", "2.8, 12, 70"})
    void countsTheStepsOfAWalk(double stepsASecond, double height, int seconds) {
        var counter = new PeakCounter(PeakCounter.Settings.steps(RATE_HZ));
        var random = new Random(1);
        int n = (int) (seconds * RATE_HZ);
        for (int i = 0; i < n; i++) {
            double phase = stepsASecond * i / RATE_HZ * 2 * Math.PI;
            counter.next(9.8 + height * Math.sin(phase) + height / 4 * Math.sin(2 * phase + 1)
                + 0.3 * random.nextGaussian());
        }
        assertEquals(stepsASecond * seconds, counter.count(), 2, "the first step or two tell it how high steps are");
    }

    @Test
    void followsStepsThatGrowAndShrink() {
        var counter = new PeakCounter(PeakCounter.Settings.steps(RATE_HZ));
        for (int i = 0; i < 3000; i++) {                    // 60 s, 2 steps a second, from 3 to 12 m/s² and back
            double height = 7.5 - 4.5 * Math.cos(2 * Math.PI * i / 3000);
            counter.next(9.8 + height * Math.sin(2 * Math.PI * 2 * i / RATE_HZ));
        }
        assertEquals(120, counter.count(), 2);
    }

    @Test
    void countsNothingAtRestOrInSmallTremors() {
        var counter = new PeakCounter(PeakCounter.Settings.steps(RATE_HZ));
        var random = new Random(2);
        for (int i = 0; i < 5000; i++) {
            counter.next(9.8 + 0.15 * random.nextGaussian());
        }
        assertEquals(0, counter.count());
    }

    @Test
    void countsOnceInTheRefractoryTime() {
        var counter = new PeakCounter(new PeakCounter.Settings(RATE_HZ, 1, 2, 0.5, 1));
        for (int i = 0; i < 500; i++) {                     // 10 s of 5 Hz
            counter.next(4 * Math.sin(2 * Math.PI * 5 * i / RATE_HZ));
        }
        assertEquals(10, counter.count(), 1);
    }

    @Test
    void passesOverWhatIsNoNumberAndStartsAfresh() {
        var counter = new PeakCounter(PeakCounter.Settings.repetitions(RATE_HZ));
        counter.next(Double.NaN);
        for (int i = 0; i < 500; i++) {
            counter.next(9.8 + 5 * Math.sin(2 * Math.PI * 0.5 * i / RATE_HZ));
        }
        assertEquals(5, counter.count(), 1);
        counter.restart();
        assertEquals(5, counter.count(), 1);
        assertThrows(IllegalArgumentException.class, () -> new PeakCounter.Settings(0, 1, 2, 0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> new PeakCounter.Settings(50, 1, 2, 1, 1));
    }
}

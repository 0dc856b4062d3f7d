package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.testing.AllocatedBytes;

/** A shaft that speeds up evenly, and shakes thrice in a turn: a chirp in time, one line over orders. */
class OrderSpectrumTest {
    private static final double RATE_HZ = 4_000;
    private static final int LENGTH = 8_192;
    private static final double SECONDS = LENGTH / RATE_HZ;

    private final OrderSpectrum orders = new OrderSpectrum(LENGTH);
    private final float[] spectrum = new float[orders.bins()];

    private static double shaftHz(double fromHz, double toHz, double t) {
        return fromHz + (toHz - fromHz) * t / SECONDS;
    }

    private static double turned(double fromHz, double toHz, double t) {
        return fromHz * t + (toHz - fromHz) * t * t / SECONDS / 2;
    }

    /** The vibration on channel 0, of amplitude 2 at order 3; beside it the speed in turns a minute. */
    private static float[] chirp(double fromHz, double toHz) {
        float[] x = new float[2 * LENGTH];
        for (int n = 0; n < LENGTH; n++) {
            double t = n / RATE_HZ;
            x[2 * n] = (float) (2 * Math.sin(2 * Math.PI * 3 * turned(fromHz, toHz, t) + 0.4));
            x[2 * n + 1] = (float) (60 * shaftHz(fromHz, toHz, t));
        }
        return x;
    }

    /** A pulse a turn, of which a tenth is high, with flanks as a filter of the first order makes them. */
    private static float[] withPulses(float[] x, double fromHz, double toHz) {
        float high = 0;
        for (int n = 0; n < LENGTH; n++) {
            double turn = turned(fromHz, toHz, n / RATE_HZ) + 0.37;
            high += 0.5f * ((turn - Math.floor(turn) < 0.1 ? 1 : 0) - high);
            x[2 * n + 1] = high;
        }
        return x;
    }

    private void assertOneLineAtThree(int turns) {
        int line = 3 * turns;
        assertEquals(2, OrderSpectrum.amplitude(spectrum, turns, 3), 0.02, "a percent, by cubic interpolation");
        double beside = 0;
        for (int k = 0; k < 10 * turns; k++) {
            beside = Math.max(beside, Math.abs(k - line) > 2 ? spectrum[k] : 0);
        }
        assertTrue(beside < 0.02, "no line but the one at order 3: " + beside);
    }

    @ParameterizedTest
    @CsvSource({"10, 30", "30, 10", "20, 20", "24, 26"})
    void keepsAChirpOfOneOrderInOneLine(double fromHz, double toHz) {
        float[] x = chirp(fromHz, toHz);
        double[] turns = new double[LENGTH];
        double all = new ShaftAngle(ShaftAngle.Signal.SPEED, LENGTH, RATE_HZ, 1).apply(x, 1, 2, turns);
        double last = (LENGTH - 1) / RATE_HZ;
        assertEquals(turned(fromHz, toHz, last), all, 1e-4, "turns, by floats of the speed");
        int whole = orders.apply(x, 0, 2, turns, spectrum);
        assertEquals((int) all, whole);
        assertOneLineAtThree(whole);
    }

    /** The same by a pulse a turn; a pulse is placed within a tenth of a sample, as all are delayed alike. */
    @ParameterizedTest
    @CsvSource({"10, 30", "30, 10", "20, 20"})
    void findsTheAngleFromPulses(double fromHz, double toHz) {
        float[] x = withPulses(chirp(fromHz, toHz), fromHz, toHz);
        double[] turns = new double[LENGTH];
        double all = new ShaftAngle(ShaftAngle.Signal.PULSES, LENGTH, RATE_HZ, 1).apply(x, 1, 2, turns);
        assertEquals(turned(fromHz, toHz, (LENGTH - 1) / RATE_HZ), all, 0.02);
        for (int n = 0; n < LENGTH; n += 97) {
            assertEquals(turned(fromHz, toHz, n / RATE_HZ), turns[n], 0.015, "a sample at 30 turns a second is 0.0075");
        }
        int whole = orders.apply(x, 0, 2, turns, spectrum);
        assertEquals(2, OrderSpectrum.amplitude(spectrum, whole, 3), 0.05, "instants of pulses are known to half a sample");
    }

    /** Without the angle the same chirp lies on bins from 30 to 90 Hz, and on none as high as a third. */
    @Test
    void isSharperThanASpectrumOverTime() {
        float[] x = chirp(10, 30);
        double[] even = new double[LENGTH];
        Arrays.setAll(even, n -> 20.0 * n / RATE_HZ);
        orders.apply(x, 0, 2, even, spectrum);
        float highest = 0;
        for (float value : spectrum) {
            highest = Math.max(highest, value);
        }
        assertTrue(highest < 2 / 3.0, "highest " + highest);
    }

    @Test
    void countsPulsesOfMoreTeeth() {
        float[] x = new float[LENGTH];
        for (int n = 0; n < LENGTH; n++) {
            x[n] = (float) Math.sin(2 * Math.PI * 60 * 5 * n / RATE_HZ);      // 60 teeth, 5 turns a second
        }
        double[] turns = new double[LENGTH];
        double all = new ShaftAngle(ShaftAngle.Signal.PULSES, LENGTH, RATE_HZ, 60).apply(x, 0, 1, turns);
        assertEquals(5 * (LENGTH - 1) / RATE_HZ, all, 1e-3);
    }

    @Test
    void saysThatItKnowsNoAngle() {
        ShaftAngle pulses = new ShaftAngle(ShaftAngle.Signal.PULSES, LENGTH, RATE_HZ, 1);
        double[] turns = new double[LENGTH];
        assertEquals(0, pulses.apply(new float[LENGTH], 0, 1, turns));
        float[] noise = new float[LENGTH];
        Random random = new Random(1);
        for (int n = 0; n < LENGTH; n++) {
            noise[n] = (float) random.nextGaussian();
        }
        assertEquals(0, pulses.apply(noise, 0, 1, turns), "noise is uneven");
        noise[100] = Float.NaN;
        assertTrue(Double.isNaN(pulses.apply(noise, 0, 1, turns)));
        ShaftAngle speed = new ShaftAngle(ShaftAngle.Signal.SPEED, LENGTH, RATE_HZ, 1);
        assertTrue(Double.isNaN(speed.apply(noise, 0, 1, turns)));
        float[] still = new float[LENGTH];
        assertEquals(0, speed.apply(still, 0, 1, turns));
        assertEquals(0, orders.apply(still, 0, 1, turns, spectrum), "fewer than four turns");
    }

    @Test
    void turnsBackwardsLikeForwards() {
        float[] back = new float[LENGTH];
        Arrays.fill(back, -600);
        double[] turns = new double[LENGTH];
        assertEquals(10 * (LENGTH - 1) / RATE_HZ, new ShaftAngle(ShaftAngle.Signal.SPEED, LENGTH, RATE_HZ, 1)
            .apply(back, 0, 1, turns), 1e-6);
    }

    @Test
    void allocatesNothingPerFrame() {
        float[] x = withPulses(chirp(10, 30), 10, 30);
        ShaftAngle pulses = new ShaftAngle(ShaftAngle.Signal.PULSES, LENGTH, RATE_HZ, 1);
        double[] turns = new double[LENGTH];
        assertEquals(0, AllocatedBytes.of(() -> {
            for (int i = 0; i < 20; i++) {
                pulses.apply(x, 1, 2, turns);
                orders.apply(x, 0, 2, turns, spectrum);
            }
        }));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new OrderSpectrum(3));
        assertThrows(IllegalArgumentException.class, () -> new ShaftAngle(ShaftAngle.Signal.SPEED, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new ShaftAngle(ShaftAngle.Signal.SPEED, 9, 1, 0));
        assertEquals(0, OrderSpectrum.amplitude(spectrum, 40, 1_000), "beyond the last bin");
    }
}

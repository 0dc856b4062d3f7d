package dev.pipit.sensors.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LevelMeterTest {
    /** By theory: 20 log10(a) the peak and 20 log10(a / √2) the mean of a sine; the peak falls between two samples. */
    @Test
    void measuresASine() {
        for (double amplitude : new double[] {1, 0.5, 0.001}) {
            Level level = level(1_600, amplitude);
            assertEquals(20 * Math.log10(amplitude / Math.sqrt(2)), level.rmsDbfs(), 1e-5);      // float
            assertEquals(20 * Math.log10(amplitude), level.peakDbfs(), 0.05);    // 1 − cos(π 1000 / 16000) at most: 0.17 dB
        }
    }

    @Test
    void speaksOfTheLastTenthOfASecondOnly() {
        var meter = new LevelMeter(16_000);
        assertEquals(new Level(-120, -120), meter.level());
        meter.add(sine(1_600, 0.5), 0, 1_600);
        double loud = meter.level().peakDbfs();
        meter.add(new float[1_599], 0, 1_599);
        assertEquals(loud, meter.level().peakDbfs());
        meter.add(new float[1], 0, 1);
        assertEquals(new Level(-120, -120), meter.level());
    }

    private static Level level(int length, double amplitude) {
        var meter = new LevelMeter(16_000);
        meter.add(sine(length, amplitude), 0, length);
        return meter.level();
    }

    private static float[] sine(int length, double amplitude) {
        float[] x = new float[length];
        for (int n = 0; n < length; n++) {
            x[n] = (float) (amplitude * Math.sin(2 * Math.PI * 1_000 * (n + 0.25) / 16_000));
        }
        return x;
    }
}

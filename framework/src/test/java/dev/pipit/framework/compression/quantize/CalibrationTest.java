package dev.pipit.framework.compression.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.compression.quantize.QuantizeSettings.Numbers;
import dev.pipit.framework.tflite.Quantization;

class CalibrationTest {
    private static Histogram of(float... values) {
        var histogram = new Histogram();
        for (float value : values) {
            histogram.widen(value);
        }
        for (float value : values) {
            histogram.count(value);
        }
        return histogram;
    }

    /** A normal distribution, and one outlier at 40 times its deviation. */
    private static float[] withOutlier() {
        var random = new Random(3);
        float[] values = new float[50_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        values[17] = 40;
        return values;
    }

    @Test
    void allIsKeptByMinMax() {
        assertEquals(new Span(-2, 3), Calibration.MINMAX.span(of(-2, 0.5f, 3), Numbers.INT8));
        assertEquals(new Span(0, 3), Calibration.MINMAX.span(of(1, 2, 3), Numbers.INT8));        // 0 must be there
    }

    /** 2 · 10^-4 of a normal distribution lie beyond 3.72 deviations; a bin is 0.022 wide. */
    @Test
    void percentileLeavesTheOutlierOut() {
        Span span = Calibration.PERCENTILE.span(of(withOutlier()), Numbers.INT8);
        assertEquals(3.72, span.greatest(), 0.3);                        // five numbers lie beyond: their places scatter
        assertEquals(-3.72, span.least(), 0.3);
    }

    /** A slow twin: no other span on a fine grid has less than 95 % of the error; candidates are half a unit apart. */
    @Test
    void mseFindsTheSmallestError() {
        float[] values = withOutlier();
        Span span = Calibration.MSE.span(of(values), Numbers.INT8);
        double error = error(values, span);
        assertTrue(error < error(values, Calibration.MINMAX.span(of(values), Numbers.INT8)));
        for (float greatest = 1; greatest < 40; greatest += 0.3f) {
            assertTrue(error(values, new Span(span.least(), greatest)) > 0.95 * error, "up to " + greatest);
        }
    }

    private static double error(float[] values, Span span) {
        Quantization quantization = span.quantization(Numbers.INT8);
        double sum = 0;
        for (float value : values) {
            double q = Math.rint(value / quantization.scale()) + quantization.zeroPoint();
            double kept = (Math.max(-128, Math.min(127, q)) - quantization.zeroPoint()) * quantization.scale();
            sum += (value - kept) * (value - kept);
        }
        return sum;
    }

    @Test
    void entropyCutsTheOutlierOffButKeepsTheBulk() {
        Span span = Calibration.ENTROPY.span(of(withOutlier()), Numbers.INT8);
        assertTrue(span.greatest() < 20 && span.greatest() > 2, span.toString());
        assertTrue(span.least() < -2, span.toString());
    }

    @Test
    void aTensorThatIsAlwaysZeroHasAScale() {
        for (Calibration calibration : Calibration.values()) {
            assertEquals(1, calibration.span(of(0, 0, 0), Numbers.INT8).quantization(Numbers.INT8).scale());
        }
    }

    /** Real zero is a whole number of steps, or borders of zeros would not be zero. */
    @Test
    void zeroIsExact() {
        Quantization quantization = new Span(-0.3f, 1).quantization(Numbers.INT8);
        assertEquals(1.3f / 255, quantization.scale(), 1e-9);                      // a rounding of a float of 0.005
        assertEquals(-69, quantization.zeroPoint());                               // −128 + 0.3 / 1.3 · 255 = −69.2
        assertEquals(0, new Span(-0.3f, 1).quantization(Numbers.INT16X8).zeroPoint());
        assertEquals(1 / 32767f, new Span(-0.3f, 1).quantization(Numbers.INT16X8).scale());
    }
}

package dev.pipit.framework.dsp.micro;

/**
 * Multiplies a frame by a Hann curve with 12 binary places.
 *
 * <p>The curve is taken between the samples, 0.5 − 0.5 cos(2π (i + 0.5) / length), so that no sample is lost. Products
 * are rounded down.
 */
final class FixedTaper {
    private static final int BITS = 12;

    private final short[] curve;

    FixedTaper(int length) {
        curve = new short[length];
        float step = (float) Math.PI * 2f / length;       // float, because the original rounds to float all the way
        for (int i = 0; i < length; i++) {
            float value = 0.5f - 0.5f * (float) StrictMath.cos(step * (i + 0.5f));
            curve[i] = (short) (value * (1 << BITS) + 0.5f);
        }
    }

    /**
     * Fills {@code out} from {@code samples[offset]} and on.
     *
     * @return the largest magnitude in {@code out}; a −32768, which has none in 16 bit, is passed over
     */
    int apply(short[] samples, int offset, short[] out) {
        int largest = 0;
        for (int i = 0; i < curve.length; i++) {
            short tapered = (short) (samples[offset + i] * curve[i] >> BITS);
            out[i] = tapered;
            largest = Math.max(largest, (short) Math.abs(tapered));
        }
        return largest;
    }
}

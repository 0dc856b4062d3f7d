package dev.pipit.framework.dsp.micro;

/**
 * Per-channel amplitude normalisation: multiplies each band by a gain that falls with its noise, so that a quiet voice
 * in a quiet room and a loud one in a loud room look alike.
 *
 * <p>Small results are squared, large ones are lowered by one: (s/2)² below s = 2, s − 1 above; with 12 binary places
 * in and 6 out.
 */
final class GainControl {
    private static final int RATIO_BITS = 12;
    private static final int OUTPUT_BITS = 6;

    private final GainCurve curve;
    private final int rightShift;

    /**
     * @param smoothingBits  binary places of the noise estimate
     * @param correctionBits binary places that the bands lack, against the samples
     */
    GainControl(MicroFrontendSettings.Gain settings, int smoothingBits, int correctionBits) {
        curve = new GainCurve(settings, smoothingBits - correctionBits);
        rightShift = settings.bits() - correctionBits - RATIO_BITS;
    }

    void apply(int[] bands, int[] noise) {
        for (int i = 0; i < bands.length; i++) {
            long product = (bands[i] & 0xFFFF_FFFFL) * curve.of(noise[i]);
            bands[i] = shrunk((int) (product >>> rightShift));
        }
    }

    private static int shrunk(int ratio) {
        if (Integer.compareUnsigned(ratio, 2 << RATIO_BITS) < 0) {
            return ratio * ratio >>> 2 + 2 * RATIO_BITS - OUTPUT_BITS;
        }
        return (ratio >>> RATIO_BITS - OUTPUT_BITS) - (1 << OUTPUT_BITS);
    }
}

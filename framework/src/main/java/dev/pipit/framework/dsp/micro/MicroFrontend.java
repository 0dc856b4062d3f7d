package dev.pipit.framework.dsp.micro;

import java.util.Objects;

/**
 * Turns frames of speech into feature rows: the fixed-point front end of micro_speech and microWakeWord, equal in every
 * bit.
 *
 * <p>taper → FFT → energy in mel bands → square root → minus the noise estimate → gain control → logarithm
 *
 * <p>Shape: a frame of {@code frameLength} samples of one channel gives {@code bands} values. The caller cuts the frames;
 * how many samples lie between two of them (160 or 320) is not a setting, yet the noise estimate moves once per frame,
 * so a model wants the hop it was trained with.
 * Unit: 64 × natural logarithm of a ratio of loudness, without a meaning of its own. Range: 0 to 65535, usually below
 * 700.
 * Error: none; {@code MicroFrontendGoldenTest} compares every bit with recordings run through the original.
 * Threads: one at a time; it remembers the noise.
 * Cost: nothing allocated, about 25 000 integer operations per frame.
 */
public final class MicroFrontend {
    /** Binary places that the square root of a weighted energy lacks: 9 of the FFT of 512, less half of the weights'. */
    private static final int CORRECTION_BITS =
        Integer.numberOfTrailingZeros(FixedFft.SIZE) - FilterBank.WEIGHT_BITS / 2;

    private final MicroFrontendSettings settings;
    private final FixedTaper taper;
    private final FixedFft fft = new FixedFft();
    private final FilterBank bank;
    private final NoiseReduction noise;
    private final GainControl gain;
    private final LogScale log;
    private final short[] converted;
    private final short[] tapered;
    private final short[] re = new short[FixedFft.BINS];
    private final short[] im = new short[FixedFft.BINS];
    private final int[] squares = new int[FixedFft.BINS];
    private final long[] energies;
    private final int[] row;

    public MicroFrontend(MicroFrontendSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
        int bands = settings.bands().count();
        MicroFrontendSettings.Noise reduction = settings.noise();
        taper = new FixedTaper(settings.frameLength());
        bank = new FilterBank(settings.bands(), settings.rateHz());
        noise = new NoiseReduction(reduction.smoothingBits(), reduction.evenSmoothing(), reduction.oddSmoothing(),
            reduction.remaining(), bands);
        gain = new GainControl(settings.gain(), reduction.smoothingBits(), CORRECTION_BITS);
        log = new LogScale(settings.log(), CORRECTION_BITS);
        converted = new short[settings.frameLength()];
        tapered = new short[settings.frameLength()];
        energies = new long[bands];
        row = new int[bands];
    }

    public MicroFrontendSettings settings() {
        return settings;
    }

    /** One frame, {@code samples[offset]} and on, becomes one row, {@code out[outOffset]} and on. */
    public void process(short[] samples, int offset, int[] out, int outOffset) {
        int largest = taper.apply(samples, offset, tapered);
        int shift = Integer.numberOfLeadingZeros(largest) - 17;        // fills 15 bits and the sign
        fft.apply(tapered, tapered.length, shift, re, im);
        FilterBank.squares(re, im, squares);
        bank.energies(squares, energies);
        FilterBank.magnitudes(energies, shift, row);
        noise.apply(row);
        if (settings.gain().on()) {
            gain.apply(row, noise.estimate());
        }
        log.apply(row);
        System.arraycopy(row, 0, out, outOffset, row.length);
    }

    /**
     * The same for samples of −1 to 1. What came from 16 bits (n / 32768) goes back exactly; what lies between is
     * rounded to nearest, what lies beyond is limited, NaN counts as 0.
     */
    public void process(float[] samples, int offset, int[] out, int outOffset) {
        for (int i = 0; i < converted.length; i++) {
            int value = Math.round(samples[offset + i] * 32768f);
            converted[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
        }
        process(converted, 0, out, outOffset);
    }

    /** Forgets the noise, as after a gap in the signal. */
    public void reset() {
        noise.reset();
    }
}

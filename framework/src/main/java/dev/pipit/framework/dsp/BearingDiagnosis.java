package dev.pipit.framework.dsp;

import java.util.Optional;

import dev.pipit.framework.dsp.Bearing.Part;

/**
 * Which part of a bearing knocks: the {@link LineStrength} of each part's frequency in the {@link EnvelopeSpectrum} over
 * the full band.
 *
 * <p>Three harmonics, 1 % of tolerance, as bearings slip. The cage is measured and never named: its line is the shaft's
 * own slow turning too often. Unit: none. Cost: four FFTs and a partial sort, no allocation but for {@link #named}.
 */
public final class BearingDiagnosis {
    /** A line that is as strong as this, and stronger than those of the other parts, is named. */
    public static final double THRESHOLD = 1.5;

    private static final int HARMONICS = 3;
    private static final double TOLERANCE = 0.01;
    private static final Part[] PARTS = Part.values();

    private final Bearing bearing;
    private final EnvelopeSpectrum envelope;
    private final LineStrength lines;
    private final float[] spectrum;
    private final double[] strengths = new double[PARTS.length];

    /**
     * @param length samples that are looked at together, a power of two up to 65536; seconds of them tell parts apart
     * @param rateHz of the samples
     */
    public BearingDiagnosis(Bearing bearing, int length, double rateHz) {
        this.bearing = bearing;
        envelope = new EnvelopeSpectrum(length, rateHz, 0, rateHz / 2);
        lines = new LineStrength(envelope.bins(), rateHz / length, HARMONICS, TOLERANCE);
        spectrum = new float[envelope.bins()];
    }

    /** Looks at samples {@code stride} apart from {@code x[from]}, taken while the shaft made so many turns a second. */
    public void apply(float[] x, int from, int stride, double shaftHz) {
        envelope.apply(x, from, stride, spectrum);
        for (Part part : PARTS) {
            strengths[part.ordinal()] = lines.of(spectrum, bearing.order(part) * shaftHz);
        }
    }

    /** How far the lines of a part stand out: noise alone gives about 1. */
    public double strength(Part part) {
        return strengths[part.ordinal()];
    }

    /** The part whose lines stand out most, if they do. */
    public Optional<Part> named() {
        Part strongest = Part.OUTER_RACE;
        for (Part part : PARTS) {
            if (part != Part.CAGE && strength(part) > strength(strongest)) {
                strongest = part;
            }
        }
        return strength(strongest) >= THRESHOLD ? Optional.of(strongest) : Optional.empty();
    }
}

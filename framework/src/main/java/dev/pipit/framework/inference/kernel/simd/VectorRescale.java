package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;
import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;
import static dev.pipit.framework.inference.kernel.simd.Lanes.INTS;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

import dev.pipit.framework.inference.kernel.ChannelOutput;

/**
 * {@link ChannelOutput#of} for sums that are floats: in float lanes wherever that cannot be wrong, and exactly where it
 * could.
 *
 * <p>The exact output is ⌊t + ½ ± c⌋ with t = (sum + rest) · multiplier · 2^(shift − 31) and, where the model rounds twice
 * and shifts right by e, c = 2^−(1 + e) with the sign of t. An output counts if |t| &lt; 256, and then floats give t ± c with
 * an error below {@link #ERROR} where no channel has a rest: the multiplier, the product and the last addition are each off
 * by at most 2^−24 · 256. With a rest, |rest · multiplier| ≤ 512 and |sum · multiplier| ≤ 768 add 2^−24 of these. So the
 * nearest whole number is the exact output unless t ± c is nearer than that to the middle between two; a vector of outputs
 * in which this happens, one in hundreds, is computed again. Greater numbers are cut off either way.
 */
final class VectorRescale {
    private static final float ERROR = 0x1p-14f;
    private static final float ERROR_WITH_REST = 0x1.8p-13f;
    /** 1.5 · 2²³: a float that is added to this is rounded to a whole number, which its lowest bits then show. */
    private static final float WHOLE = 0x1.8p23f;
    private static final int MAGNITUDE = Integer.MAX_VALUE;
    private static final int SIGN = Integer.MIN_VALUE;
    /** Vectors that are checked, and perhaps computed again, together. */
    private static final int GROUP = 8;

    private final FloatSums sums;
    private final float[] multipliers;
    private final float[] rests;
    private final float[] roundings;
    private final boolean signed;
    private final float whole;
    private final int least;
    private final int greatest;
    private final int channels;
    private final int ambiguous;

    VectorRescale(FloatSums sums) {
        this(sums, 1);
    }

    /** For several pixels that count as one, {@code together} times as many channels. */
    VectorRescale(FloatSums sums, int together) {
        this.sums = sums;
        channels = sums.channels() * together;
        multipliers = new float[Lanes.padded(channels)];
        rests = new float[multipliers.length];
        roundings = new float[multipliers.length];
        ChannelOutput output = sums.output();
        // below zero the sign of the second rounding does not matter where all of that becomes the least output
        signed = output.range().least() < output.outputOffset();
        for (int lane = 0; lane < channels; lane++) {
            int c = lane % sums.channels();
            int shift = output.rescale().shift(c);
            multipliers[lane] = sums.multiplier(c);
            boolean constant = sums.multiplier(c) == 0;
            float rounding = shift < 0 && !output.rescale().roundsOnce() && !constant ? Math.scalb(1f, shift - 1) : 0;
            roundings[lane] = signed ? rounding : 0;
            rests[lane] = sums.scaledRest(c) + (signed ? 0 : rounding);
        }
        ambiguous = Float.floatToRawIntBits(0.5f - (sums.haveRest() ? ERROR_WITH_REST : ERROR));
        whole = WHOLE + output.outputOffset();
        least = Float.floatToRawIntBits(WHOLE) + output.range().least();
        greatest = Float.floatToRawIntBits(WHOLE) + output.range().greatest();
    }

    long bytes() {
        return 12L * multipliers.length + sums.bytes();
    }

    /**
     * Outputs of channels {@code c} to {@code c + width - 1} of {@code rows} pixels. Sums of pixels lie {@code width}
     * apart from {@code start} on, outputs as far as there are channels. The last vector of a row may write beyond it, into the next row, so
     * these channels come first; {@code end} is where nothing more may be written.
     */
    void rows(float[] from, int start, int c, int width, byte[] into, int at, int rows, int end) {
        for (int row = 0; row < rows; row += GROUP) {
            int count = Math.min(GROUP, rows - row);
            for (int v = width - COUNT; v >= 0; v -= COUNT) {
                int first = at + row * channels + c + v;
                int inside = Math.min(count, inside(end - first));
                group(from, start + row * width + v, width, into, first, c + v, inside);
                for (int last = inside; last < count; last++) {
                    exactly(from, start + (row + last) * width + v, width, into, first + last * channels, c + v, 1);
                }
            }
        }
    }

    /**
     * Outputs of channels {@code c} to {@code c + width - 1} of one pixel, all of them channels that the output has, from
     * sums without what they start from.
     */
    void row(float[] from, float[] start, int c, int width, byte[] into, int at) {
        if (!Lanes.WIDE || isRowAmbiguous(from, start, c, width, into, at)) {
            for (int i = 0; i < width; i++) {
                into[at + c + i] = (byte) sums.exactly(from[i] + start[c + i], c + i);
            }
        }
    }

    private boolean isRowAmbiguous(float[] from, float[] start, int c, int width, byte[] into, int at) {
        IntVector worst = IntVector.zero(INTS);
        for (int i = 0; i < width; i += COUNT) {
            FloatVector t = FloatVector.fromArray(FLOATS, from, i).add(FloatVector.fromArray(FLOATS, start, c + i))
                .fma(FloatVector.fromArray(FLOATS, multipliers, c + i), FloatVector.fromArray(FLOATS, rests, c + i));
            t = t.add(t.reinterpretAsInts().and(SIGN)
                .or(FloatVector.fromArray(FLOATS, roundings, c + i).reinterpretAsInts()).reinterpretAsFloats());
            FloatVector rounded = t.add(whole);
            worst = worst.max(t.sub(rounded.sub(whole)).reinterpretAsInts().and(MAGNITUDE));
            narrow(rounded.reinterpretAsInts().max(least).min(greatest), into, at + c + i);
        }
        return worst.compare(VectorOperators.GT, ambiguous).anyTrue();
    }

    /** How many vectors, as far apart as pixels are, may be written where there is room for so many bytes. */
    private int inside(int room) {
        return room < COUNT ? 0 : (room - COUNT) / channels + 1;
    }

    private void group(float[] from, int first, int step, byte[] into, int at, int c, int count) {
        if (!Lanes.WIDE) {
            exactly(from, first, step, into, at, c, count);
        } else if (isAmbiguous(from, first, step, into, at, c, count)) {
            for (int row = 0; row < count; row++) {
                if (isAmbiguous(from, first + row * step, step, into, at + row * channels, c, 1)) {
                    exactly(from, first + row * step, step, into, at + row * channels, c, 1);
                }
            }
        }
    }

    private boolean isAmbiguous(float[] from, int first, int step, byte[] into, int at, int c, int count) {
        return signed ? twoSided(from, first, step, into, at, c, count) : oneSided(from, first, step, into, at, c, count);
    }

    private void exactly(float[] from, int first, int step, byte[] into, int at, int c, int count) {
        int end = Math.min(COUNT, channels - c);
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < end; i++) {
                into[at + row * channels + i] = (byte) sums.exactly(from[first + row * step + i], (c + i) % sums.channels());
            }
        }
    }

    private boolean oneSided(float[] from, int first, int step, byte[] into, int at, int c, int count) {
        FloatVector multiplier = FloatVector.fromArray(FLOATS, multipliers, c);
        FloatVector rest = FloatVector.fromArray(FLOATS, rests, c);
        IntVector worst = IntVector.zero(INTS);
        for (int row = 0; row < count; row++) {
            FloatVector t = FloatVector.fromArray(FLOATS, from, first + row * step).fma(multiplier, rest);
            FloatVector rounded = t.add(whole);
            worst = worst.max(t.sub(rounded.sub(whole)).reinterpretAsInts().and(MAGNITUDE));
            narrow(rounded.reinterpretAsInts().max(least).min(greatest), into, at + row * channels);
        }
        return worst.compare(VectorOperators.GT, ambiguous).anyTrue();
    }

    private boolean twoSided(float[] from, int first, int step, byte[] into, int at, int c, int count) {
        FloatVector multiplier = FloatVector.fromArray(FLOATS, multipliers, c);
        FloatVector rest = FloatVector.fromArray(FLOATS, rests, c);
        IntVector rounding = FloatVector.fromArray(FLOATS, roundings, c).reinterpretAsInts();
        IntVector worst = IntVector.zero(INTS);
        for (int row = 0; row < count; row++) {
            FloatVector t = FloatVector.fromArray(FLOATS, from, first + row * step).fma(multiplier, rest);
            t = t.add(t.reinterpretAsInts().and(SIGN).or(rounding).reinterpretAsFloats());
            FloatVector rounded = t.add(whole);
            worst = worst.max(t.sub(rounded.sub(whole)).reinterpretAsInts().and(MAGNITUDE));
            narrow(rounded.reinterpretAsInts().max(least).min(greatest), into, at + row * channels);
        }
        return worst.compare(VectorOperators.GT, ambiguous).anyTrue();
    }

    private static void narrow(IntVector numbers, byte[] into, int at) {
        ((ByteVector) numbers.convertShape(VectorOperators.I2B, Lanes.BYTES, 0)).intoArray(into, at);
    }
}

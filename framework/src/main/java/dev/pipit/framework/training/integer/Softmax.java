package dev.pipit.framework.training.integer;

import java.util.List;

/** e^x of each channel, divided by the sum of these over the channels of a place. */
public record Softmax() implements IntegerLayer {
    /** The only scale that outputs can have. */
    public static final Scale OUTPUT = new Scale(1f / 256, -128);

    private static final int INTEGER_BITS = 5;
    private static final int SUM_BITS = 12;

    @Override
    public Shape output(List<Shape> inputs) {
        return Check.one(inputs);
    }

    @Override
    public void check(List<Scale> inputs, Scale output) {
        Check.that(output.equals(OUTPUT), "output must have the scale of probabilities: scale=%s, expected=%s", output,
            OUTPUT);
        float scale = Check.one(inputs).scale();
        Check.that(scale > 0x1p-26f && scale < 16, "input scale must be 2^-26 to 16: scale=%s", scale);
    }

    @Override
    public int number(List<Numbers> inputs, Scale output, int row, int column, int channel) {
        Numbers in = inputs.get(0);
        Multiplier factor = Multiplier.of(in.scale().scale() * (double) (1 << 31 - INTEGER_BITS));
        long radius = 31L << 31 - INTEGER_BITS >> factor.exponent();
        int greatest = Integer.MIN_VALUE;
        for (int c = 0; c < in.shape().channels(); c++) {
            greatest = Math.max(greatest, in.at(row, column, c));
        }
        int sum = 0;
        for (int c = 0; c < in.shape().channels(); c++) {
            sum += FixedPoint.shiftRight(exponential(in.at(row, column, c) - greatest, radius, factor), SUM_BITS);
        }
        int own = in.at(row, column, channel) - greatest;
        return own < -radius ? Byte.MIN_VALUE : share(exponential(own, radius, factor), sum);
    }

    /** 0 where the difference does not fit the integer bits. */
    private static int exponential(int difference, long radius, Multiplier factor) {
        return difference < -radius ? 0 : FixedPoint.exponential(factor.times(difference), INTEGER_BITS);
    }

    private static int share(int exponential, int sum) {
        int bits = Integer.numberOfLeadingZeros(sum);
        int reciprocal = FixedPoint.reciprocalOfOnePlus((sum << bits) - Integer.MIN_VALUE);
        int product = FixedPoint.product(reciprocal, exponential);
        int share = FixedPoint.shiftRight(product, SUM_BITS - bits + 31 - 8) + OUTPUT.zeroPoint();
        return Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, share));
    }
}

package dev.pipit.framework.training.integer;

import java.util.List;

/**
 * A function of each number: a table of 256 entries.
 *
 * @param function which one
 */
public record Table(Function function) implements IntegerLayer {
    private static final int INTEGER_BITS = 4;

    /** Functions whose outputs have a scale of their own. */
    public enum Function {
        /** 1 / (1 + e^−x). */
        LOGISTIC(1f / 256, -128),
        /** Hyperbolic tangent. */
        TANH(1f / 128, 0);

        private final Scale output;

        Function(float scale, int zeroPoint) {
            output = new Scale(scale, zeroPoint);
        }

        /** The only scale that outputs can have. */
        public Scale output() {
            return output;
        }
    }

    /** What the function is for each signed 8-bit number of a scale: −128 first. */
    public byte[] entries(Scale input) {
        byte[] entries = new byte[256];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = (byte) entry(i + Byte.MIN_VALUE, input);
        }
        return entries;
    }

    /** What would not fit 4 integer bits is far enough from 0 to give an end. */
    private int entry(int q, Scale input) {
        Multiplier factor = factor(input);
        long radius = 15L << 31 - INTEGER_BITS >> Math.max(0, factor.exponent());
        int steps = q - input.zeroPoint();
        if (Math.abs(steps) >= radius) {
            return steps < 0 ? Byte.MIN_VALUE : Byte.MAX_VALUE;
        }
        int x = factor.times(steps);
        int y = function == Function.LOGISTIC ? FixedPoint.shiftRight(FixedPoint.logistic(x), 23)
            : FixedPoint.shiftRight(FixedPoint.tanh(x), 24);
        return Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, y + function.output.zeroPoint()));
    }

    private static Multiplier factor(Scale input) {
        return Multiplier.of(input.scale() * (double) (1 << 31 - INTEGER_BITS));
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return Check.one(inputs);
    }

    @Override
    public void check(List<Scale> inputs, Scale output) {
        Check.that(output.equals(function.output), "output must have the scale of %s: scale=%s, expected=%s", function,
            output, function.output);
        float scale = Check.one(inputs).scale();
        Check.that(scale >= 0x1p-27f && scale < 8, "input scale must be 2^-27 to 8: scale=%s", scale);
    }

    @Override
    public int number(List<Numbers> inputs, Scale output, int row, int column, int channel) {
        return entry(inputs.get(0).at(row, column, channel), inputs.get(0).scale());
    }
}

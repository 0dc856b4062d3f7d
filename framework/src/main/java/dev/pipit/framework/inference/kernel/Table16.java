package dev.pipit.framework.inference.kernel;

import java.util.function.DoubleUnaryOperator;

/**
 * A function of 16-bit numbers by interpolation between 513 values, in float arithmetic when it is made and in whole
 * numbers when it is read. Input −32768 stands for {@code from}, 32768 for {@code to}; results have 15 fractional bits.
 *
 * <p>Source: TensorFlow Lite's tables for 16-bit activations, which lower each value by half of what a chord is off.
 */
final class Table16 {
    private static final int STEPS = 512;
    private static final int INDEX_SHIFT = 7;
    private static final int FRACTION = (1 << INDEX_SHIFT) - 1;
    private static final float ONE = 1 << 15;

    private final short[] values = new short[STEPS + 1];

    Table16(DoubleUnaryOperator function, float from, float to) {
        float step = (to - from) / STEPS;
        for (int i = 0; i < STEPS; i++) {
            float value = FloatRounding.round(at(function, from + i * step) * ONE);
            float next = at(function, from + (i + 1) * step) * ONE;
            float middle = FloatRounding.round(at(function, from + i * step + step / 2) * ONE);
            float error = FloatRounding.round((next + value) / 2) - middle;
            values[i] = limited(value - FloatRounding.round(error / 2));
        }
        values[STEPS] = limited(FloatRounding.round(at(function, to) * ONE));
    }

    private static float at(DoubleUnaryOperator function, float x) {
        return (float) function.applyAsDouble(x);
    }

    private static short limited(float value) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }

    /** The function of x, which is first held inside 16 bits. */
    int of(int x) {
        int held = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, x));
        int index = (held >> INDEX_SHIFT) + STEPS / 2;
        int slope = values[index + 1] - values[index];
        return values[index] + (slope * (held & FRACTION) + (1 << INDEX_SHIFT - 1) >> INDEX_SHIFT);
    }
}

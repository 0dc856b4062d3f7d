package dev.pipit.framework.inference.kernel;

/** Rounding of real numbers as C does it, which differs from Java's for negative halves. */
final class FloatRounding {
    private FloatRounding() {
    }

    /** The nearest whole number, halves away from zero. */
    static float round(float x) {
        return (float) (Math.signum(x) * Math.floor(Math.abs((double) x) + 0.5));   // the sum is exact in double
    }
}

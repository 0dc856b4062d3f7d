package dev.pipit.framework.inference.kernel;

/** Rounding of real numbers as C does it, which differs from Java's for negative halves. */
final class FloatRounding {
    private FloatRounding() {
    }

    /** The nearest whole number, halves away from zero. */
    static float round(float x) {
        return (float) (Math.signum(x) * Math.floor(Math.abs((double) x) + 0.5));   // the sum is exact in double
    }

    /** The same in double, where the sum would not be exact. */
    static double round(double x) {
        double whole = Math.floor(Math.abs(x));
        return Math.signum(x) * (Math.abs(x) - whole < 0.5 ? whole : whole + 1);
    }
}

package dev.pipit.framework.inference.kernel;

/**
 * Functions of one real number.
 *
 * <p>Error: those of Java's math library are computed in double and rounded to float; the float functions of C, which
 * the source calls, may differ from them in the last bit. All others are exact.
 */
enum RealFunction {
    ABS,
    CEIL,
    COS,
    ELU,
    /** ELU as tables are filled by the source: e^x first, then minus 1. */
    ELU_BY_EXP,
    EXP,
    FLOOR,
    GELU,
    /** GELU with tanh in place of the error function. */
    GELU_BY_TANH,
    LOG,
    NEG,
    /** To the nearest whole number, halves to the even one; what becomes 0 is +0. */
    ROUND,
    RSQRT,
    SIN,
    SQRT,
    SQUARE;

    private static final float SQRT_OF_HALF = (float) Math.sqrt(0.5);
    private static final float SQRT_OF_2_OVER_PI = (float) Math.sqrt(2 / Math.PI);

    float of(float x) {
        return switch (this) {
            case ABS -> Math.abs(x);
            case CEIL -> (float) Math.ceil(x);
            case COS -> (float) Math.cos(x);
            case ELU -> x < 0 ? (float) Math.expm1(x) : x;
            case ELU_BY_EXP -> x < 0 ? (float) Math.exp(x) - 1 : x;
            case EXP -> (float) Math.exp(x);
            case FLOOR -> (float) Math.floor(x);
            case GELU -> 0.5f * x * (float) ErrorFunction.complement(x * -SQRT_OF_HALF);
            case GELU_BY_TANH ->
                0.5f * x * (1 + (float) Math.tanh(SQRT_OF_2_OVER_PI * (x + 0.044715f * x * x * x)));
            case LOG -> (float) Math.log(x);
            case NEG -> -x;
            case ROUND -> round(x);
            case RSQRT -> 1 / (float) Math.sqrt(x);
            case SIN -> (float) Math.sin(x);
            case SQRT -> (float) Math.sqrt(x);
            case SQUARE -> x * x;
        };
    }

    private static float round(float x) {
        float floor = (float) Math.floor(x);
        float above = x - floor;
        return above < 0.5f || above == 0.5f && (int) floor % 2 == 0 ? floor : floor + 1;
    }
}

package dev.pipit.framework.inference.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Multiplication by a real number as TensorFlow Lite defines it, in arithmetic of any size: the number is written as
 * m × 2^e with m of 31 bits; x × 2^max(e, 0) × m / 2³¹ is rounded to nearest, halves up; and, where e is negative, the
 * result is divided by 2^−e and rounded to nearest once more, halves away from zero.
 */
final class SlowRescale {
    private final BigInteger mantissa;
    private final int exponent;

    SlowRescale(double real) {
        int e = 0;
        BigDecimal fraction = new BigDecimal(real);
        BigDecimal two = BigDecimal.valueOf(2);
        while (fraction.compareTo(BigDecimal.ONE) >= 0) {
            fraction = fraction.divide(two);
            e++;
        }
        while (fraction.compareTo(new BigDecimal("0.5")) < 0) {
            fraction = fraction.multiply(two);
            e--;
        }
        mantissa = fraction.multiply(BigDecimal.valueOf(1L << 31)).setScale(0, RoundingMode.HALF_UP).toBigInteger();
        exponent = e;
    }

    private SlowRescale(BigInteger mantissa, int exponent) {
        this.mantissa = mantissa;
        this.exponent = exponent;
    }

    /**
     * The same, divided by a whole number as a mean is: as many bits are added below the mantissa as the divisor has
     * after its first, but not so many that the exponent falls below −31; then it is divided, and the rest is cut off.
     */
    SlowRescale dividedBy(int divisor) {
        int bits = Math.min(BigInteger.valueOf(divisor).bitLength() - 1, 31 + exponent);
        return new SlowRescale(mantissa.shiftLeft(bits).divide(BigInteger.valueOf(divisor)), exponent - bits);
    }

    int apply(long x) {
        BigDecimal product = new BigDecimal(BigInteger.valueOf(x).shiftLeft(Math.max(exponent, 0)).multiply(mantissa))
            .divide(BigDecimal.valueOf(1L << 31));
        BigDecimal rounded = product.add(new BigDecimal("0.5")).setScale(0, RoundingMode.FLOOR);
        return rounded.divide(BigDecimal.valueOf(2).pow(Math.max(-exponent, 0))).setScale(0, RoundingMode.HALF_UP)
            .intValueExact();                             // HALF_UP is away from zero
    }

    /** Rounded once, halves up. */
    int applyOnce(long x) {
        BigDecimal product = new BigDecimal(BigInteger.valueOf(x).multiply(mantissa));
        BigDecimal scaled = exponent >= 31 ? product.multiply(BigDecimal.valueOf(2).pow(exponent - 31))
            : product.divide(BigDecimal.valueOf(2).pow(31 - exponent));
        return scaled.add(new BigDecimal("0.5")).setScale(0, RoundingMode.FLOOR).intValueExact();
    }

    /** For wide sums: the mantissa is cut to 16 bits, to nearest, and the product is rounded once, halves up. */
    int applyWide(long x) {
        BigInteger reduced = mantissa.compareTo(BigInteger.valueOf(0x7FFF0000L)) < 0
            ? mantissa.add(BigInteger.valueOf(1 << 15)).shiftRight(16) : BigInteger.valueOf(0x7FFF);
        return new BigDecimal(BigInteger.valueOf(x).multiply(reduced))
            .divide(BigDecimal.valueOf(2).pow(15 - exponent)).add(new BigDecimal("0.5"))
            .setScale(0, RoundingMode.FLOOR).intValueExact();
    }
}

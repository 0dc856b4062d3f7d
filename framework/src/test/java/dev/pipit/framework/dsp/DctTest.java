package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DctTest {
    private static final float ROUNDING = 1e-6f;   // some roundings of float, of numbers of about 1

    /** By hand for [1, 0]: 1 × factor, and cos(π/4) × factor. */
    @ParameterizedTest
    @CsvSource({"ORTHONORMAL, 0.70710678, 0.70710678", "HTK, 1, 0.70710678", "NONE, 2, 1.41421356"})
    void hasTheFactorsOfItsNorm(Dct.Norm norm, float first, float second) {
        var y = new float[2];
        Dct.typeTwo(2, 2, norm).apply(new float[] {1, 0}, y);
        assertArrayEquals(new float[] {first, second}, y, ROUNDING);
    }

    /** A row that is itself cosine number 3 has only coefficient 3: √(40/2) in the orthonormal form. */
    @Test
    void findsTheCosineThatIsThere() {
        var x = new float[40];
        for (int n = 0; n < 40; n++) {
            x[n] = (float) Math.cos(Math.PI * 3 * (n + 0.5) / 40);
        }
        var dct = Dct.typeTwo(40, 13, Dct.Norm.ORTHONORMAL);
        var y = new float[dct.outputs()];
        dct.apply(x, y);
        var expected = new float[13];
        expected[3] = (float) Math.sqrt(20);
        assertArrayEquals(expected, y, 5 * ROUNDING);
        assertEquals(40, dct.inputs());
    }

    @Test
    void typeThreeUndoesTypeTwoWhereItIsOrthonormal() {
        float[] x = Noise.gaussian(23, 4);
        var y = new float[23];
        var back = new float[23];
        Dct.typeTwo(23, 23, Dct.Norm.ORTHONORMAL).apply(x, y);
        Dct.typeThree(23, 23, Dct.Norm.ORTHONORMAL).apply(y, back);
        assertArrayEquals(x, back, 5 * ROUNDING);
    }

    /** By hand for the first two of three coefficients, [1, 1]: 2 + 2 cos(π (n + ½) / 3). */
    @Test
    void typeThreeAddsUpCosines() {
        var x = new float[3];
        Dct.typeThree(2, 3, Dct.Norm.NONE).apply(new float[] {1, 1}, x);
        assertArrayEquals(new float[] {2 + (float) Math.sqrt(3), 2, 2 - (float) Math.sqrt(3)}, x, ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"4, 5", "4, 0"})
    void refusesMoreOutputsThanInputsOrNone(int many, int few) {
        var two = assertThrows(IllegalArgumentException.class, () -> Dct.typeTwo(many, few, Dct.Norm.HTK));
        assertEquals("outputs must be from 1 to inputs: outputs=" + few + ", inputs=4", two.getMessage());
        var three = assertThrows(IllegalArgumentException.class, () -> Dct.typeThree(few, many, Dct.Norm.HTK));
        assertEquals("inputs must be from 1 to outputs: inputs=" + few + ", outputs=4", three.getMessage());
    }
}

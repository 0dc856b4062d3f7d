package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.inference.kernel.FloatKernels;
import dev.pipit.framework.inference.kernel.scalar.ScalarFloats;

/** Both versions give the bits that the interface promises. */
class FloatArithmeticTest {
    private final SplittableRandom random = new SplittableRandom(1);

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 3, 17", "7, 40, 16", "66, 64, 64", "20, 130, 96", "33, 9, 150", "300, 2, 31", "16, 5, 48"})
    void addsTheProductsInTheOrderOfTheOffsets(int pixelCount, int count, int columns) {
        int[] pixels = places(pixelCount, 40);
        int[] offsets = places(count, 90);
        float[] image = numbers(131);
        float[] matrix = numbers(count * columns + 2);
        float[] start = numbers(pixelCount * columns + 3);
        float[] expected = start.clone();
        for (int p = 0; p < pixelCount; p++) {
            for (int j = 0; j < columns; j++) {
                float sum = 0;
                for (int k = 0; k < count; k++) {
                    sum = Math.fma(image[pixels[p] + offsets[k]], matrix[2 + k * columns + j], sum);
                }
                expected[3 + p * columns + j] += sum;
            }
        }
        for (FloatKernels kernels : new FloatKernels[] {new ScalarFloats(), FloatArithmetic.fastest()}) {
            float[] sums = start.clone();
            var product = kernels.product(pixels, offsets, columns);
            product.matrix(matrix, 2);
            product.addTo(sums, 3, image);
            assertArrayEquals(expected, sums, kernels::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 3, 17", "66, 9, 64", "20, 17, 48", "3, 66, 96", "33, 9, 31"})
    void addsTheProductsOfEachChannel(int pixelCount, int count, int channels) {
        int[] pixels = places(pixelCount, 40);
        int[] offsets = places(count, 90);
        float[] image = numbers(131 + channels);
        float[] matrix = numbers(count * channels + 2);
        float[] start = numbers(pixelCount * channels + 3);
        float[] expected = start.clone();
        for (int p = 0; p < pixelCount; p++) {
            for (int c = 0; c < channels; c++) {
                float sum = 0;
                for (int k = 0; k < count; k++) {
                    sum = Math.fma(image[pixels[p] + offsets[k] + c], matrix[2 + k * channels + c], sum);
                }
                expected[3 + p * channels + c] += sum;
            }
        }
        for (FloatKernels kernels : new FloatKernels[] {new ScalarFloats(), FloatArithmetic.fastest()}) {
            float[] sums = start.clone();
            var product = kernels.channelwise(pixels, offsets, channels);
            product.matrix(matrix, 2);
            product.addTo(sums, 3, image);
            assertArrayEquals(expected, sums, kernels::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "7, 8", "5, 17", "66, 64", "4, 33", "2, 100"})
    void worksOnRows(int rows, int columns) {
        float[] a = numbers(rows * columns);
        float[] b = numbers(rows * columns);
        float[] p = numbers(columns);
        float[] q = numbers(columns);
        float[] term = numbers(columns);
        float[] start = numbers(rows * columns);
        float[] sums = p.clone();
        float[] products = q.clone();
        float[] scaled = new float[a.length];
        float[] added = start.clone();
        for (int i = 0; i < a.length; i++) {
            int c = i % columns;
            sums[c] += i < columns ? 0 : a[i];
            products[c] += i < columns ? 0 : a[i] * b[i];
            scaled[i] = a[i] * p[c] + term[c];
            added[i] += a[i] * p[c] + b[i] * q[c] + term[c];
        }
        for (FloatKernels kernels : new FloatKernels[] {new ScalarFloats(), FloatArithmetic.fastest()}) {
            float[] actualSums = p.clone();
            float[] actualProducts = q.clone();
            kernels.sums(a, b, 1, rows - 1, actualSums, actualProducts);
            assertArrayEquals(sums, actualSums, kernels::toString);
            assertArrayEquals(products, actualProducts, kernels::toString);
            float[] actual = start.clone();
            kernels.scale(a, p, term, actual);
            assertArrayEquals(scaled, actual, kernels::toString);
            actual = start.clone();
            kernels.addScaled(a, p, b, q, term, actual);
            assertArrayEquals(added, actual, kernels::toString);
        }
    }

    @Test
    void takesAnotherMatrix() {
        var product = FloatArithmetic.fastest().product(new int[] {0}, new int[] {0, 1}, 1);
        float[] sums = {0};
        product.matrix(new float[] {1, 2}, 0);
        product.matrix(new float[] {3, 5}, 0);
        product.addTo(sums, 0, new float[] {10, 100});
        assertEquals(530, sums[0]);
    }

    private int[] places(int count, int most) {
        return IntStream.range(0, count).map(i -> random.nextInt(most)).toArray();
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (random.nextDouble() * 2 - 1);
        }
        return numbers;
    }
}

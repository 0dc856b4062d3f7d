package dev.pipit.framework.compression.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.tflite.packed.CanonicalCode;

class WordLengthsTest {
    /** The example of Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, section on Huffman codes: a to f. */
    @Test
    void givesThoseOfATextbook() {
        assertArrayEquals(new int[] {1, 3, 3, 3, 4, 4}, WordLengths.of(45, 13, 12, 16, 9, 5));
    }

    @Test
    void symbolsThatDoNotOccurHaveNoWord() {
        assertArrayEquals(new int[] {0, 1, 0}, WordLengths.of(0, 7, 0));
        assertArrayEquals(new int[] {1, 0, 1}, WordLengths.of(3, 0, 900));
    }

    /** Shannon: no prefix code is shorter than the entropy; Huffman's is less than a bit longer. */
    @Test
    void isWithinABitOfTheEntropy() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 100; trial++) {
            long[] counts = random.longs(2 + random.nextInt(300), 1, 1L << random.nextInt(1, 13)).toArray();
            int[] lengths = WordLengths.of(counts);
            double all = Arrays.stream(counts).sum();
            double entropy = 0;
            double bits = 0;
            for (int i = 0; i < counts.length; i++) {
                entropy -= counts[i] / all * Math.log(counts[i] / all) / Math.log(2);
                bits += counts[i] / all * lengths[i];
            }
            double rounding = 1e-9;                 // of some hundred sums of doubles
            assertTrue(bits >= entropy - rounding && bits < entropy + 1, bits + " bits, entropy " + entropy);
        }
    }

    /** Counts of Fibonacci numbers make words as long as there are symbols. */
    @Test
    void noWordIsLongerThanTheFormAllows() {
        long[] counts = new long[40];
        counts[0] = 1;
        counts[1] = 1;
        for (int i = 2; i < counts.length; i++) {
            counts[i] = counts[i - 1] + counts[i - 2];
        }
        int[] lengths = WordLengths.of(counts);
        assertTrue(Arrays.stream(lengths).max().orElseThrow() <= CanonicalCode.LONGEST, Arrays.toString(lengths));
        new CanonicalCode(lengths);
    }
}

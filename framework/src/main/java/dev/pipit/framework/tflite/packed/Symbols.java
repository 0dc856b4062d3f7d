package dev.pipit.framework.tflite.packed;

import java.nio.ByteBuffer;

/**
 * Numbers of 1, 2 or 4 bytes of which few are different, by a canonical Huffman code of their own, and the gaps between those
 * that are not 0, or whichever number is the most frequent one, by another.
 *
 * <p>What is stored: the width of a number; how many words there are for gaps, 0 without; whether the numbers are listed; how
 * many different ones; the numbers, or without a list the first and the second one, from which the others count up; the
 * lengths of the words of the numbers, then of the gaps; the words. With gaps, the first number has no word: before each
 * other one stands how often it comes in between, and behind the last one how often till the end. Gaps below
 * {@value #SMALL_GAPS} have a word each; word {@value #SMALL_GAPS} + k is {@value #SMALL_GAPS} × 2^k, and what the k + 4 bits
 * behind it say on top.
 *
 * <p>Lengths of neighbours are alike: what is stored is the difference to the one before, to {@value #FIRST_LENGTH} at first,
 * as so many ones and a zero: 0, -1, 1, -2, 2 … are none, one, two, three, four … ones.
 *
 * <p>Source: Han, Mao and Dally, Deep Compression, ICLR 2016: indices of sparse weights as differences, both Huffman coded.
 */
public final class Symbols {
    /** Gaps with words of their own. */
    public static final int SMALL_GAPS = 16;
    /** Bits behind the first word of larger gaps. */
    public static final int SMALL_GAP_BITS = 4;
    /** Words for gaps: the largest is below 2^27. */
    public static final int MOST_GAPS = SMALL_GAPS + 23;
    /** More different numbers would need words that are too long. */
    public static final int MOST_NUMBERS = 1 << 14;
    /** What the first length is compared with. */
    public static final int FIRST_LENGTH = 6;

    private Symbols() {
    }

    static void expand(PackedInput in, PackedOutput out) throws PackedFormatException {
        int width = in.uint8();
        int gaps = in.uint8();
        int listed = in.uint8();
        int count = in.size();
        if (width != 1 && width != 2 && width != 4 || gaps > MOST_GAPS || listed > 1 || count < 1 || count > MOST_NUMBERS) {
            throw new PackedFormatException("is damaged: width=" + width + ", gaps=" + gaps + ", numbers=" + count);
        }
        int[] numbers = listed == 1 ? list(in, width, count) : row(in, width, count);
        CanonicalCode code = code(in, count);
        if (gaps == 0) {
            while (!out.full()) {
                out.write(numbers[code.read(in)], width, 1);
            }
        } else {
            sparse(in, out, width, code, code(in, gaps), numbers);
        }
    }

    private static void sparse(PackedInput in, PackedOutput out, int width, CanonicalCode code, CanonicalCode gapCode,
            int... numbers) throws PackedFormatException {
        while (!out.full()) {
            int word = gapCode.read(in);
            int gap = word;
            if (word >= SMALL_GAPS) {
                int times = word - SMALL_GAPS;
                gap = (SMALL_GAPS << times) + in.bits(SMALL_GAP_BITS + times);
            }
            out.write(numbers[0], width, gap);
            if (!out.full()) {
                out.write(numbers[code.read(in)], width, 1);
            }
        }
    }

    private static int[] list(PackedInput in, int width, int count) throws PackedFormatException {
        ByteBuffer stored = in.view(count * width);
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(stored, i, width);
        }
        return numbers;
    }

    private static int[] row(PackedInput in, int width, int count) throws PackedFormatException {
        ByteBuffer stored = in.view(2 * width);
        int[] numbers = new int[count];
        numbers[0] = number(stored, 0, width);
        for (int i = 1; i < count; i++) {
            numbers[i] = number(stored, 1, width) + i - 1;
        }
        return numbers;
    }

    private static int number(ByteBuffer stored, int index, int width) {
        return width == 1 ? stored.get(index) : width == 2 ? stored.getShort(2 * index) : stored.getInt(4 * index);
    }

    private static CanonicalCode code(PackedInput in, int symbols) throws PackedFormatException {
        int[] lengths = new int[symbols];
        int before = FIRST_LENGTH;
        for (int i = 0; i < symbols; i++) {
            int ones = 0;
            while (in.bits(1) == 1) {
                ones++;
            }
            before += ones % 2 == 0 ? ones / 2 : -(ones + 1) / 2;
            if (before < 0 || before > CanonicalCode.LONGEST) {
                throw new PackedFormatException("is damaged: a word of " + before + " bits");
            }
            lengths[i] = before;
        }
        try {
            return new CanonicalCode(lengths);
        } catch (IllegalArgumentException e) {
            throw new PackedFormatException("is damaged: " + e.getMessage());
        }
    }
}

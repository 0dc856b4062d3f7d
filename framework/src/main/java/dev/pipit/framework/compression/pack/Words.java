package dev.pipit.framework.compression.pack;

import java.util.Arrays;

import dev.pipit.framework.tflite.packed.CanonicalCode;
import dev.pipit.framework.tflite.packed.Symbols;

/** Counts symbols, then writes their code and, by it, the symbols. */
final class Words {
    private long[] counts;
    private int[] bits;
    private int[] words;

    Words(int symbols) {
        counts = new long[symbols];
    }

    void count(int symbol) {
        counts[symbol]++;
    }

    /** Leaves out the last symbols that do not occur, and tells how many are left. */
    int shorten() {
        int used = counts.length;
        while (used > 0 && counts[used - 1] == 0) {
            used--;
        }
        counts = Arrays.copyOf(counts, used);
        return used;
    }

    /** Writes the lengths of the words. */
    void begin(BitOutput out) {
        if (Arrays.stream(counts).sum() == 0) {
            counts[0] = 1;                          // a code must have a word, even if nobody needs it
        }
        int[] lengths = WordLengths.of(counts);
        int before = Symbols.FIRST_LENGTH;
        for (int length : lengths) {
            int up = length - before;
            out.unary(up >= 0 ? 2 * up : -2 * up - 1);
            before = length;
        }
        CanonicalCode code = new CanonicalCode(lengths);
        bits = code.bits();
        words = code.words();
    }

    void write(int symbol, BitOutput out) {
        out.bits(words[symbol], bits[symbol]);
    }
}

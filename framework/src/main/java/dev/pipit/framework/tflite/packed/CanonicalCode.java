package dev.pipit.framework.tflite.packed;

/**
 * A prefix code that is given by the lengths of its words alone: words of one length are consecutive numbers, in the order
 * of their symbols, and shorter words come before longer ones.
 *
 * <p>Source: Schwartz and Kallick, Generating a canonical prefix encoding, Communications of the ACM 7 (1964); RFC 1951,
 * section 3.2.2.
 */
public final class CanonicalCode {
    /** No word is longer. */
    public static final int LONGEST = 15;

    private final int[] lengths;
    private final int[] counts = new int[LONGEST + 1];
    private final int[] symbols;

    /**
     * @param lengths of the word of each symbol, 0 to {@link #LONGEST}; 0 for one that does not occur
     * @throws IllegalArgumentException if it is no complete code; of a single symbol the length is 1, but it takes no bit
     */
    public CanonicalCode(int... lengths) {
        this.lengths = lengths.clone();
        for (int length : lengths) {
            counts[length]++;
        }
        int used = lengths.length - counts[0];
        long room = 0;                              // in units of the longest word: 2^15 if the code is complete
        for (int length = 1; length <= LONGEST; length++) {
            room += (long) counts[length] << LONGEST - length;
        }
        if (room != 1 << LONGEST && !(used == 1 && counts[1] == 1)) {
            throw new IllegalArgumentException("lengths must be those of a complete code: symbols=" + used);
        }
        symbols = new int[used];
        int[] next = new int[LONGEST + 2];
        for (int length = 1; length <= LONGEST; length++) {
            next[length + 1] = next[length] + counts[length];
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) {
                symbols[next[lengths[symbol]]++] = symbol;
            }
        }
    }

    /** How many bits the word of each symbol has; for writing. */
    public int[] bits() {
        return symbols.length == 1 ? new int[lengths.length] : lengths.clone();
    }

    /** The word of each symbol, its last bit the lowest; for writing. */
    public int[] words() {
        int[] words = new int[lengths.length];
        int word = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            for (int i = 0; i < counts[length]; i++) {
                words[symbols[index++]] = word++;
            }
            word <<= 1;
        }
        return words;
    }

    /** The next symbol. Each bit makes the word longer, until it lies among those of its length. */
    int read(PackedInput in) throws PackedFormatException {
        if (symbols.length == 1) {
            return symbols[0];
        }
        int word = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            word = word << 1 | in.bits(1);
            if (word - first < counts[length]) {
                return symbols[index + word - first];
            }
            index += counts[length];
            first = first + counts[length] << 1;
        }
        throw new PackedFormatException("is damaged: holds a word that is not of its code");
    }
}

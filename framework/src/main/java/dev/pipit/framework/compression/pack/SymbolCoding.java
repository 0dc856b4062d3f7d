package dev.pipit.framework.compression.pack;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

import dev.pipit.framework.tflite.packed.PackedNumbers;
import dev.pipit.framework.tflite.packed.Symbols;

/** Writes numbers as {@link Symbols}, in the shortest of its forms: with gaps or without, with a list of numbers or a row. */
final class SymbolCoding {
    private final int width;
    private final int[] numbers;
    private final TreeMap<Integer, Integer> counts = new TreeMap<>();

    private SymbolCoding(ByteBuffer bytes, int width) {
        this.width = width;
        numbers = new int[bytes.remaining() / width];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = width == 1 ? bytes.get(i) : width == 2 ? bytes.getShort(2 * i) : bytes.getInt(4 * i);
            counts.merge(numbers[i], 1, Integer::sum);
        }
    }

    /**
     * Codes numbers; nothing if they cannot be coded, or are too many different ones.
     *
     * @param bytes little-endian, from 0 to the limit
     * @param width bytes of a number: 1, 2 or 4
     */
    static Optional<byte[]> of(ByteBuffer bytes, int width) {
        if (bytes.remaining() % width != 0) {
            return Optional.empty();
        }
        SymbolCoding coding = new SymbolCoding(bytes, width);
        if (coding.counts.size() > Symbols.MOST_NUMBERS) {
            return Optional.empty();
        }
        return Stream.of(coding.list(), coding.row()).flatMap(Optional::stream)
            .flatMap(alphabet -> Stream.of(coding.coded(alphabet), coding.sparse(alphabet)))
            .min(Comparator.comparingInt(coded -> coded.length));
    }

    /** Which symbols there are: what is written of them, and the symbol of each number. */
    private record Alphabet(int listed, int[] written, int symbols, Map<Integer, Integer> symbolOf) { }

    private int mostFrequent() {
        return counts.entrySet().stream().max(Map.Entry.<Integer, Integer>comparingByValue()
            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder()))).orElseThrow().getKey();
    }

    private Optional<Alphabet> list() {
        int[] written = new int[counts.size()];
        Map<Integer, Integer> symbolOf = new HashMap<>();
        written[0] = mostFrequent();
        symbolOf.put(written[0], 0);
        for (int number : counts.keySet()) {
            if (number != written[0]) {
                written[symbolOf.size()] = number;
                symbolOf.put(number, symbolOf.size());
            }
        }
        return Optional.of(new Alphabet(1, written, written.length, symbolOf));
    }

    private Optional<Alphabet> row() {
        long row = (long) counts.lastKey() - counts.firstKey() + 1;
        if (row >= Symbols.MOST_NUMBERS) {
            return Optional.empty();
        }
        int[] written = {mostFrequent(), counts.firstKey()};
        Map<Integer, Integer> symbolOf = new HashMap<>();
        for (int number : counts.keySet()) {
            symbolOf.put(number, number - written[1] + 1);
        }
        symbolOf.put(written[0], 0);
        return Optional.of(new Alphabet(0, written, (int) row + 1, symbolOf));
    }

    /** A word for each number. */
    private byte[] coded(Alphabet alphabet) {
        Words words = new Words(alphabet.symbols);
        for (int number : numbers) {
            words.count(alphabet.symbolOf.get(number));
        }
        ByteArrayOutputStream out = begin(alphabet, 0);
        BitOutput bits = new BitOutput(out);
        words.begin(bits);
        for (int number : numbers) {
            words.write(alphabet.symbolOf.get(number), bits);
        }
        bits.end();
        return out.toByteArray();
    }

    /** A word for each number that is not the first one, and one for the gap before it. */
    private byte[] sparse(Alphabet alphabet) {
        Words words = new Words(alphabet.symbols);
        Words gaps = new Words(Symbols.MOST_GAPS);
        walk(alphabet, gap -> gaps.count(gapWord(gap)), words::count);
        ByteArrayOutputStream out = begin(alphabet, gaps.shorten());
        BitOutput bits = new BitOutput(out);
        words.begin(bits);
        gaps.begin(bits);
        walk(alphabet, gap -> {
            int word = gapWord(gap);
            gaps.write(word, bits);
            if (word >= Symbols.SMALL_GAPS) {
                int times = word - Symbols.SMALL_GAPS;
                bits.bits(gap - (Symbols.SMALL_GAPS << times), Symbols.SMALL_GAP_BITS + times);
            }
        }, symbol -> words.write(symbol, bits));
        bits.end();
        return out.toByteArray();
    }

    private static int gapWord(int gap) {
        return gap < Symbols.SMALL_GAPS ? gap
            : Symbols.SMALL_GAPS + Integer.SIZE - 1 - Integer.numberOfLeadingZeros(gap) - Symbols.SMALL_GAP_BITS;
    }

    private void walk(Alphabet alphabet, IntConsumer toGap, IntConsumer toSymbol) {
        int gap = 0;
        for (int number : numbers) {
            int symbol = alphabet.symbolOf.get(number);
            if (symbol == 0) {
                gap++;
            } else {
                toGap.accept(gap);
                toSymbol.accept(symbol);
                gap = 0;
            }
        }
        if (gap > 0) {
            toGap.accept(gap);
        }
    }

    private ByteArrayOutputStream begin(Alphabet alphabet, int gaps) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(width);
        out.write(gaps);
        out.write(alphabet.listed);
        PackedNumbers.size(out, alphabet.symbols);
        for (int number : alphabet.written) {
            for (int k = 0; k < width; k++) {
                out.write(number >> Byte.SIZE * k);
            }
        }
        return out;
    }
}

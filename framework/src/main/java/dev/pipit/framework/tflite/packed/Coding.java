package dev.pipit.framework.tflite.packed;

import java.util.Optional;

/** How a part is stored, with its number in the file. */
public enum Coding {
    /** As it is. */
    RAW(0, (in, out) -> out.copy(in, out.bytes())),
    /** By the DEFLATE of RFC 1951: what repeats itself, like the tables around the constants. */
    DEFLATED(1, Deflated::expand),
    /** A canonical Huffman code over numbers, and one over the gaps between them: see {@link Symbols}. */
    SYMBOLS(2, Symbols::expand),
    /** Real numbers that are whole multiples of a step of their channel: see {@link Steps}. */
    STEPS(3, Steps::expand),
    /** The first bytes of all numbers, then the second ones, each coded for itself: see {@link Planes}. */
    PLANES(4, Planes::expand);

    /** Reads what is stored and writes what it stands for. */
    @FunctionalInterface
    interface Expansion {
        void expand(PackedInput in, PackedOutput out) throws PackedFormatException;
    }

    private final int number;
    private final Expansion expansion;

    Coding(int number, Expansion expansion) {
        this.number = number;
        this.expansion = expansion;
    }

    /** That of the file. */
    public int number() {
        return number;
    }

    Expansion expansion() {
        return expansion;
    }

    static Optional<Coding> of(int number) {
        for (Coding coding : values()) {
            if (coding.number == number) {
                return Optional.of(coding);
            }
        }
        return Optional.empty();
    }
}

package dev.pipit.sensors.iio;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a number lies in a buffer: {@code le:s12/16>>4} is little-endian, signed, 12 bits in 16 after a shift to the right
 * by 4. {@code u} is unsigned, {@code f} floating-point, {@code X3} before the shift three of them in a row.
 *
 * <p>Source: Linux kernel, Documentation/ABI/testing/sysfs-bus-iio, scan_elements/in_*_type.
 *
 * @param bigEndian   {@code be}
 * @param kind        {@code s}, {@code u} or {@code f}
 * @param bits        of the number, 1 to 64
 * @param storageBits of its place: 8, 16, 32 or 64
 * @param repeat      numbers in a row, at least 1
 * @param shift       to the right, before other bits are masked out
 */
record ScanType(boolean bigEndian, char kind, int bits, int storageBits, int repeat, int shift) {
    private static final Pattern FORM =
        Pattern.compile("(be|le):([suf])(\\d{1,3})/(\\d{1,3})(?:X(\\d{1,3}))?(?:>>(\\d{1,3}))?");

    /** @throws IOException if it is none of these, with the text */
    static ScanType parse(String text) throws IOException {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IOException("must be like le:s12/16>>4: type=" + text.strip());
        }
        ScanType type = new ScanType(form.group(1).equals("be"), form.group(2).charAt(0), Integer.parseInt(form.group(3)),
            Integer.parseInt(form.group(4)), number(form.group(5), 1), number(form.group(6), 0));
        boolean place = type.storageBits == 8 || type.storageBits == 16 || type.storageBits == 32
            || type.storageBits == 64;
        boolean floats = type.kind != 'f' || type.bits == type.storageBits && type.bits >= 32 && type.shift == 0;
        if (!place || !floats || type.bits < 1 || type.bits + type.shift > type.storageBits || type.repeat < 1) {
            throw new IOException("the bits must fit into 8, 16, 32 or 64: type=" + text.strip());
        }
        return type;
    }

    private static int number(String digits, int absent) {
        return digits == null ? absent : Integer.parseInt(digits);
    }

    /** Bytes of all numbers in a row, which is also what the place is aligned to. */
    int bytes() {
        return storageBits / 8 * repeat;
    }

    /** A number of {@code index} in a row, whose place begins at {@code data[at]}. */
    double value(byte[] data, int at, int index) {
        long raw = raw(data, at + index * storageBits / 8);
        if (kind == 'f') {
            return bits == 32 ? Float.intBitsToFloat((int) raw) : Double.longBitsToDouble(raw);
        }
        return number(raw);
    }

    /** A number as it is, for those that a double does not hold: times. */
    long integer(byte[] data, int at) {
        return number(raw(data, at));
    }

    private long number(long raw) {
        long moved = raw >>> shift << 64 - bits;                 // other bits fall off at the top
        return kind == 's' ? moved >> 64 - bits : moved >>> 64 - bits;
    }

    private long raw(byte[] data, int at) {
        long raw = 0;
        int length = storageBits / 8;
        for (int i = 0; i < length; i++) {
            raw = raw << 8 | data[at + (bigEndian ? i : length - 1 - i)] & 0xFF;
        }
        return raw;
    }
}

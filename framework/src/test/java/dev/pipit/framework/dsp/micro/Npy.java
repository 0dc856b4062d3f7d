package dev.pipit.framework.dsp.micro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an array of integers from a {@code .npy} file, version 1, row-major: its numbers one after the other. */
final class Npy {
    private static final int HEADER_LENGTH_AT = 8;
    private static final int HEADER_AT = 10;
    private static final Pattern TYPE = Pattern.compile("'descr': '(..?.?)'");

    private Npy() {
    }

    static long[] read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int dataAt = HEADER_AT + bytes.getShort(HEADER_LENGTH_AT);
        String header = new String(bytes.array(), HEADER_AT, dataAt - HEADER_AT, StandardCharsets.ISO_8859_1);
        Matcher type = TYPE.matcher(header);
        if (!type.find() || header.contains("'fortran_order': True")) {
            throw new IOException(file + " is of a form that is not read here: " + header);
        }
        int width = type.group(1).charAt(2) - '0';
        boolean signed = type.group(1).charAt(1) == 'i';
        long[] values = new long[(bytes.limit() - dataAt) / width];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(bytes, dataAt + i * width, width, signed);
        }
        return values;
    }

    private static long value(ByteBuffer bytes, int at, int width, boolean signed) {
        return switch (width) {
            case 1 -> signed ? bytes.get(at) : bytes.get(at) & 0xFF;
            case 2 -> signed ? bytes.getShort(at) : bytes.getShort(at) & 0xFFFF;
            case 4 -> signed ? bytes.getInt(at) : bytes.getInt(at) & 0xFFFF_FFFFL;
            default -> bytes.getLong(at);
        };
    }
}

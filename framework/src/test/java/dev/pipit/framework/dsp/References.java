package dev.pipit.framework.dsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.pipit.testing.PublicData;

/** Reads the files of the public feature references. */
final class References {
    private static final int WAV_HEADER_BYTES = 44;
    private static final int HTK_HEADER_BYTES = 12;

    private References() {
    }

    static Path file(String name) {
        return PublicData.folder("features").resolve(name);
    }

    /** Hexadecimal words behind a line with their size and one with their count; lines with // repeat them to read. */
    static float[] cmsisFloats(String name) {
        List<String> words = cmsisWords(name);
        var values = new float[words.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(Integer.parseUnsignedInt(words.get(i), 16));
        }
        return values;
    }

    static int[] cmsisShorts(String name) {
        return cmsisWords(name).stream().mapToInt(word -> (short) Integer.parseInt(word, 16)).toArray();
    }

    private static List<String> cmsisWords(String name) {
        return text(file("cmsis_dsp/" + name)).lines().filter(line -> line.startsWith("0x"))
            .map(line -> line.substring(2).strip()).toList();
    }

    /** Samples of a mono WAV of 16 bit with the plain header of 44 bytes, full scale 1. */
    static float[] wav(String name) {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(file(name))).order(ByteOrder.LITTLE_ENDIAN);
        var samples = new float[(bytes.capacity() - WAV_HEADER_BYTES) / 2];
        for (int n = 0; n < samples.length; n++) {
            samples[n] = bytes.getShort(WAV_HEADER_BYTES + 2 * n) / 32_768f;
        }
        return samples;
    }

    /** HTK parameter file: big-endian; count, period, bytes of a row, kind; then the rows. */
    static float[][] htk(String name) {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(file(name)));
        var rows = new float[bytes.getInt(0)][bytes.getShort(8) / 4];
        bytes.position(HTK_HEADER_BYTES);
        for (float[] row : rows) {
            bytes.asFloatBuffer().get(row);
            bytes.position(bytes.position() + 4 * row.length);
        }
        return rows;
    }

    /** Kaldi's text form of one matrix: a name, then rows between brackets. */
    static float[][] kaldi(String name) {
        var rows = new ArrayList<float[]>();
        for (String line : text(file(name)).lines().toList()) {
            String numbers = line.substring(line.indexOf('[') + 1).replace("]", "").strip();
            if (!numbers.isEmpty()) {
                rows.add(floats(numbers.split("\\s+")));
            }
        }
        return rows.toArray(new float[0][]);
    }

    /** The values of one array of a JSON file {@code {arrays: {name: {type, dims, values}}}}. */
    static float[] jsonArray(String name, String array) {
        var found = Pattern.compile("\"" + array + "\"\\s*:\\s*\\{[^}]*?\"values\"\\s*:\\s*\\[([^\\]]*)\\]")
            .matcher(text(file(name)));
        if (!found.find()) {
            throw new AssertionError(name + " holds no array " + array);
        }
        return floats(found.group(1).strip().split("\\s*,\\s*"));
    }

    private static float[] floats(String[] numbers) {
        var values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(numbers[i]);
        }
        return values;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

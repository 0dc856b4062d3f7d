package dev.pipit.framework.dsp.micro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sound for tests: 16-bit samples of a plain WAV file, and what the front end makes of them. */
final class Recordings {
    private static final int DATA = 'd' | 'a' << 8 | 't' << 16 | 'a' << 24;
    private static final int FIRST_PART_AT = 12;

    private Recordings() {
    }

    static short[] wav(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int at = FIRST_PART_AT;
        while (bytes.getInt(at) != DATA) {
            at += 8 + bytes.getInt(at + 4);
        }
        short[] samples = new short[bytes.getInt(at + 4) / 2];
        bytes.position(at + 8);
        bytes.asShortBuffer().get(samples);
        return samples;
    }

    /** The rows of all whole frames, one after the other. */
    static int[] rows(short[] samples, int hop) {
        MicroFrontend frontend = new MicroFrontend(MicroFrontendSettings.standard());
        int frames = (samples.length - 480) / hop + 1;
        int[] rows = new int[40 * frames];
        for (int f = 0; f < frames; f++) {
            frontend.process(samples, f * hop, rows, 40 * f);
        }
        return rows;
    }

    static byte[] int8(int[] rows) {
        byte[] bytes = new byte[rows.length];
        Int8Features.convert(rows, bytes, 0);
        return bytes;
    }
}

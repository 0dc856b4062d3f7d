package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.testing.PublicData;

@DisabledOnOs(OS.WINDOWS)
class TeacherTest {
    /** Reads one request of so many samples, then writes what is given to {@code printf}. */
    private static Teacher fake(int samples, String answer) throws IOException {
        return shell("head -c " + (4 + 2 * samples) + " >/dev/null; printf '" + answer + "'; cat >/dev/null");
    }

    private static Teacher shell(String script) throws IOException {
        return new Teacher(List.of("/bin/sh", "-c", script));
    }

    private static Teacher real(String... options) throws IOException {
        Path program = Teacher.program();
        Assumptions.assumeTrue(Files.exists(program.resolve("../../../target/teacher/onnxruntime.jar").normalize()),
            "the teacher's library is not here: mvn -Pteacher -pl apps dependency:copy@onnxruntime");
        String data = PublicData.folder("models").getParent().toString();
        Assumptions.assumeTrue(Files.exists(Path.of(data, "models/openwakeword/embedding_model.onnx")),
            "models/openwakeword is not here");
        return new Teacher(List.of("/bin/sh", "-c", "PIPIT_DATA=\"$0\" exec \"$@\"", data, program.toString(),
            String.join(" ", options)).stream().filter(word -> !word.isEmpty()).toList());
    }

    private static short[] noise(int samples, int seed) {
        var random = new Random(seed);
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) (random.nextGaussian() * 1000);
        }
        return pcm;
    }

    private static float[] row(float[] rows, int index) {
        return Arrays.copyOfRange(rows, index * Teacher.SIZE, (index + 1) * Teacher.SIZE);
    }

    /** 76 frames of 512 samples every 160 for the first row, 8 frames for each that follows. */
    @ParameterizedTest
    @CsvSource({"0, 0", "12511, 0", "12512, 1", "13791, 1", "13792, 2", "16000, 3", "160000, 116"})
    void saysHowManyRowsComeOfSoManySamples(int samples, int rows) {
        assertEquals(rows, Teacher.rows(samples));
    }

    @Test
    void readsRowsAsLittleEndianFloats() throws IOException {
        String floats = "\\000\\000\\200\\077" + "\\000\\000\\000\\300" + "\\000\\000\\000\\000".repeat(94);
        try (Teacher teacher = fake(Teacher.SAMPLES, "\\001\\000\\000\\000" + floats)) {
            float[] expected = new float[Teacher.SIZE];
            expected[0] = 1;
            expected[1] = -2;
            assertArrayEquals(expected, teacher.embeddings(new short[Teacher.SAMPLES]));
        }
    }

    @Test
    void writesTheCountAndTheSamplesLittleEndian() throws IOException {
        Path seen = Files.createTempFile("request", "");
        try (Teacher teacher = shell("head -c 8 >'" + seen + "'; printf '\\000\\000\\000\\000'; cat >/dev/null")) {
            assertEquals(0, teacher.embeddings(new short[] {0x0102, -2}).length);
            assertArrayEquals(new byte[] {2, 0, 0, 0, 2, 1, -2, -1}, Files.readAllBytes(seen));
        } finally {
            Files.delete(seen);
        }
    }

    @Test
    void repeatsWhatTheProgramSaidWhenItEnds() throws IOException {
        try (Teacher teacher = shell("echo starting >&2; echo 'teacher: its library is not built' >&2; exit 1")) {
            IOException e = assertThrows(IOException.class, () -> teacher.embeddings(new short[1 << 20]));
            assertEquals("teacher: its library is not built", e.getMessage());
        }
    }

    @Test
    void saysHowAProgramEndedThatSaidNothing() throws IOException {
        try (Teacher teacher = shell("exit 3")) {
            IOException e = assertThrows(IOException.class, () -> teacher.embeddings(new short[2]));
            assertEquals("teacher: ended with 3", e.getMessage());
        }
    }

    @Test
    void refusesAnAnswerOfAnotherLength() throws IOException {
        try (Teacher teacher = shell("head -c 8 >/dev/null; printf '\\007\\000\\000\\000'")) {
            var e = assertThrows(IllegalStateException.class, () -> teacher.embeddings(new short[2]));
            assertEquals("teacher: must answer 0 rows: rows=7", e.getMessage());
        }
    }

    @Test
    void computesTheSameOverManyRowsAsWindowByWindow() throws IOException {
        try (Teacher sliding = real(); Teacher windows = real("--windows")) {
            short[] pcm = noise(Teacher.SAMPLES + 150 * Teacher.HOP + 7, 1);
            float[] expected = windows.embeddings(pcm);
            assertEquals(151 * Teacher.SIZE, expected.length);
            // sums of at most 288 float products, values to 90: other orders of summation differ in the sixth digit
            assertArrayEquals(expected, sliding.embeddings(pcm), 1e-3f);
        }
    }

    @Test
    void computesARowFromItsSamplesAlone() throws IOException {
        try (Teacher teacher = real()) {
            short[] pcm = noise(Teacher.SAMPLES + 9 * Teacher.HOP, 2);
            int first = 2 * Teacher.HOP;
            Arrays.fill(pcm, 0, first + Teacher.SAMPLES, (short) 1);     // 80 dB below what is loud afterwards
            short[] own = Arrays.copyOfRange(pcm, first, first + Teacher.SAMPLES);
            float[] expected = teacher.embeddings(own);
            assertArrayEquals(expected, row(teacher.embeddings(pcm), 2), 1e-3f);
            pcm[first + 56] = 9000;                                      // one before and one after those with a weight
            pcm[first + 12_456] = 9000;
            assertArrayEquals(expected, row(teacher.embeddings(pcm), 2), 1e-3f);
            pcm[first + 57 + 16] = 9000;
            assertNotEquals(expected[0], row(teacher.embeddings(pcm), 2)[0], 1e-3f);
        }
    }
}

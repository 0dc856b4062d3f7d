package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.AllocatedBytes;
import dev.pipit.testing.PublicData;

class AutoencoderTest {
    private static final int ROWS = 2;
    private static final int BANDS = 6;
    private static final AutoencoderLearner LEARNER = new AutoencoderLearner(16, 1, 2, 600);

    /** The loudness of all bands moves together, in decibels; one may be louder than the others. */
    private static List<float[]> sound(int count, int louder, double decibels, long seed) {
        Random random = new Random(seed);
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] row = new float[ROWS * BANDS];
            double common = 16 * random.nextDouble();
            for (int k = 0; k < row.length; k++) {
                int band = k % BANDS;
                row[k] = (float) (-40 - 3 * band + common + 0.5 * random.nextGaussian() + (band == louder ? decibels : 0));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Autoencoder learned(List<float[]> rows) {
        return LEARNER.learn(rows, BANDS, 3, Runnable::run, step -> { });
    }

    private static double normal(Normal baseline, List<float[]> rows) {
        return rows.stream().filter(row -> baseline.distance(row) <= 1).count() / (double) rows.size();
    }

    /** Each band of the fault alone is where it often was: only that it is there without the others is new. */
    @Test
    void findsWhatDoesNotFitTheOthers() {
        Autoencoder autoencoder = learned(sound(400, -1, 0, 1));
        assertEquals(1, normal(autoencoder, sound(200, -1, 0, 2)));
        assertEquals(0, normal(autoencoder, sound(200, 4, 14, 3)));
        float[] odd = sound(1, 4, 20, 4).get(0);
        Normal.Moved moved = autoencoder.moved(odd, 3).get(0);
        assertEquals(4, moved.feature());
        assertTrue(moved.deviation() > 0 && moved.share() > 0.3, () -> "moved " + moved);
    }

    /** Three times the limit, as 1 is three times what 99 % of the sound kept below that was not trained with. */
    @Test
    void putsTheLimitWhereTheFactorSays() {
        List<float[]> rows = sound(400, -1, 0, 1);
        Autoencoder once = LEARNER.learn(rows, BANDS, 1, Runnable::run, step -> { });
        float[] odd = sound(1, 4, 14, 3).get(0);
        assertEquals(once.distance(odd) / 3, learned(rows).distance(odd), 1e-9);
        double beyond = 1 - normal(once, sound(2_000, -1, 0, 5));
        assertTrue(beyond > 0 && beyond < 0.08, () -> "one in a hundred, from 100 frames that were held out: " + beyond);
    }

    @Test
    void isOfEightBitsAndSmall() throws IOException {
        State.Builder state = State.of("maintenance", 2);
        learned(sound(200, -1, 0, 1)).write(state);
        Model model = Model.read(ByteBuffer.wrap(state.build().bytes("autoencoder")), "autoencoder");
        Interpreter interpreter = Interpreter.prepare(model);
        assertEquals(TensorType.INT8, interpreter.input(0).info().type());
        assertEquals(TensorType.INT8, interpreter.output(0).info().type());
    }

    @Test
    void learnsTheSameBitsWhateverThreadsTrainIt() {
        List<float[]> rows = sound(200, -1, 0, 1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Long> steps = new ArrayList<>();
        try {
            State.Builder one = State.of("maintenance", 2);
            State.Builder two = State.of("maintenance", 2);
            learned(rows).write(one);
            LEARNER.learn(rows, BANDS, 3, threads, steps::add).write(two);
            assertEquals(one.build(), two.build());
        } finally {
            threads.shutdown();
        }
        assertEquals(LEARNER.allSteps(), steps.size());
        assertEquals((long) LEARNER.allSteps(), steps.get(steps.size() - 1));
    }

    @Test
    void comesBackFromItsStateAsItWas() {
        Autoencoder autoencoder = learned(sound(200, -1, 0, 1));
        State.Builder state = State.of("maintenance", 2);
        autoencoder.write(state);
        Normal back = Normal.read(state.build());
        for (float[] row : sound(20, 2, 5, 7)) {
            assertEquals(autoencoder.distance(row), back.distance(row));
            assertEquals(autoencoder.moved(row, 2), back.copy().moved(row, 2));
        }
        State.Builder again = State.of("maintenance", 2);
        back.write(again);
        assertEquals(state.build(), again.build());
        assertThrows(IllegalArgumentException.class, () -> Normal.read(State.of("maintenance", 2)
            .bytes("autoencoder", new byte[9]).numbers("limit", 1.0, 3, 1).build()));
        assertThrows(IllegalArgumentException.class, () -> Normal.read(State.of("maintenance", 2)
            .bytes("autoencoder", new byte[9]).numbers("limit", -1.0).build()));
    }

    @Test
    void isTrainedAgainForWhatIsNormalToo() {
        List<float[]> before = sound(300, -1, 0, 1);
        Autoencoder autoencoder = learned(before);
        assertSame(autoencoder, autoencoder.extend(sound(100, -1, 0, 8), before).baseline());
        List<float[]> other = sound(300, 4, 14, 3);
        Autoencoder extended = autoencoder.extend(other, before).baseline();
        assertTrue(normal(extended, sound(200, 4, 14, 9)) > 0.9);
        assertTrue(normal(extended, sound(200, -1, 0, 10)) > 0.9);
        assertEquals(0, normal(extended, sound(200, 0, 30, 11)));
        assertEquals(0, normal(autoencoder, other), "what was there before is as it was");
    }

    @Test
    void refusesTooFewConstantAndMissing() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> learned(sound(63, -1, 0, 1))).getMessage()
            .startsWith("too little data"));
        List<float[]> constant = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            constant.add(new float[ROWS * BANDS]);
        }
        assertTrue(assertThrows(IllegalArgumentException.class, () -> learned(constant)).getMessage().contains("constant"));
        List<float[]> missing = sound(100, -1, 0, 1);
        missing.forEach(row -> row[1] = Float.NaN);
        assertThrows(IllegalArgumentException.class, () -> learned(missing));
        Autoencoder autoencoder = learned(sound(200, -1, 0, 1));
        assertTrue(Double.isNaN(autoencoder.distance(missing.get(0))));
        assertEquals(List.of(), autoencoder.moved(missing.get(0), 3));
        assertThrows(IllegalArgumentException.class, () -> new AutoencoderLearner(0, 1, 1, 100));
        assertThrows(IllegalArgumentException.class, () -> LEARNER.learn(sound(100, -1, 0, 1), 5, 3, Runnable::run, s -> { }));
        assertThrows(IllegalArgumentException.class,
            () -> LEARNER.learn(sound(100, -1, 0, 1), BANDS, 0.5, Runnable::run, s -> { }));
    }

    @Test
    void allocatesNothingPerRow() {
        Autoencoder autoencoder = learned(sound(200, -1, 0, 1));
        float[] row = sound(1, -1, 0, 2).get(0);
        assertEquals(0, AllocatedBytes.of(() -> {
            for (int i = 0; i < 500; i++) {
                autoencoder.distance(row);
            }
        }));
    }

    /** MLPerf Tiny's network in 8 bits misses as much of its own normal recording as its twin in real numbers. */
    @Test
    void runsTheNetworkOfMlperfTiny() throws IOException {
        Path folder = PublicData.folder("models").resolve("mlperf_tiny/anomaly_detection");
        float[] all = floats(folder.resolve("normal_id_01_00000000_hist_librosa.bin"));
        List<float[]> rows = new ArrayList<>();
        for (int at = 0; at < all.length; at += 640) {
            rows.add(Arrays.copyOfRange(all, at, at + 640));
        }
        List<float[]> twice = new ArrayList<>(rows);
        twice.addAll(rows);
        Autoencoder eight = Autoencoder.of(Model.load(folder.resolve("trained_models/ad01_int8.tflite")), twice, 128, 1);
        Autoencoder real = Autoencoder.of(Model.load(folder.resolve("trained_models/ad01_fp32.tflite")), twice, 128, 1);
        double[] ofEight = rows.stream().mapToDouble(eight::distance).toArray();
        double[] ofReal = rows.stream().mapToDouble(real::distance).toArray();
        assertArrayEquals(ofReal, ofEight, 0.1, "in limits: a step of the output's 8 bits is a third of a decibel");
        double limits = Arrays.stream(ofEight).max().orElseThrow();
        assertEquals(1, limits, 1e-9, "the limit is the farthest of so few");
        Normal.Extension<Autoencoder> louder = eight.extend(twice.stream().map(AutoencoderTest::louder).toList(), twice);
        assertEquals(1 / MachineBaseline.MOST_WIDENED, louder.baseline().distance(rows.get(0)) / eight.distance(rows.get(0)),
            1e-9);
        assertThrows(IllegalArgumentException.class,
            () -> Autoencoder.of(Model.load(folder.resolve("trained_models/ad01_int8.tflite")), sound(80, -1, 0, 1), 6, 1));
    }

    private static float[] louder(float[] row) {
        float[] louder = row.clone();
        for (int i = 0; i < louder.length; i += 3) {
            louder[i] += 30;
        }
        return louder;
    }

    private static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(floats);
        return floats;
    }
}

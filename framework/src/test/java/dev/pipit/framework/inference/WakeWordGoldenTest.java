package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.Model;
import dev.pipit.testing.PublicData;

/** Models that keep state, over whole recordings. */
class WakeWordGoldenTest {
    private record Index(List<Clip> clips) { }

    private record Clip(String wav, @SerializedName("features_i8") String features, Map<String, Chain> models) { }

    private record Chain(String file, @SerializedName("frames_per_step") int framesPerStep,
            @SerializedName("prob_u8") String probabilities) { }

    @TestFactory
    Stream<DynamicTest> everyProbabilityOfARecordingIsThatOfTheReference() throws IOException {
        Path folder = PublicData.folder("golden").resolve("wakeword_chain");
        Path models = PublicData.folder("models").getParent();
        try (Reader reader = Files.newBufferedReader(folder.resolve("index.json"), StandardCharsets.UTF_8)) {
            List<Clip> clips = new Gson().fromJson(reader, Index.class).clips();
            assertFalse(clips.isEmpty());
            return clips.stream().map(clip -> DynamicTest.dynamicTest(clip.wav(), () -> {
                byte[] features = Npy.load(folder.resolve(clip.features())).bytes();
                for (Chain chain : clip.models().values()) {
                    var interpreter = Interpreter.prepare(Model.load(models.resolve(chain.file())));
                    byte[] expected = Npy.load(folder.resolve(chain.probabilities())).bytes();
                    assertArrayEquals(expected, run(interpreter, features, expected.length), chain.file());
                }
            }));
        }
    }

    private static byte[] run(Interpreter interpreter, byte[] features, int steps) {
        byte[] probabilities = new byte[steps];
        for (int step = 0; step < steps; step++) {
            interpreter.input(0).write(features, step * interpreter.input(0).bytes());
            interpreter.invoke();
            probabilities[step] = (byte) interpreter.output(0).get(0);
        }
        return probabilities;
    }

    /** 500 inputs of the MLPerf Tiny keyword benchmark. */
    @Test
    void everyKeywordScoreIsThatOfTheReference() throws IOException {
        Path folder = PublicData.folder("golden");
        var interpreter = Interpreter.prepare(Model.load(folder.resolve("models/kws_ref_model.tflite")));
        Npy inputs = Npy.load(folder.resolve("kws01_accuracy/inputs.npy"));
        Npy outputs = Npy.load(folder.resolve("kws01_accuracy/outputs.npy"));
        int length = interpreter.output(0).bytes();
        byte[] scores = new byte[length];
        assertEquals(500, outputs.elements() / length);
        for (int n = 0; n < 500; n++) {
            interpreter.input(0).write(inputs.bytes(), n * interpreter.input(0).bytes());
            interpreter.invoke();
            interpreter.output(0).read(scores, 0);
            assertArrayEquals(Arrays.copyOfRange(outputs.bytes(), n * length, (n + 1) * length), scores, "input " + n);
        }
    }
}

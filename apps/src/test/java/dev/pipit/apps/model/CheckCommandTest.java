package dev.pipit.apps.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;
import dev.pipit.framework.npy.Npy;

/** Folders of references made by hand: a model that takes away what is below 0, which is stored as −10. */
class CheckCommandTest {
    private static final String CASE = "{\"id\": \"a\", \"steps\": 1, \"inputs\": [\"relu/a/in0.npy\"], \"outputs\": "
        + "[\"relu/a/out0.npy\"], \"tensors\": [{\"subgraph\": 0, \"index\": 1, \"file\": \"relu/a/t1.npy\"}]}";
    private static final String RELU = "{\"id\": \"relu\", \"model_file\": \"models/relu.tflite\", \"cases\": [" + CASE
        + "]}";
    private static final String ODD = "{\"id\": \"odd\", \"model_file\": \"models/odd.tflite\", \"cases\": [" + CASE
        + "]}";

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path data;
    private Path golden;

    @BeforeEach
    void makeReferences() throws IOException {
        golden = data.resolve("golden");
        Files.createDirectories(golden.resolve("models"));
        Files.createDirectories(golden.resolve("relu/a"));
        TestModels.relu(golden.resolve("models"));
        TestModels.unsupported(golden.resolve("models"));
        int8("relu/a/in0.npy", List.of(1, 4), -100, -10, -9, 50);
        int8("relu/a/out0.npy", List.of(1, 4), -10, -10, -9, 50);
        int8("relu/a/t1.npy", List.of(1, 4), -10, -10, -9, 50);
        Files.writeString(golden.resolve("relu/index.json"), RELU);
        index(RELU);
    }

    @Test
    void findsEverythingEqual() {
        assertEquals(0, terminal.run("model", "check", golden), terminal.err());
        assertEquals("relu                         1 case equal\n1 case, 2 arrays: all equal\n", terminal.out());
    }

    @Test
    void takesTheFolderOfOneModel() {
        assertEquals(0, terminal.run("model", "check", golden.resolve("relu")), terminal.err());
        assertEquals("relu                         1 case equal\n1 case, 2 arrays: all equal\n", terminal.out());
    }

    @Test
    void listsWhatDiffersByHowMuchAndWhere() throws IOException {
        int8("relu/a/out0.npy", List.of(1, 4), -10, -13, -9, 49);
        assertEquals(1, terminal.run("model", "check", golden));
        assertEquals("  a out0: 2 of 4 differ, by at most 3, first at 1\n"
            + "relu                         1 of 1 case differs\n1 case, 2 arrays: 1 case differs\n", terminal.out());
    }

    @Test
    void comparesDumpedTensorsToo() throws IOException {
        int8("relu/a/t1.npy", List.of(1, 4), -10, -10, -9, 127);
        assertEquals(1, terminal.run("model", "check", "--json", golden));
        JsonObject difference = json().getAsJsonArray("differences").get(0).getAsJsonObject();
        assertEquals("t1", difference.get("array").getAsString());
        assertEquals("relu", difference.get("model").getAsString());
        assertEquals("a", difference.get("case").getAsString());
        assertEquals(1, difference.get("count").getAsInt());
        assertEquals(77, difference.get("largest").getAsInt());
        assertEquals(3, difference.get("first").getAsInt());
    }

    @Test
    void saysWhyAModelCouldNotBeRunAndGoesOn() throws IOException {
        index(ODD + "," + RELU);
        assertEquals(0, terminal.run("model", "check", golden));
        assertTrue(terminal.out().startsWith("odd                          not compared: odd.tflite: not supported: "
            + "CUSTOM:Whistle, HASHTABLE_LOOKUP\n"), terminal.out());
        assertTrue(terminal.out().endsWith("\n1 case, 2 arrays: all equal; 1 not compared\n"), terminal.out());
    }

    @Test
    void failsWhereNothingCouldBeCompared() throws IOException {
        index(ODD);
        assertEquals(1, terminal.run("model", "check", golden));
        assertTrue(terminal.out().endsWith("\n0 cases, 0 arrays: nothing could be compared; 1 not compared\n"),
            terminal.out());
    }

    @Test
    void failsWhereAReferenceIsMissing() throws IOException {
        Files.delete(golden.resolve("relu/a/out0.npy"));
        assertEquals(1, terminal.run("model", "check", "--json", golden));
        assertFalse(json().get("equal").getAsBoolean());
        String reason = json().getAsJsonArray("failures").get(0).getAsJsonObject().get("reason").getAsString();
        assertEquals(golden.resolve("relu/a/out0.npy") + ": no such file", reason);
    }

    @Test
    void failsWhereAReferenceHasAnotherShape() throws IOException {
        int8("relu/a/out0.npy", List.of(4), -10, -10, -9, 50);
        assertEquals(1, terminal.run("model", "check", golden));
        assertTrue(terminal.out().contains("  a: out0 must be INT8 [1, 4]: the reference is INT8 [4]\n"),
            terminal.out());
    }

    @Test
    void runsStepsInOrderAndStartsEachCaseAfresh() throws IOException {
        TestModels.sum(golden.resolve("models"));
        Files.createDirectories(golden.resolve("sum/a"));
        float32("sum/a/in0.npy", List.of(2, 1, 2), 1, 10, 2, 20);
        float32("sum/a/out0.npy", List.of(2, 1, 2), 1, 10, 3, 30);
        String each = "{\"id\": \"ID\", \"steps\": 2, \"inputs\": [\"sum/a/in0.npy\"], \"outputs\": "
            + "[\"sum/a/out0.npy\"]}";
        index("{\"id\": \"sum\", \"model_file\": \"models/sum.tflite\", \"cases\": [" + each.replace("ID", "a") + ","
            + each.replace("ID", "b") + "]}");
        assertEquals(0, terminal.run("model", "check", golden), terminal.out());
        assertTrue(terminal.out().endsWith("\n2 cases, 2 arrays: all equal\n"), terminal.out());
    }

    /** The second number is the larger of the first two, the third of the last two: labels 1 and 0, of 1 and 1. */
    @Test
    void countsLabelsThatAreRight() throws IOException {
        Path set = Files.createDirectories(golden.resolve("labelled"));
        Files.writeString(set.resolve("index.json"), "{\"model\": \"relu\"}");
        int8("labelled/inputs.npy", List.of(2, 4), -20, 5, 0, 0, 9, 5, 0, 0);
        int8("labelled/outputs.npy", List.of(2, 4), -10, 5, 0, 0, 9, 5, 0, 0);
        int8("labelled/labels.npy", List.of(2), 1, 1);
        assertEquals(0, terminal.run("model", "check", golden), terminal.out());
        assertTrue(terminal.out().contains("labelled                     1 case equal, 1 of 2 labels right (50.0 %)\n"),
            terminal.out());
    }

    @Test
    void saysThatRecordingsAreNotThere() throws IOException {
        Path chain = Files.createDirectories(golden.resolve("chain"));
        int8("chain/i8.npy", List.of(2, 4), -20, 5, 0, 0, 9, 5, 0, 0);
        Files.writeString(chain.resolve("index.json"), "{\"clips\": [{\"wav\": \"speech/a.wav\", \"features_u16\": "
            + "\"u16.npy\", \"features_i8\": \"i8.npy\", \"models\": {\"hey\": {\"file\": \"models/hey.tflite\", "
            + "\"frames_per_step\": 1, \"prob_u8\": \"hey.npy\"}}}]}");
        assertEquals(0, terminal.run("model", "check", golden), terminal.out());
        assertTrue(terminal.out().contains("chain hey                    not compared: "
            + data.resolve("models/hey.tflite") + ": no such file\n"), terminal.out());
        assertTrue(terminal.out().contains("chain recordings             not compared: absent are 1, the first is "
            + "speech/a.wav\n"), terminal.out());
    }

    @Test
    void refusesAFolderWithoutAnIndex() throws IOException {
        refuses("must have an index.json");
        Files.writeString(golden.resolve("index.json"), "relu");
        refuses("index.json: must be a JSON object");
        Files.writeString(golden.resolve("index.json"), "{\"models\": [{\"id\": \"relu\", \"cases\": [{}]}]}");
        refuses("a model must have id, model_file and cases");
    }

    private void refuses(String why) throws IOException {
        if (why.contains("must have an")) {
            Files.delete(golden.resolve("index.json"));
        }
        assertEquals(1, terminal.run("model", "check", golden));
        assertTrue(terminal.err().contains(why) && terminal.err().lines().count() == 1, terminal.err());
    }

    private JsonObject json() {
        return JsonParser.parseString(terminal.out()).getAsJsonObject();
    }

    private void index(String models) throws IOException {
        Files.writeString(golden.resolve("index.json"), "{\"models\": [" + models + "]}");
    }

    private void int8(String file, List<Integer> shape, int... numbers) throws IOException {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        new Npy(Npy.Type.INT8, shape, bytes).save(golden.resolve(file));
    }

    private void float32(String file, List<Integer> shape, float... numbers) throws IOException {
        var bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        new Npy(Npy.Type.FLOAT32, shape, bytes.array()).save(golden.resolve(file));
    }
}

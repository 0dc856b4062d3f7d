package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.RandomNet;
import dev.pipit.testing.RandomNet.Filter;

/** The specification of what slides is what does not: every score is compared with a full run over the same rows. */
class SlidingInterpreterTest {
    private static final int NETS = 300;
    private static final int HOPS = 12;

    @ParameterizedTest
    @CsvSource({"INT8, REFERENCE", "INT8, VECTOR", "INT16, REFERENCE", "FLOAT32, REFERENCE"})
    void givesWhatAFullRunGives(TensorType type, KernelSet kernels) throws Exception {
        long fullMacs = 0;
        long newMacs = 0;
        int compared = 0;
        int changed = 0;
        for (int seed = 0; seed < NETS; seed++) {
            var random = new Random(seed);
            var net = new RandomModel(random, type);
            Model model = net.model();
            int hop = 1 + random.nextInt(random.nextInt(8) == 0 ? 2 * net.rows() : 4);
            var hops = new Hops(model, hop, KernelSet.REFERENCE, kernels, random);
            assertEquals(net.rows(), hops.sliding.rows(), "rows of net " + seed);
            hops.run((net.rows() + hop - 1) / hop + HOPS, type + " net " + seed + net + ", hop of " + hop);
            fullMacs += hops.sliding.fullMacs();
            newMacs += hops.sliding.newMacs();
            compared += hops.compared;
            changed += hops.changed;
        }
        assertTrue(compared > NETS * HOPS, "outputs compared: " + compared);
        assertTrue(changed > compared * 0.8, "outputs that changed: " + changed + " of " + compared);
        assertTrue(newMacs < fullMacs * 0.7, "products: " + newMacs + " of " + fullMacs);
    }

    /** 20 rows of 3 channels → 18 rows of 4 → every second of 16: the head sees 8 of them. */
    private static Model small() {
        var net = new RandomNet(new Random(7), TensorType.INT8);
        int input = net.tensor(1, 20, 1, 3);
        int rows = net.conv(net.conv(input, Filter.of(3, Padding.VALID), 4),
            new Filter(3, 1, 2, 1, 1, Padding.VALID), 4);
        return net.model(input, net.dense(rows, 32, 3, 1, 3));
    }

    private static Hops hops(Model model, int hopRows) throws ModelFormatException {
        return new Hops(model, hopRows, KernelSet.REFERENCE, KernelSet.SCALAR, new Random(1));
    }

    /** 3 × 3 × 4 products a row; 3 × 4 × 4 of which one row is new; 32 × 3. */
    @Test
    void countsTheProductsOfNewRows() throws Exception {
        SlidingInterpreter sliding = SlidingInterpreter.prepare(small(), 2);
        assertEquals(18 * 36 + 8 * 48 + 96, sliding.fullMacs());
        assertEquals(2 * 36 + 48 + 96, sliding.newMacs());
        assertEquals(List.of(new SlidingCost(0, "CONV_2D", 18, 2, 18 * 36, 2 * 36),
            new SlidingCost(1, "CONV_2D", 8, 1, 8 * 48, 48), new SlidingCost(2, "FULLY_CONNECTED", 0, 0, 96, 96)),
            sliding.costs());
    }

    /** Steps of two rows, hops of one: two sets of rows, each moved by one row in every second invocation. */
    @Test
    void keepsASetOfRowsForEachPhase() throws Exception {
        SlidingInterpreter sliding = SlidingInterpreter.prepare(small(), 1);
        assertEquals(36 + 48 + 96, sliding.newMacs());
        hops(small(), 1).run(100, "hop of 1");
    }

    /** Means over 60 or 30 rows of which the first two and last two see a border, in one phase and in two. */
    @ParameterizedTest
    @CsvSource({"INT8, 1", "INT16, 1", "INT8, 2"})
    void keepsTheSumOfWhatItTakesTheMeanOf(TensorType type, int stride) throws Exception {
        for (boolean flat : new boolean[] {false, true}) {
            var net = new RandomNet(new Random(9), type);
            int input = net.tensor(1, flat ? 1 : 60 * stride, flat ? 60 * stride : 3, 2);
            int rows = net.conv(input, new Filter(5, 1, stride, 1, 1, Padding.VALID), 4);
            Model model = net.model(input, net.mean(net.depthwise(rows, Filter.of(3, Padding.SAME), 1)));
            hops(model, 1).run(300, "mean of " + type);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 19, 20, 21, 50})
    void isReadyOnceAllRowsWereGiven(int hopRows) throws Exception {
        var hops = hops(small(), hopRows);
        for (int rows = 0; rows < 60; rows += hopRows) {
            assertEquals(rows >= 20, hops.sliding.ready());
            hops.run(1, "hop of " + hopRows);
        }
    }

    @Test
    void takesOnlyTheLastRowsOfALongHop() throws Exception {
        var hops = hops(small(), 33);
        assertEquals(33, hops.sliding.hopRows());
        assertEquals(33 * 3, hops.sliding.input().elements());
        assertEquals(hops.sliding.fullMacs(), hops.sliding.newMacs());
        hops.run(20, "hop of 33");
        assertEquals(20, hops.compared);
    }

    @Test
    void isAsFreshAfterAReset() throws Exception {
        Model model = small();
        var used = SlidingInterpreter.prepare(model, 1);
        byte[] rows = new byte[3];
        var random = new Random(2);
        for (int hop = 0; hop < 41; hop++) {
            random.nextBytes(rows);
            used.input().write(rows, 0);
            used.invoke();
        }
        used.reset();
        assertFalse(used.ready());
        var fresh = SlidingInterpreter.prepare(model, 1);
        for (int hop = 0; hop < 41; hop++) {
            random.nextBytes(rows);
            used.input().write(rows, 0);
            fresh.input().write(rows, 0);
            used.invoke();
            fresh.invoke();
            assertEquals(fresh.ready(), used.ready());
            assertArrayEquals(bytes(fresh.output(0)), bytes(used.output(0)), "hop " + hop);
        }
    }

    private static byte[] bytes(TensorView tensor) {
        byte[] bytes = new byte[tensor.bytes()];
        tensor.read(bytes, 0);
        return bytes;
    }

    /** Rows that are kept lie in the arena, those of other phases and the new ones beside it. */
    @Test
    void countsTheMemoryOfWhatItKeeps() throws Exception {
        MemoryUse full = Interpreter.prepare(small()).memory();
        MemoryUse one = SlidingInterpreter.prepare(small(), 2).memory();
        assertEquals(full.constantBytes(), one.constantBytes());
        assertEquals(64 + 80 + 32 + 16, one.arenaBytes());        // 20 × 3, 18 × 4, 8 × 4, 3, each in steps of 16
        assertEquals(2 * 3, one.variableBytes());
        MemoryUse two = SlidingInterpreter.prepare(small(), 1).memory();
        assertEquals(3 + 2 * 7 * 4 + 4, two.variableBytes());
    }

    @Test
    void refusesHopsWithoutRows() {
        var e = assertThrows(IllegalArgumentException.class, () -> SlidingInterpreter.prepare(small(), 0));
        assertEquals("hopRows must be at least 1: hopRows=0", e.getMessage());
    }

    @Test
    void refusesModelsThatLookAtMoreThanRows() {
        var net = new RandomNet(new Random(1), TensorType.INT8);
        int left = net.tensor(1, 8, 1, 2);
        int right = net.tensor(1, 8, 1, 2);
        Model two = net.model(List.of(left, right), net.pair(OperatorCode.ADD, left, right));
        assertEquals("a model that slides must have one input: inputs=2", refusal(two));
        var other = new RandomNet(new Random(1), TensorType.INT8);
        int number = other.tensor(1, 1);
        assertEquals("a model that slides must look at more than one number: shape=[1, 1]",
            refusal(other.model(number, other.unary(OperatorCode.RELU, number))));
    }

    @Test
    void refusesModelsThatStep() {
        Quantization one = new Quantization(new float[] {1}, new int[] {0}, 0);
        List<TensorInfo> tensors = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            tensors.add(new TensorInfo(t, "", t == 0 ? TensorType.RESOURCE : TensorType.INT8,
                t == 0 ? new int[0] : new int[] {1, 8, 1, 2}, t == 0 ? Optional.empty() : Optional.of(one),
                Optional.<ByteBuffer>empty(), false));
        }
        var none = new Options.None();
        Model remembers = new Model("", List.of(new Subgraph(0, "", tensors, List.of(1), List.of(2), List.of(
            new Operator(0, OperatorCode.VAR_HANDLE, "", 1, List.of(), List.of(0), new Options.VarHandle("", "v")),
            new Operator(1, OperatorCode.READ_VARIABLE, "", 1, List.of(0), List.of(2), none),
            new Operator(2, OperatorCode.ASSIGN_VARIABLE, "", 1, List.of(0, 1), List.of(), none)))), 0);
        assertEquals("a model that slides must keep nothing by itself, this one steps: run it with an Interpreter; "
            + "bytes kept=16", refusal(remembers));
    }

    /** Each of the three ways to keep something: a custom operator, a variable tensor, memory of an operator's own. */
    @Test
    void refusesOperatorsThatKeepSomething() {
        Spec row = Spec.scaled(TensorType.INT8, 1, 0, 1, 1, 1, 2);
        Model buffer = OneOperator.custom("CIRCULAR_BUFFER", new Options.Custom(new byte[0])).input(row)
            .output(Spec.scaled(TensorType.INT8, 1, 0, 1, 4, 1, 2)).model();
        Spec input = Spec.scaled(TensorType.INT8, 1, 0, 1, 2);
        Model svdf = OneOperator.of(OperatorCode.SVDF, new Options.Svdf(1, Options.Activation.NONE)).input(input)
            .constant(Spec.scaled(TensorType.INT8, 1, 0, 3, 2), new double[6])
            .constant(Spec.scaled(TensorType.INT16, 1, 0, 3, 4), new double[12]).absent()
            .variable(Spec.scaled(TensorType.INT16, 1, 0, 1, 12)).output(Spec.scaled(TensorType.INT8, 1, 0, 1, 3)).model();
        for (Model model : List.of(buffer, svdf)) {
            assertTrue(refusal(model).startsWith("a model that slides must keep nothing by itself, this one steps: run it "
                + "with an Interpreter; bytes kept="), refusal(model));
        }
    }

    /** The scale to which an image is rounded may change with each row: it is computed in full. */
    @Test
    void computesInFullWhatIsRoundedByImages() throws Exception {
        Model model = OneOperator.of(OperatorCode.CONV_2D,
            new Options.Conv2d(Options.Padding.VALID, 1, 1, 1, 1, Options.Activation.NONE))
            .input(Spec.of(TensorType.FLOAT32, 1, 10, 1, 2))
            .constant(Spec.of(TensorType.INT8, 2, 3, 1, 2).perAxis(0, 0.1f, 0.2f), 1, 2, -3, 4, 5, -6, 7, 8, 9, -10, 11, 12)
            .output(Spec.of(TensorType.FLOAT32, 1, 8, 1, 2)).model();
        Hops hops = hops(model, 1);
        hops.run(60, "rounded images");
        assertTrue(hops.changed > 40, "outputs that changed: " + hops.changed);
        assertEquals(hops.sliding.fullMacs(), hops.sliding.newMacs());
    }

    private static String refusal(Model model) {
        return assertThrows(ModelFormatException.class, () -> SlidingInterpreter.prepare(model, 1)).getMessage();
    }
}

package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/** Small files that are well formed and ask for more than any device has. */
class HostileModelTest {
    private static final Options.Arithmetic PLAIN = new Options.Arithmetic(Options.Activation.NONE, false);

    /** 2 GB that no arena holds. */
    @Test
    void aVariableThatIsTooLargeIsRefusedBeforeMemoryIsTaken() {
        Model model = model(List.of(
            tensor(0, true, (1 << 29) - 1), tensor(1, false, 1), tensor(2, false, 1)),
            new Operator(0, OperatorCode.ADD, "", 1, List.of(0, 1), List.of(2), PLAIN));
        refuses("variables must fit the memory that the arena leaves: bytes=2147483644, left=268435424", model);
    }

    @Test
    void theSumOfVariablesIsBoundedToo() {
        Model model = model(List.of(tensor(0, true, 100), tensor(1, true, 100), tensor(2, true, 100),
            tensor(3, false, 1)),
            new Operator(0, OperatorCode.CONCATENATION, "", 1, List.of(0, 1, 2), List.of(3),
                new Options.Concatenation(0, Options.Activation.NONE)));
        var e = assertThrows(ModelFormatException.class,
            () -> Interpreter.prepare(model, Settings.standard().mostArenaBytes(1_016)));
        // 16 of the arena, and twice 400 fit
        assertEquals("variables must fit the memory that the arena leaves: bytes=1200, left=1000", e.getMessage());
    }

    /** 100 subgraphs, each of which calls the next one twice: the last would run 2^99 times. */
    @Test
    void subgraphsThatCallEachOtherTooOftenAreRefusedSoon() {
        var maker = new ModelMaker();
        for (int k = 1; k < 100; k++) {
            maker.operator(OperatorCode.CALL_ONCE, new Options.CallOnce(k), List.of(), List.of())
                .operator(OperatorCode.CALL_ONCE, new Options.CallOnce(k), List.of(), List.of())
                .subgraph(List.of(), List.of());
        }
        Model model = maker.subgraph(List.of(), List.of()).model();
        assertTimeoutPreemptively(Duration.ofSeconds(20),       // 2^99 steps would take longer than the sun has
            () -> refuses("subgraphs must not run more than 10000 times together", model));
    }

    /** A chain of calls this long would not fit the stack either. */
    @Test
    void aLongChainOfSubgraphsIsRefused() {
        var maker = new ModelMaker();
        for (int k = 1; k < 10_000; k++) {
            maker.operator(OperatorCode.CALL_ONCE, new Options.CallOnce(k), List.of(), List.of())
                .subgraph(List.of(), List.of());
        }
        refuses("subgraphs must not call each other more than 100 deep", maker.subgraph(List.of(), List.of()).model());
    }

    /** No bytes, but 2^62 positions to go through. */
    @Test
    void aTensorWithoutNumbersButEndlessExtentsIsRefused() {
        int much = Integer.MAX_VALUE;
        Model model = model(List.of(tensor(0, false, much, much, 1, 0), tensor(1, false, much, much, 1, 0)),
            new Operator(0, OperatorCode.MAX_POOL_2D, "", 1, List.of(0), List.of(1),
                new Options.Pool2d(Options.Padding.VALID, 1, 1, 1, 1, Options.Activation.NONE)));
        refuses("tensor 0 must not be larger than its memory but for an extent of 0: shape=[2147483647, 2147483647, 1, 0]", model);
    }

    /** A thousand tensors that are all the same megabyte of the file. */
    @Test
    void constantsThatShareTheirBytesAreHeldOnce() throws ModelFormatException {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
        TensorInfo[] tensors = new TensorInfo[1_001];
        Operator[] operators = new Operator[500];
        Optional<Quantization> whole = Optional.of(new Quantization(new float[] {1}, new int[] {0}, 0));
        for (int k = 0; k < operators.length; k++) {
            tensors[2 * k] = new TensorInfo(2 * k, "", TensorType.INT8, new int[] {1 << 20}, whole, Optional.of(bytes),
                false);
            tensors[2 * k + 1] = new TensorInfo(2 * k + 1, "", TensorType.INT8, new int[] {1 << 20}, whole,
                Optional.empty(), false);
            operators[k] = new Operator(k, OperatorCode.RELU, "", 1, List.of(2 * k), List.of(2 * k + 1),
                new Options.None());
        }
        tensors[1_000] = tensor(1_000, false, 1);
        MemoryUse memory = Interpreter.prepare(model(List.of(tensors), operators)).memory();
        assertEquals(1 << 20, memory.constantBytes());
    }

    private static TensorInfo tensor(int index, boolean variable, int... shape) {
        return new TensorInfo(index, "", TensorType.FLOAT32, shape, Optional.empty(), Optional.empty(), variable);
    }

    private static Model model(List<TensorInfo> tensors, Operator... operators) {
        return new Model("", List.of(new Subgraph(0, "", tensors, List.of(), List.of(), List.of(operators))), 0);
    }

    private static void refuses(String why, Model model) {
        var e = assertThrows(ModelFormatException.class, () -> Interpreter.prepare(model));
        assertEquals(why, e.getMessage());
    }
}

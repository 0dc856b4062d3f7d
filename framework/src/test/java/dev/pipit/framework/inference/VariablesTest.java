package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/** A model that sends, in each step, what a variable held before it, and keeps the input. */
class VariablesTest {
    private static final Spec PAIR = Spec.scaled(TensorType.INT8, 0.1, -7, 1, 2);
    private static final Spec HANDLE = Spec.of(TensorType.RESOURCE);
    private static final Options.VarHandle NAME = new Options.VarHandle("", "before");
    private static final Options NONE = new Options.None();

    /** The main subgraph; with {@code callsOnce}, subgraph 1 is called first. */
    private static ModelMaker delay(boolean callsOnce) {
        var maker = new ModelMaker();
        int in = maker.tensor(PAIR);
        int handle = maker.tensor(HANDLE);
        int before = maker.tensor(PAIR);
        if (callsOnce) {
            maker.operator(OperatorCode.CALL_ONCE, new Options.CallOnce(1), List.of(), List.of());
        }
        return maker.operator(OperatorCode.VAR_HANDLE, NAME, List.of(), List.of(handle))
            .operator(OperatorCode.READ_VARIABLE, NONE, List.of(handle), List.of(before))
            .operator(OperatorCode.ASSIGN_VARIABLE, NONE, List.of(handle, in), List.of())
            .subgraph(List.of(in), List.of(before));
    }

    private static Model delayWithInitialValue() {
        var maker = delay(true);
        int handle = maker.tensor(HANDLE);
        int initial = maker.constant(PAIR, 50, 60);
        return maker.operator(OperatorCode.VAR_HANDLE, NAME, List.of(), List.of(handle))
            .operator(OperatorCode.ASSIGN_VARIABLE, NONE, List.of(handle, initial), List.of())
            .subgraph(List.of(), List.of()).model();
    }

    private static void assertStep(int[] expected, Interpreter interpreter, int... input) {
        assertArrayEquals(expected, OneOperator.run(interpreter, input));
    }

    @Test
    void aVariableThatNobodyInitialisesHoldsItsZeroPoint() throws ModelFormatException {
        var interpreter = Interpreter.prepare(delay(false).model());
        assertStep(new int[] {-7, -7}, interpreter, 1, 2);
        assertStep(new int[] {1, 2}, interpreter, 3, 4);
        interpreter.reset();
        assertStep(new int[] {-7, -7}, interpreter, 5, 6);
    }

    @Test
    void aSubgraphThatIsCalledOnceGivesTheFirstValue() throws ModelFormatException {
        var interpreter = Interpreter.prepare(delayWithInitialValue());
        assertStep(new int[] {50, 60}, interpreter, 1, 2);
        assertStep(new int[] {1, 2}, interpreter, 3, 4);
        interpreter.reset();
        assertStep(new int[] {50, 60}, interpreter, 5, 6);
    }

    @Test
    void aSnapshotBringsBackWhatWasKept() throws ModelFormatException {
        var interpreter = Interpreter.prepare(delayWithInitialValue());
        Snapshot fresh = interpreter.snapshot();
        assertStep(new int[] {50, 60}, interpreter, 1, 2);
        Snapshot afterOne = interpreter.snapshot();
        assertStep(new int[] {1, 2}, interpreter, 3, 4);
        interpreter.restore(afterOne);
        assertStep(new int[] {1, 2}, interpreter, 5, 6);
        interpreter.restore(fresh);
        assertStep(new int[] {50, 60}, interpreter, 7, 8);
    }

    @Test
    void aSnapshotOfAnotherModelIsRefused() throws ModelFormatException {
        Snapshot other = Interpreter.prepare(delay(false).model()).snapshot();
        var e = assertThrows(IllegalArgumentException.class,
            () -> Interpreter.prepare(delayWithInitialValue()).restore(other));
        assertEquals("snapshot must be of the same model: bytes=2, expected=3", e.getMessage());
    }

    @Test
    void twoInterpretersOfAModelShareNothing() throws ModelFormatException {
        Model model = delayWithInitialValue();
        var one = Interpreter.prepare(model);
        var two = Interpreter.prepare(model);
        assertStep(new int[] {50, 60}, one, 1, 2);
        assertStep(new int[] {50, 60}, two, 3, 4);
        assertStep(new int[] {1, 2}, one, 5, 6);
    }

    @Test
    void aVariableHasOneTypeAndOneSize() {
        for (Spec other : List.of(Spec.of(TensorType.INT16, 1, 2), Spec.of(TensorType.INT8, 3))) {
            var maker = delay(true);
            int handle = maker.tensor(HANDLE);
            int initial = maker.constant(other, new double[other.elements()]);
            maker.operator(OperatorCode.VAR_HANDLE, NAME, List.of(), List.of(handle))
                .operator(OperatorCode.ASSIGN_VARIABLE, NONE, List.of(handle, initial), List.of())
                .subgraph(List.of(), List.of());
            String message = assertThrows(ModelFormatException.class, () -> Interpreter.prepare(maker.model()))
                .getMessage();
            assertEquals(other.type() == TensorType.INT16 ? "variable before must have one type: types=INT8, INT16"
                : "subgraph 1, operator 1 (ASSIGN_VARIABLE): output must be as large as the input: bytes=3, 2", message);
        }
    }

    @Test
    void aHandleMustComeFromAnOperatorThatNamesTheVariable() {
        var maker = new ModelMaker();
        int handle = maker.tensor(HANDLE);
        int out = maker.tensor(PAIR);
        maker.operator(OperatorCode.READ_VARIABLE, NONE, List.of(handle), List.of(out))
            .subgraph(List.of(), List.of(out));
        var e = assertThrows(ModelFormatException.class, () -> Interpreter.prepare(maker.model()));
        assertEquals("subgraph 0: tensor 0 must come from a VAR_HANDLE", e.getMessage());
    }

    @Test
    void aSubgraphMustBeThereAndMustNotCallItself() {
        var missing = new ModelMaker().operator(OperatorCode.CALL_ONCE, new Options.CallOnce(3), List.of(), List.of())
            .subgraph(List.of(), List.of()).model();
        assertEquals("operator 0 (CALL_ONCE): subgraph must be one of 1: subgraph=3",
            assertThrows(ModelFormatException.class, () -> Interpreter.prepare(missing)).getMessage());
        var itself = new ModelMaker().operator(OperatorCode.CALL_ONCE, new Options.CallOnce(0), List.of(), List.of())
            .subgraph(List.of(), List.of()).model();
        assertEquals("subgraph 0 must not call itself",
            assertThrows(ModelFormatException.class, () -> Interpreter.prepare(itself)).getMessage());
    }

    @Test
    void memoryOfVariablesIsCounted() throws ModelFormatException {
        MemoryUse memory = Interpreter.prepare(delayWithInitialValue()).memory();
        assertEquals(3, memory.variableBytes());             // two numbers, and whether the subgraph was called
        assertEquals(2, memory.constantBytes());
        assertEquals(32, memory.arenaBytes());               // input and output, each of 16 bytes by alignment
        assertEquals(37, memory.bytes());
        assertTrue(memory.scratchBytes() == 0);
    }
}

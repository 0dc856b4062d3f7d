package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.flatbuffers.FlexBuffersBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.ModelMaker;
import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.Snapshot;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

class CircularBufferTest {
    private static final Options.Custom NO_SETTINGS = new Options.Custom(new byte[0]);

    private static Options.Custom cycles(int cycles) {
        var builder = new FlexBuffersBuilder();
        int start = builder.startMap();
        builder.putInt("cycles_max", cycles);
        builder.endMap(null, start);
        ByteBuffer bytes = builder.finish();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return new Options.Custom(copy);
    }

    private static Spec of(int... shape) {
        return Spec.scaled(TensorType.INT8, 1, 0, shape);
    }

    private static OneOperator buffer(Options.Custom settings, int slots, int depth) {
        return OneOperator.custom("CIRCULAR_BUFFER", settings).input(of(1, 1, 1, depth))
            .variableOutput(of(1, slots, 1, depth));
    }

    /** As in the source's own test: input i is 3i + 1, 3i + 2, 3i + 3, and every second time it is ready. */
    @Test
    void keepsTheLastInputsAndIsReadyEverySecondTime() throws ModelFormatException {
        int[][] expected = {{0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3}, {0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6},
            {0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
            {4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};
        Interpreter interpreter = buffer(NO_SETTINGS, 4, 3).prepare();
        for (int i = 0; i < 5; i++) {
            assertArrayEquals(expected[i], OneOperator.run(interpreter, new int[] {3 * i + 1, 3 * i + 2, 3 * i + 3}));
            assertEquals(i % 2 == 1, interpreter.finished());
        }
    }

    @Test
    void isReadyAsOftenAsItsSettingsSay() throws ModelFormatException {
        for (int cycles = 1; cycles <= 3; cycles++) {
            Interpreter interpreter = buffer(cycles(cycles), 4, 3).prepare();
            for (int i = 1; i <= 7; i++) {
                interpreter.invoke();
                assertEquals(i % cycles == 0, interpreter.finished());
            }
        }
    }

    /** The source goes by the number of slots where the settings are silent, or say nothing of use. */
    @Test
    void isReadyEveryTimeWithCertainNumbersOfSlots() throws ModelFormatException {
        for (int slots : new int[] {5, 13, 25}) {
            for (Options.Custom settings : List.of(NO_SETTINGS, cycles(0), new Options.Custom(new byte[] {1, 2, 3, 4}))) {
                Interpreter interpreter = buffer(settings, slots, 4).prepare();
                interpreter.invoke();
                assertTrue(interpreter.finished());
            }
        }
    }

    /** What is behind it runs when it is ready, and only then. */
    @Test
    void holdsBackWhatComesAfterIt() throws ModelFormatException {
        var maker = new ModelMaker();
        int in = maker.tensor(of(1, 1, 1, 1));
        int slots = maker.variable(of(1, 2, 1, 1));
        int out = maker.tensor(of(1, 2, 1, 1));
        maker.operator(OperatorCode.CUSTOM, "CIRCULAR_BUFFER", cycles(2), List.of(in), List.of(slots))
            .operator(OperatorCode.RELU, new Options.None(), List.of(slots), List.of(out))
            .subgraph(List.of(in), List.of(out));
        Interpreter interpreter = Interpreter.prepare(maker.model(), Settings.standard().keepingAllTensors());
        assertArrayEquals(new int[] {0, 0}, OneOperator.run(interpreter, new int[] {1}));
        assertFalse(interpreter.finished());
        assertArrayEquals(new int[] {1, 2}, OneOperator.run(interpreter, new int[] {2}));
        assertTrue(interpreter.finished());
        assertArrayEquals(new int[] {1, 2}, OneOperator.run(interpreter, new int[] {3}));
        assertFalse(interpreter.finished());
    }

    @Test
    void aSecondOutputSaysWhenAndHoldsNothingBack() throws ModelFormatException {
        Interpreter interpreter = buffer(cycles(2), 3, 1).output(Spec.of(TensorType.BOOL, 1)).prepare();
        for (int i = 1; i <= 4; i++) {
            interpreter.invoke();
            assertTrue(interpreter.finished());
            assertEquals(i % 2 == 0 ? 1 : 0, interpreter.output(1).get(0));
        }
    }

    /** Also where the output is no variable, its memory being used again by others. */
    @Test
    void startsWithZeroPointsAndGoesBackToThemWithTheCount() throws ModelFormatException {
        Spec in = Spec.scaled(TensorType.INT8, 1, 9, 1, 1, 1, 2);
        Spec out = Spec.scaled(TensorType.INT8, 1, 9, 1, 4, 1, 2);
        for (boolean variable : new boolean[] {true, false}) {
            var operator = OneOperator.custom("CIRCULAR_BUFFER", cycles(2)).input(in);
            Interpreter interpreter = (variable ? operator.variableOutput(out) : operator.output(out)).prepare();
            int[] first = {9, 9, 9, 9, 9, 9, 1, 2};
            assertArrayEquals(first, OneOperator.run(interpreter, new int[] {1, 2}));
            Snapshot snapshot = interpreter.snapshot();
            int[] second = OneOperator.run(interpreter, new int[] {3, 4});
            assertArrayEquals(new int[] {9, 9, 9, 9, 1, 2, 3, 4}, second);
            assertTrue(interpreter.finished());
            interpreter.restore(snapshot);
            assertArrayEquals(second, OneOperator.run(interpreter, new int[] {3, 4}));
            assertTrue(interpreter.finished());
            interpreter.reset();
            assertArrayEquals(first, OneOperator.run(interpreter, new int[] {1, 2}));
            assertFalse(interpreter.finished());
        }
    }

    @Test
    void refusesOtherShapes() {
        String of = "operator 0 (CUSTOM:CIRCULAR_BUFFER): ";
        String both = of + "input must be [1, 1, width, depth] and output [1, n, width, depth]: ranks=";
        assertEquals(both + "3, 4", custom(of(1, 1, 3), of(1, 4, 1, 3)));
        assertEquals(both + "4, 3", custom(of(1, 1, 1, 3), of(1, 4, 3)));
        assertEquals(both + "4, 4", custom(of(1, 2, 1, 3), of(1, 4, 1, 3)));
        assertEquals(both + "4, 4", custom(of(2, 1, 1, 3), of(2, 4, 1, 3)));
        assertEquals(of + "output must have the shape [1, 4, 1, 3]: shape=[1, 4, 2, 3]",
            custom(of(1, 1, 1, 3), of(1, 4, 2, 3)));
        assertEquals(of + "output must have slots: slots=0", custom(of(1, 1, 1, 3), of(1, 0, 1, 3)));
        assertEquals(of + "must have settings with cycles_max", custom(of(1, 1, 2, 96), of(1, 4, 2, 96)));
        assertEquals(of + "the second output must be one number: numbers=2",
            buffer(NO_SETTINGS, 4, 3).output(Spec.of(TensorType.BOOL, 2)).refusal());
    }

    private static String custom(Spec in, Spec out) {
        return OneOperator.custom("CIRCULAR_BUFFER", NO_SETTINGS).input(in).output(out).refusal();
    }
}

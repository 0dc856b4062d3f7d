package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.AllocatedBytes;

/** Operators that run other subgraphs: IF and WHILE. */
class SubgraphCallTest {
    private static final Options NONE = new Options.None();
    private static final Options ARITHMETIC = new Options.Arithmetic(Activation.NONE, false);
    private static final Spec TRUTH = Spec.of(TensorType.BOOL);
    private static final Spec ONE = Spec.of(TensorType.INT32, 1);
    private static final Spec THREE = Spec.of(TensorType.INT32, 3);

    private static Interpreter prepare(Model model, boolean keepsAll) throws ModelFormatException {
        Settings settings = Settings.standard();
        return Interpreter.prepare(model, keepsAll ? settings.keepingAllTensors() : settings);
    }

    /** A subgraph that gives (b + b, a + constant): the two change places, so that an early copy would show. */
    private static ModelMaker crossing(ModelMaker maker, int constant) {
        int a = maker.tensor(THREE);
        int b = maker.tensor(THREE);
        int doubled = maker.tensor(THREE);
        int sum = maker.tensor(THREE);
        return maker.operator(OperatorCode.ADD, ARITHMETIC, List.of(b, b), List.of(doubled))
            .operator(OperatorCode.ADD, ARITHMETIC, List.of(a, maker.constant(ONE, constant)), List.of(sum))
            .subgraph(List.of(a, b), List.of(doubled, sum));
    }

    /** IF between two such subgraphs, and what came in and out added up afterwards. */
    private static Model branches() {
        var maker = new ModelMaker();
        int condition = maker.tensor(TRUTH);
        int a = maker.tensor(THREE);
        int b = maker.tensor(THREE);
        int x = maker.tensor(THREE);
        int y = maker.tensor(THREE);
        int sum = maker.tensor(THREE);
        int all = maker.tensor(THREE);
        maker.operator(OperatorCode.IF, new Options.If(1, 2), List.of(condition, a, b), List.of(x, y))
            .operator(OperatorCode.SUB, ARITHMETIC, List.of(x, y), List.of(sum))
            .operator(OperatorCode.ADD, ARITHMETIC, List.of(sum, a), List.of(all))
            .subgraph(List.of(condition, a, b), List.of(all, x, y));
        crossing(maker, 100);
        return crossing(maker, 1000).model();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneOfTwoSubgraphsRuns(boolean keepsAll) throws ModelFormatException {
        Interpreter interpreter = prepare(branches(), keepsAll);
        for (int condition : new int[] {1, 0, 1}) {
            int added = condition == 1 ? 100 : 1000;
            int[] all = OneOperator.run(interpreter, new int[] {condition}, new int[] {1, 2, 3}, new int[] {10, 20, 30});
            assertArrayEquals(new int[] {20, 40, 60}, OneOperator.whole(interpreter.output(1)));
            assertArrayEquals(new int[] {1 + added, 2 + added, 3 + added}, OneOperator.whole(interpreter.output(2)));
            assertArrayEquals(new int[] {20 - added, 40 - added, 60 - added}, all);
        }
    }

    /** While n is below a limit: n becomes n + 1, and the sum grows by n. */
    private static Model loop(int limit) {
        var maker = new ModelMaker();
        int n = maker.tensor(ONE);
        int sum = maker.tensor(THREE);
        int lastN = maker.tensor(ONE);
        int lastSum = maker.tensor(THREE);
        int all = maker.tensor(THREE);
        maker.operator(OperatorCode.WHILE, new Options.While(1, 2), List.of(n, sum), List.of(lastN, lastSum))
            .operator(OperatorCode.ADD, ARITHMETIC, List.of(lastSum, sum), List.of(all))
            .subgraph(List.of(n, sum), List.of(lastSum, lastN, all));
        int tested = maker.tensor(ONE);
        int ignored = maker.tensor(THREE);
        int large = maker.tensor(Spec.of(TensorType.INT32, 64));
        int less = maker.tensor(Spec.of(TensorType.BOOL, 64));
        int again = maker.tensor(Spec.of(TensorType.BOOL, 1));
        maker.operator(OperatorCode.BROADCAST_TO, NONE, List.of(tested, maker.constant(ONE, 64)), List.of(large))
            .operator(OperatorCode.LESS, NONE, List.of(large, maker.constant(ONE, limit)), List.of(less))
            .operator(OperatorCode.GATHER_ND, NONE,
                List.of(less, maker.constant(Spec.of(TensorType.INT32, 1, 1), 9)), List.of(again))
            .subgraph(List.of(tested, ignored), List.of(again));
        int bodyN = maker.tensor(ONE);
        int bodySum = maker.tensor(THREE);
        int nextN = maker.tensor(ONE);
        int nextSum = maker.tensor(THREE);
        return maker.operator(OperatorCode.ADD, ARITHMETIC, List.of(bodyN, maker.constant(ONE, 1)), List.of(nextN))
            .operator(OperatorCode.ADD, ARITHMETIC, List.of(bodySum, bodyN), List.of(nextSum))
            .subgraph(List.of(bodyN, bodySum), List.of(nextN, nextSum)).model();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSubgraphRunsAsLongAsAnotherSaysSo(boolean keepsAll) throws ModelFormatException {
        Interpreter interpreter = prepare(loop(5), keepsAll);
        // 1 + 2 + 3 + 4 = 10
        assertArrayEquals(new int[] {10, 110, 210}, OneOperator.run(interpreter, new int[] {1}, new int[] {0, 100, 200}));
        assertArrayEquals(new int[] {5}, OneOperator.whole(interpreter.output(1)));
        assertArrayEquals(new int[] {10, 210, 410}, OneOperator.whole(interpreter.output(2)));
        // not even once
        assertArrayEquals(new int[] {7, 8, 9}, OneOperator.run(interpreter, new int[] {6}, new int[] {7, 8, 9}));
    }

    @Test
    void callingAllocatesNothing() throws ModelFormatException {
        Interpreter branch = prepare(branches(), false);
        Interpreter loop = prepare(loop(5), false);
        Runnable both = () -> {
            branch.invoke();
            loop.invoke();
        };
        for (int n = 0; n < 1_000; n++) {
            both.run();
        }
        assertEquals(0, AllocatedBytes.of(() -> {
            for (int n = 0; n < 10_000; n++) {
                both.run();
            }
        }));
    }

    /** Two calls of one subgraph, one of them from within another: its tensors must live for both. */
    @Test
    void aSubgraphCanBeCalledFromSeveralPlaces() throws ModelFormatException {
        var maker = new ModelMaker();
        int condition = maker.tensor(TRUTH);
        int a = maker.tensor(THREE);
        int b = maker.tensor(THREE);
        int x = maker.tensor(THREE);
        int y = maker.tensor(THREE);
        int u = maker.tensor(THREE);
        int v = maker.tensor(THREE);
        int sum = maker.tensor(THREE);
        maker.operator(OperatorCode.IF, new Options.If(1, 1), List.of(condition, a, b), List.of(x, y))
            .operator(OperatorCode.IF, new Options.If(2, 1), List.of(condition, x, y), List.of(u, v))
            .operator(OperatorCode.ADD, ARITHMETIC, List.of(u, a), List.of(sum))
            .subgraph(List.of(condition, a, b), List.of(sum, v));
        crossing(maker, 100);
        int innerA = maker.tensor(THREE);
        int innerB = maker.tensor(THREE);
        int innerX = maker.tensor(THREE);
        int innerY = maker.tensor(THREE);
        Model model = maker.operator(OperatorCode.IF, new Options.If(1, 1),
            List.of(maker.constant(TRUTH, 1), innerA, innerB), List.of(innerX, innerY))
            .subgraph(List.of(innerA, innerB), List.of(innerX, innerY)).model();
        for (int truth : new int[] {0, 1}) {
            Interpreter interpreter = prepare(model, false);
            // (1, 10) becomes (20, 101), that (202, 120), and 1 is added once more
            assertArrayEquals(new int[] {203, 206, 209}, OneOperator.run(interpreter, new int[] {truth},
                new int[] {1, 2, 3}, new int[] {10, 20, 30}));
            assertArrayEquals(new int[] {120, 140, 160}, OneOperator.whole(interpreter.output(1)));
        }
    }

    /** Where a tensor is overwritten too early, the two interpreters differ: each call graph is laid out differently. */
    @Test
    void sharingMemoryChangesNoNumber() throws ModelFormatException {
        var random = new Random(111);
        for (int n = 0; n < 1000; n++) {
            Model model = randomCalls(random);
            Interpreter sharing = prepare(model, false);
            Interpreter separate = prepare(model, true);
            for (int truth : new int[] {0, 1}) {
                int[][] inputs = {{truth}, random.ints(3).toArray(), random.ints(3).toArray()};
                assertArrayEquals(OneOperator.run(separate, inputs), OneOperator.run(sharing, inputs), "model " + n);
                assertArrayEquals(OneOperator.whole(separate.output(1)), OneOperator.whole(sharing.output(1)));
            }
        }
    }

    /** Five subgraphs of a truth and two tensors, with sums, tensors of other sizes, and calls of later subgraphs. */
    private static Model randomCalls(Random random) {
        var maker = new ModelMaker();
        int subgraphs = 5;
        for (int k = 0; k < subgraphs; k++) {
            int truth = maker.tensor(TRUTH);
            List<Integer> known = new ArrayList<>(List.of(maker.tensor(THREE), maker.tensor(THREE)));
            List<Integer> inputs = List.of(truth, known.get(0), known.get(1));
            for (int step = 0; step < 1 + random.nextInt(4); step++) {
                int a = known.get(random.nextInt(known.size()));
                int b = known.get(random.nextInt(known.size()));
                int x = maker.tensor(THREE);
                int y = maker.tensor(THREE);
                if (k + 1 < subgraphs && random.nextBoolean()) {
                    int yes = k + 1 + random.nextInt(subgraphs - k - 1);
                    int no = k + 1 + random.nextInt(subgraphs - k - 1);
                    maker.operator(OperatorCode.IF, new Options.If(yes, no), List.of(truth, truth, a, b), List.of(x, y));
                } else {
                    sums(maker, 1 + random.nextInt(40), a, b, x, y);
                }
                known.addAll(List.of(x, y));
            }
            maker.subgraph(inputs, known.subList(known.size() - 2, known.size()));
        }
        return maker.model();
    }

    /** x = a + b by way of a tensor of several rows, y = a + x. */
    private static void sums(ModelMaker maker, int rows, int a, int b, int x, int y) {
        Spec row = Spec.of(TensorType.INT32, 1, 3);
        int wide = maker.tensor(Spec.of(TensorType.INT32, rows, 3));
        int sum = maker.tensor(Spec.of(TensorType.INT32, rows, 3));
        int first = maker.tensor(row);
        maker.operator(OperatorCode.BROADCAST_TO, NONE,
                List.of(a, maker.constant(Spec.of(TensorType.INT32, 2), rows, 3)), List.of(wide))
            .operator(OperatorCode.ADD, ARITHMETIC, List.of(wide, b), List.of(sum))
            .operator(OperatorCode.GATHER_ND, NONE,
                List.of(sum, maker.constant(Spec.of(TensorType.INT32, 1, 1), rows - 1)), List.of(first))
            .operator(OperatorCode.RESHAPE, NONE, List.of(first), List.of(x))
            .operator(OperatorCode.ADD, ARITHMETIC, List.of(a, x), List.of(y));
    }

    /** Each of five subgraphs calls the next one twice. */
    @Test
    void branchesMayCallTheSameSubgraph() throws ModelFormatException {
        var maker = new ModelMaker();
        for (int depth = 0; depth < 5; depth++) {
            int truth = maker.constant(TRUTH, 1);
            int in = maker.tensor(ONE);
            int out = maker.tensor(ONE);
            maker.operator(OperatorCode.IF, new Options.If(depth + 1, depth + 1), List.of(truth, in), List.of(out))
                .subgraph(List.of(in), List.of(out));
        }
        int in = maker.tensor(ONE);
        int out = maker.tensor(ONE);
        Model model = maker.operator(OperatorCode.NEG, NONE, List.of(in), List.of(out))
            .subgraph(List.of(in), List.of(out)).model();
        assertArrayEquals(new int[] {-7}, OneOperator.run(prepare(model, false), new int[] {7}));
    }

    private static String refusal(Model model) {
        return assertThrows(ModelFormatException.class, () -> Interpreter.prepare(model)).getMessage();
    }

    private static Model calling(Options options, Spec condition, Spec argument, Spec taken, Spec given) {
        var maker = new ModelMaker();
        int truth = maker.tensor(condition);
        int in = maker.tensor(argument);
        int out = maker.tensor(argument);
        boolean branch = options instanceof Options.If;
        maker.operator(branch ? OperatorCode.IF : OperatorCode.WHILE, options,
            branch ? List.of(truth, in) : List.of(in), List.of(out)).subgraph(List.of(truth, in), List.of(out));
        int x = maker.tensor(taken);
        int y = maker.tensor(given);
        return maker.operator(OperatorCode.ZEROS_LIKE, NONE, List.of(x), List.of(y)).subgraph(List.of(x), List.of(y))
            .model();
    }

    @Test
    void subgraphsMustTakeWhatTheyAreGiven() {
        String of = "operator 0 (IF): ";
        assertEquals(of + "tensor 0 must be of the kind that is taken: types=INT32, INT32, numbers=1, 3",
            refusal(calling(new Options.If(1, 1), TRUTH, ONE, THREE, THREE)));
        assertEquals(of + "tensor 0 must be of the kind that is taken: types=INT32, INT16, numbers=1, 1",
            refusal(calling(new Options.If(1, 1), TRUTH, ONE, Spec.of(TensorType.INT16, 1),
                Spec.of(TensorType.INT16, 1))));
        assertEquals(of + "condition must be one truth: numbers=2",
            refusal(calling(new Options.If(1, 1), Spec.of(TensorType.BOOL, 2), ONE, ONE, ONE)));
        assertEquals(of + "subgraph must be one of 2: subgraph=2",
            refusal(calling(new Options.If(1, 2), TRUTH, ONE, ONE, ONE)));
        assertEquals("subgraph 0 must not call itself", refusal(calling(new Options.If(1, 0), TRUTH, ONE, ONE, ONE)));
        assertEquals("operator 0 (WHILE): condition must give one truth: outputs=1",
            refusal(calling(new Options.While(1, 1), TRUTH, ONE, ONE, ONE)));
        assertEquals("operator 0 (WHILE): condition must give one truth: outputs=1", refusal(calling(
            new Options.While(1, 1), TRUTH, Spec.of(TensorType.BOOL, 2), Spec.of(TensorType.BOOL, 2),
            Spec.of(TensorType.BOOL, 2))));
    }

    @Test
    void argumentsMustBeThere() {
        var maker = new ModelMaker();
        int truth = maker.tensor(TRUTH);
        int in = maker.tensor(ONE);
        int out = maker.tensor(ONE);
        maker.operator(OperatorCode.IF, new Options.If(1, 1), List.of(truth, in, in), List.of(out))
            .subgraph(List.of(truth, in), List.of(out));
        int x = maker.tensor(ONE);
        int y = maker.tensor(ONE);
        maker.operator(OperatorCode.NEG, NONE, List.of(x), List.of(y)).subgraph(List.of(x), List.of(y));
        assertEquals("operator 0 (IF): must hand over as many tensors as are taken: tensors=2, 1",
            refusal(maker.model()));
    }
}

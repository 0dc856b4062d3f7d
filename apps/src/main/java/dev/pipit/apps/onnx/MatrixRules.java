package dev.pipit.apps.onnx;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/** Products of matrices, and what is taken along dimensions. */
final class MatrixRules {
    static final Map<String, Rule> RULES = Map.ofEntries(
        entry("Gemm", MatrixRules::gemm),
        entry("MatMul", step -> step.out(product(step.compose(), step.in(0), step.in(1)))),
        entry("ReduceMean", reduction(OperatorCode.MEAN)),
        entry("ReduceSum", reduction(OperatorCode.SUM)),
        entry("ReduceMax", reduction(OperatorCode.REDUCE_MAX)),
        entry("ReduceMin", reduction(OperatorCode.REDUCE_MIN)),
        entry("ReduceSumSquare", step -> step.out(squares(step))),
        entry("ReduceL2", step -> step.out(step.compose().alike(OperatorCode.SQRT, squares(step)))),
        entry("ReduceProd", MatrixRules::wholeProduct),
        entry("ArgMax", greatest(OperatorCode.ARG_MAX)),
        entry("ArgMin", greatest(OperatorCode.ARG_MIN)),
        entry("LayerNormalization", MatrixRules::layerNormalization));

    private MatrixRules() {
    }

    private static Rule reduction(OperatorCode code) {
        return step -> step.out(reduced(step, code, step.in(0)));
    }

    private static Value squares(Step step) throws Unfit {
        return reduced(step, OperatorCode.SUM, step.compose().times(step.in(0), step.in(0)));
    }

    private static Value reduced(Step step, OperatorCode code, Value x) throws Unfit {
        int[] all = step.node().integer("noop_with_empty_axes", 0) == 0 ? Value.natural(x.rank()) : new int[0];
        int[] given = step.numbers(1, "axes");
        return step.compose().reduce(code, x, step.node().integer("keepdims", 1) != 0, given.length == 0 ? all : given);
    }

    /** Of a shape, as the arithmetic of shapes has it. */
    private static void wholeProduct(Step step) throws Unfit {
        int[] numbers = step.compose().wholes(step.in(0));
        boolean keeps = step.node().integer("keepdims", 1) != 0;
        step.out(step.compose().constant(new int[] {Value.product(numbers)}, keeps ? new int[] {1} : new int[0]));
    }

    private static Rule greatest(OperatorCode code) {
        return step -> {
            Composer compose = step.compose();
            step.require("select_last_index", 0);
            Value x = compose.plain(step.in(0));
            int axis = x.axis(step.node().integer("axis", 0));
            int[] shape = IntStream.range(0, x.rank()).filter(d -> d != axis).map(d -> x.shape()[d]).toArray();
            Value which = Value.plain(compose.run(code, new Options.ArgExtreme(TensorType.INT32), TensorType.INT32, shape,
                x.tensor(), compose.constant(new int[] {axis}).tensor()), shape);
            step.out(step.node().integer("keepdims", 1) != 0 ? compose.unsqueeze(which, axis) : which);
        };
    }

    private static void layerNormalization(Step step) throws Unfit {
        Composer compose = step.compose();
        Value x = step.in(0);
        int axis = x.axis(step.node().integer("axis", -1));
        Value normal = ImageRules.normalized(compose, x, step.node().real("epsilon", 1e-5f),
            IntStream.range(axis, x.rank()).toArray());
        Value scaled = compose.times(normal, step.in(1));
        step.out(step.has(2) ? compose.plus(scaled, step.in(2)) : scaled);
    }

    /** alpha · A B + beta · C, either of the first two transposed first. */
    private static void gemm(Step step) throws Unfit {
        Composer compose = step.compose();
        OnnxNode node = step.node();
        Value a = node.integer("transA", 0) == 0 ? step.in(0) : ShapeRules.transposed(step.in(0), 1, 0);
        Value b = node.integer("transB", 0) == 0 ? step.in(1) : ShapeRules.transposed(step.in(1), 1, 0);
        Value result = product(compose, a, b);
        if (node.real("alpha", 1) != 1) {
            result = compose.times(result, compose.number(node.real("alpha", 1)));
        }
        if (step.has(2)) {
            Value c = node.real("beta", 1) == 1 ? step.in(2) : compose.times(step.in(2), compose.number(node.real("beta", 1)));
            result = compose.plus(result, c);
        }
        step.out(result);
    }

    private static Value product(Composer compose, Value a, Value b) throws Unfit {
        if (a.rank() == 1 || b.rank() == 1) {
            Value left = a.rank() == 1 ? compose.unsqueeze(a, 0) : a;
            Value right = b.rank() == 1 ? compose.unsqueeze(b, 1) : b;
            Value all = product(compose, left, right);
            Value fewer = a.rank() == 1 ? compose.squeeze(all, -2) : all;
            return b.rank() == 1 ? compose.squeeze(fewer, -1) : fewer;
        }
        Unfit.unless(a.rank() >= 2 && b.rank() >= 2 && a.shape()[a.rank() - 1] == b.shape()[b.rank() - 2],
            "its matrices must fit: shapes=" + Arrays.toString(a.shape()) + ", " + Arrays.toString(b.shape()));
        return b.rank() == 2 && compose.constant(b) && !compose.constant(a) ? dense(compose, a, b, Operator.ABSENT)
            : matrices(compose, compose.plain(a), compose.plain(b));
    }

    /** By weights [k, n] that are constant: the rows of {@code a} may lie in any order. */
    static Value dense(Composer compose, Value a, Value b, int bias) throws Unfit {
        int last = a.rank() - 1;
        Value rows = a.order()[last] == last ? a : compose.plain(a);
        int[] shape = a.shape().clone();
        shape[last] = b.shape()[1];
        Value weights = compose.as(b, 1, 0);
        compose.multiples(b.tensor()).ifPresent(scales -> compose.multiples(weights.tensor(), scales));
        int to = compose.run(OperatorCode.FULLY_CONNECTED, new Options.FullyConnected(Options.Activation.NONE, a.rank() > 2),
            TensorType.FLOAT32, Value.ordered(shape, rows.order()), rows.tensor(), weights.tensor(), bias);
        return new Value(to, shape, rows.order());
    }

    private static Value matrices(Composer compose, Value a, Value b) throws Unfit {
        int rank = Math.max(a.rank(), b.rank());
        int[] left = Arrays.copyOf(a.shape(), a.rank() - 2);
        int[] right = Arrays.copyOf(b.shape(), b.rank() - 2);
        int[] batches = Composer.together(Value.plain(0, left), Value.plain(0, right));
        int[] shape = Arrays.copyOf(batches, rank);
        shape[rank - 2] = a.shape()[a.rank() - 2];
        shape[rank - 1] = b.shape()[b.rank() - 1];
        Value l = a.rank() == rank ? a : compose.unsqueeze(a, IntStream.range(0, rank - a.rank()).toArray());
        Value r = b.rank() == rank ? b : compose.unsqueeze(b, IntStream.range(0, rank - b.rank()).toArray());
        return Value.plain(compose.run(OperatorCode.BATCH_MATMUL, new Options.BatchMatmul(false, false), TensorType.FLOAT32,
            shape, compose.plain(l).tensor(), compose.plain(r).tensor()), shape);
    }
}

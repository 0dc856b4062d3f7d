package dev.pipit.apps.onnx;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;

/** Activations. */
final class ActivationRules {
    static final Map<String, Rule> RULES = Map.ofEntries(
        entry("Relu", single(OperatorCode.RELU)),
        entry("Sigmoid", single(OperatorCode.LOGISTIC)),
        entry("Tanh", single(OperatorCode.TANH)),
        entry("HardSwish", single(OperatorCode.HARD_SWISH)),
        entry("LeakyRelu", step -> step.out(step.compose().alike(OperatorCode.LEAKY_RELU,
            new Options.LeakyRelu(step.node().real("alpha", 0.01f)), step.in(0)))),
        entry("Clip", ActivationRules::clip),
        entry("HardSigmoid", ActivationRules::hardSigmoid),
        entry("Elu", ActivationRules::elu),
        entry("Gelu", ActivationRules::gelu),
        entry("Softplus", step -> step.out(softplus(step.compose(), step.in(0)))),
        entry("Mish", step -> step.out(step.compose().times(step.in(0),
            step.compose().alike(OperatorCode.TANH, softplus(step.compose(), step.in(0)))))),
        entry("PRelu", ActivationRules::prelu),
        entry("Softmax", step -> rows(step, OperatorCode.SOFTMAX, new Options.Softmax(1))),
        entry("LogSoftmax", step -> rows(step, OperatorCode.LOG_SOFTMAX, new Options.None())));

    private ActivationRules() {
    }

    private static Rule single(OperatorCode code) {
        return step -> step.out(step.compose().alike(code, step.in(0)));
    }

    /** Limits may be computed. */
    private static void clip(Step step) throws Unfit {
        Composer compose = step.compose();
        float low = limit(step, 1, Float.NEGATIVE_INFINITY);
        float high = limit(step, 2, Float.POSITIVE_INFINITY);
        Value x = step.in(0);
        if (low == 0 && high == Float.POSITIVE_INFINITY) {
            x = compose.alike(OperatorCode.RELU, x);
        } else if (low == 0 && high == 6) {
            x = compose.alike(OperatorCode.RELU6, x);
        } else if (low == -1 && high == 1) {
            x = compose.alike(OperatorCode.RELU_N1_TO_1, x);
        } else {
            if (!(low <= -Float.MAX_VALUE)) {
                x = compose.combine(OperatorCode.MAXIMUM, new Options.None(), compose.type(x), x, step.in(1));
            }
            if (!(high >= Float.MAX_VALUE)) {
                x = compose.combine(OperatorCode.MINIMUM, new Options.None(), compose.type(x), x, step.in(2));
            }
        }
        step.out(x);
    }

    /** NaN if it is computed. */
    private static float limit(Step step, int input, float otherwise) throws Unfit {
        return !step.has(input) ? otherwise : step.compose().constant(step.in(input))
            ? step.compose().reals(step.in(input))[0] : Float.NaN;
    }

    private static void hardSigmoid(Step step) throws Unfit {
        Composer compose = step.compose();
        Value line = compose.plus(compose.times(step.in(0), compose.number(step.node().real("alpha", 0.2f))),
            compose.number(step.node().real("beta", 0.5f)));
        step.out(compose.combine(OperatorCode.MINIMUM, new Options.None(), compose.type(line),
            compose.alike(OperatorCode.RELU, line), compose.number(1)));
    }

    private static void elu(Step step) throws Unfit {
        float alpha = step.node().real("alpha", 1);
        Unfit.unless(alpha == 1, "alpha must be 1: alpha=" + alpha);
        step.out(step.compose().alike(OperatorCode.ELU, step.in(0)));
    }

    private static void gelu(Step step) throws Unfit {
        boolean approximate = step.node().text("approximate", "none").equals("tanh");
        step.out(step.compose().alike(OperatorCode.GELU, new Options.Gelu(approximate), step.in(0)));
    }

    /** log(1 + exp(x)), such that nothing grows too large. */
    private static Value softplus(Composer compose, Value x) throws Unfit {
        Value small = compose.alike(OperatorCode.EXP, compose.alike(OperatorCode.NEG, compose.alike(OperatorCode.ABS, x)));
        return compose.plus(compose.alike(OperatorCode.RELU, x),
            compose.alike(OperatorCode.LOG, compose.plus(small, compose.number(1))));
    }

    private static void prelu(Step step) throws Unfit {
        Unfit.unless(step.compose().constant(step.in(1)), "its slopes must be constant");
        step.out(step.compose().combine(OperatorCode.PRELU, new Options.None(), step.compose().type(step.in(0)), step.in(0),
            step.in(1)));
    }

    /** Along one dimension, which must lie last. */
    private static void rows(Step step, OperatorCode code, Options options) throws Unfit {
        Value x = step.in(0);
        int axis = x.axis(step.node().integer("axis", -1));
        List<Integer> order = new ArrayList<>();
        for (int d : x.order()) {
            order.add(d);
        }
        order.remove((Integer) axis);
        order.add(axis);
        step.out(step.compose().alike(code, options, step.compose().as(x, order.stream().mapToInt(d -> d).toArray())));
    }
}

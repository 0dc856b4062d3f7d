package dev.pipit.apps.onnx;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/** What is computed number by number, but for activations. */
final class ArithmeticRules {
    static final Map<String, Rule> RULES = Map.ofEntries(
        entry("Add", step -> step.out(step.compose().plus(step.in(0), step.in(1)))),
        entry("Sub", step -> step.out(step.compose().minus(step.in(0), step.in(1)))),
        entry("Mul", step -> step.out(step.compose().times(step.in(0), step.in(1)))),
        entry("Div", step -> step.out(step.compose().over(step.in(0), step.in(1)))),
        entry("Pow", ArithmeticRules::power),
        entry("Sum", step -> all(step, OperatorCode.ADD)),
        entry("Max", step -> all(step, OperatorCode.MAXIMUM)),
        entry("Min", step -> all(step, OperatorCode.MINIMUM)),
        entry("Mod", ArithmeticRules::rest),
        entry("Sqrt", single(OperatorCode.SQRT)),
        entry("Exp", single(OperatorCode.EXP)),
        entry("Log", single(OperatorCode.LOG)),
        entry("Abs", single(OperatorCode.ABS)),
        entry("Neg", single(OperatorCode.NEG)),
        entry("Sin", single(OperatorCode.SIN)),
        entry("Cos", single(OperatorCode.COS)),
        entry("Floor", single(OperatorCode.FLOOR)),
        entry("Ceil", single(OperatorCode.CEIL)),
        entry("Round", single(OperatorCode.ROUND)),
        entry("Not", single(OperatorCode.LOGICAL_NOT)),
        entry("Reciprocal", step -> step.out(step.compose().over(step.compose().number(1), step.in(0)))),
        entry("Equal", comparison(OperatorCode.EQUAL)),
        entry("Greater", comparison(OperatorCode.GREATER)),
        entry("GreaterOrEqual", comparison(OperatorCode.GREATER_EQUAL)),
        entry("Less", comparison(OperatorCode.LESS)),
        entry("LessOrEqual", comparison(OperatorCode.LESS_EQUAL)),
        entry("And", comparison(OperatorCode.LOGICAL_AND)),
        entry("Or", comparison(OperatorCode.LOGICAL_OR)),
        entry("Where", ArithmeticRules::where),
        entry("Cast", ArithmeticRules::cast));

    private ArithmeticRules() {
    }

    private static Rule single(OperatorCode code) {
        return step -> step.out(step.compose().alike(code, step.in(0)));
    }

    private static Rule comparison(OperatorCode code) {
        return step -> step.out(step.compose().combine(code, new Options.None(), TensorType.BOOL, step.in(0), step.in(1)));
    }

    private static void all(Step step, OperatorCode code) throws Unfit {
        Composer compose = step.compose();
        List<Value> values = step.in();
        Value result = values.get(0);
        for (Value value : values.subList(1, values.size())) {
            result = code == OperatorCode.ADD ? compose.plus(result, value)
                : compose.combine(code, new Options.None(), compose.type(result), result, value);
        }
        step.out(result);
    }

    /** Powers that are products, quotients and roots. */
    private static void power(Step step) throws Unfit {
        Composer compose = step.compose();
        Value x = step.in(0);
        Value exponent = step.in(1);
        Unfit.unless(compose.constant(exponent) && exponent.elements() == 1, "its exponent must be one constant number");
        float power = compose.type(exponent) == TensorType.INT32 ? (float) compose.wholes(exponent)[0]
            : compose.reals(exponent)[0];
        Unfit.unless(2 * power == Math.rint(2 * power) && Math.abs(power) <= 8, "its exponent must be a multiple of one half,"
            + " at most 8: exponent=" + power);
        float size = Math.abs(power);
        Value result = size == Math.rint(size) ? compose.number(1) : compose.alike(OperatorCode.SQRT, x);
        boolean one = size == Math.rint(size);
        for (int k = 0; k < (int) size; k++) {
            result = one ? x : compose.times(result, x);
            one = false;
        }
        if (size == 0) {
            result = compose.plus(compose.times(x, compose.number(0)), compose.number(1));
        }
        step.out(power < 0 ? compose.over(compose.number(1), result) : result);
    }

    /** The sign of the divisor, as ONNX has it for whole numbers. */
    private static void rest(Step step) throws Unfit {
        step.require("fmod", 0);
        step.out(step.compose().combine(OperatorCode.FLOOR_MOD, new Options.None(), step.compose().type(step.in(0)),
            step.in(0), step.in(1)));
    }

    private static void where(Step step) throws Unfit {
        Composer compose = step.compose();
        Value[] values = {step.in(0), step.in(1), step.in(2)};
        int[] shape = Composer.together(values);
        List<Value> all = compose.aligned(values);
        int[] order = all.stream().filter(value -> value.rank() == shape.length).findFirst().orElseThrow().order();
        step.out(new Value(compose.run(OperatorCode.SELECT_V2, new Options.None(), compose.type(values[1]),
            Value.ordered(shape, order), all.get(0).tensor(), all.get(1).tensor(), all.get(2).tensor()), shape, order));
    }

    /** Whole numbers of any size are INT32, real ones FLOAT32. */
    private static void cast(Step step) throws Unfit {
        Composer compose = step.compose();
        int code = step.node().integer("to", 0);
        OnnxType to = OnnxType.of(code).orElse(null);
        Unfit.unless(to != null, "numbers of type " + code + " are not converted");
        TensorType type = to.real() ? TensorType.FLOAT32 : to == OnnxType.BOOL ? TensorType.BOOL : TensorType.INT32;
        Value from = step.in(0);
        step.out(compose.type(from) == type ? from : new Value(compose.run(OperatorCode.CAST,
            new Options.Cast(compose.type(from), type), type, from.lies(), from.tensor()), from.shape(), from.order()));
    }
}

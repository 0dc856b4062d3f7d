package dev.pipit.apps.onnx;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;

/** What moves numbers, and the arithmetic of shapes. */
final class ShapeRules {
    static final Map<String, Rule> RULES = Map.ofEntries(
        entry("Identity", step -> step.out(step.in(0))),
        entry("Dropout", step -> step.out(step.in(0))),
        entry("Constant", ShapeRules::constant),
        entry("Shape", ShapeRules::shape),
        entry("Size", step -> step.out(step.compose().constant(new int[] {step.in(0).elements()}))),
        entry("ConstantOfShape", ShapeRules::filled),
        entry("Range", ShapeRules::range),
        entry("Reshape", ShapeRules::reshape),
        entry("Flatten", ShapeRules::flatten),
        entry("Squeeze", ShapeRules::squeeze),
        entry("Unsqueeze", step -> step.out(step.compose().unsqueeze(step.in(0), step.numbers(1, "axes")))),
        entry("Transpose", ShapeRules::transpose),
        entry("Concat", ShapeRules::concat),
        entry("Split", ShapeRules::split),
        entry("Slice", ShapeRules::slice),
        entry("Gather", ShapeRules::gather),
        entry("Pad", ShapeRules::pad),
        entry("Expand", ShapeRules::expand),
        entry("Tile", ShapeRules::tile));

    private static final int MOST_FILLED = 1 << 24;

    private ShapeRules() {
    }

    private static void constant(Step step) throws Unfit {
        OnnxNode node = step.node();
        Composer compose = step.compose();
        if (node.tensor("value").isPresent()) {
            step.out(compose.constant(node.tensor("value").get()));
            step.makes(node.tensor("value").get().type());
        } else if (node.has("value_int") || node.has("value_ints")) {
            int[] numbers = node.integers("value_ints", node.integer("value_int", 0));
            step.out(compose.constant(numbers, node.has("value_ints") ? new int[] {numbers.length} : new int[0]));
        } else {
            Unfit.unless(node.has("value_float"), "its value must be a tensor or a number");
            step.out(compose.number(node.real("value_float", 0)));
        }
    }

    private static void shape(Step step) throws Unfit {
        int[] shape = step.in(0).shape();
        int from = bound(step.node().integer("start", 0), shape.length);
        int to = bound(step.node().integer("end", shape.length), shape.length);
        int[] part = Arrays.copyOfRange(shape, from, Math.max(from, to));
        step.out(step.compose().constant(part, part.length));
    }

    private static int bound(int index, int extent) {
        return Math.max(0, Math.min(extent, index < 0 ? index + extent : index));
    }

    private static void filled(Step step) throws Unfit {
        int[] shape = step.compose().wholes(step.in(0));
        int elements = Value.product(shape);
        Unfit.unless(elements >= 0 && elements <= MOST_FILLED, "its shape must hold at most " + MOST_FILLED + " numbers");
        OnnxTensor value = step.node().tensor("value").orElse(null);
        if (value == null || value.type().real()) {
            float[] numbers = new float[elements];
            Arrays.fill(numbers, value == null ? 0 : value.reals()[0]);
            step.out(step.compose().constant(numbers, shape));
        } else {
            int[] numbers = new int[elements];
            Arrays.fill(numbers, value.wholes()[0]);
            step.out(step.compose().constant(numbers, shape));
        }
    }

    private static void range(Step step) throws Unfit {
        Composer compose = step.compose();
        int start = compose.wholes(step.in(0))[0];
        int limit = compose.wholes(step.in(1))[0];
        int delta = compose.wholes(step.in(2))[0];
        Unfit.unless(delta != 0, "its delta must not be 0");
        long count = Math.max(0, ((long) limit - start + delta - Integer.signum(delta)) / delta);
        Unfit.unless(count <= MOST_FILLED, "it must hold at most " + MOST_FILLED + " numbers");
        int[] numbers = IntStream.range(0, (int) count).map(i -> start + i * delta).toArray();
        step.out(compose.constant(numbers, numbers.length));
    }

    private static void reshape(Step step) throws Unfit {
        Value x = step.in(0);
        int[] target = step.compose().wholes(step.in(1)).clone();
        int open = -1;
        int known = 1;
        for (int d = 0; d < target.length; d++) {
            if (target[d] == 0 && step.node().integer("allowzero", 0) == 0) {
                Unfit.unless(d < x.rank(), "a 0 of its shape must stand for a dimension that is there");
                target[d] = x.shape()[d];
            }
            if (target[d] == -1) {
                Unfit.unless(open < 0, "its shape must leave one extent open at most");
                open = d;
            } else {
                known *= target[d];
            }
        }
        if (open >= 0) {
            target[open] = known == 0 ? 0 : x.elements() / known;
        }
        step.out(step.compose().reshaped(x, target));
    }

    private static void flatten(Step step) throws Unfit {
        Value x = step.in(0);
        int given = step.node().integer("axis", 1);
        int axis = given == x.rank() ? given : x.axis(given);
        int rows = Value.product(Arrays.copyOf(x.shape(), axis));
        step.out(step.compose().reshaped(x, rows, x.elements() / Math.max(1, rows)));
    }

    private static void squeeze(Step step) throws Unfit {
        Value x = step.in(0);
        int[] ones = IntStream.range(0, x.rank()).filter(d -> x.shape()[d] == 1).toArray();
        step.out(step.compose().squeeze(x, step.numbers(1, "axes", ones)));
    }

    private static void transpose(Step step) throws Unfit {
        Value x = step.in(0);
        int[] reverse = IntStream.range(0, x.rank()).map(d -> x.rank() - 1 - d).toArray();
        int[] order = step.node().integers("perm", reverse);
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        Unfit.unless(Arrays.equals(sorted, Value.natural(x.rank())), "perm must name each dimension once");
        Value turned = transposed(x, order);
        step.out(step.compose().constant(x) ? step.compose().plain(turned) : turned);
    }

    /** Dimension d of the result is dimension {@code order[d]} of the value; nothing moves. */
    static Value transposed(Value x, int... order) {
        int[] inverse = new int[order.length];
        for (int d = 0; d < order.length; d++) {
            inverse[order[d]] = d;
        }
        return new Value(x.tensor(), Value.ordered(x.shape(), order), Value.ordered(inverse, x.order()));
    }

    private static void concat(Step step) throws Unfit {
        Composer compose = step.compose();
        List<Value> parts = step.in().stream().filter(part -> part.elements() > 0).toList();
        Unfit.unless(!parts.isEmpty(), "it must have numbers");
        int[] shape = parts.get(0).shape().clone();
        int axis = parts.get(0).axis(step.node().integer("axis", 0));
        int[] order = parts.stream().filter(part -> !compose.constant(part)).findFirst().orElse(parts.get(0)).order();
        int[] from = new int[parts.size()];
        shape[axis] = 0;
        for (int k = 0; k < from.length; k++) {
            Unfit.unless(parts.get(k).rank() == shape.length, "its inputs must have one rank");
            shape[axis] += parts.get(k).shape()[axis];
            from[k] = compose.as(parts.get(k), order).tensor();
        }
        int place = new Value(0, shape, order).place(axis);
        step.out(from.length == 1 ? parts.get(0) : new Value(compose.run(OperatorCode.CONCATENATION,
            new Options.Concatenation(place, Options.Activation.NONE), compose.type(parts.get(0)),
            Value.ordered(shape, order), from), shape, order));
    }

    private static void split(Step step) throws Unfit {
        Value x = step.in(0);
        int axis = x.axis(step.node().integer("axis", 0));
        int count = step.node().outputs().size();
        int each = (x.shape()[axis] + count - 1) / count;
        int[] equal = IntStream.range(0, count).map(k -> Math.min(each, x.shape()[axis] - k * each)).toArray();
        int[] sizes = step.numbers(1, "split", equal);
        int[] begins = new int[x.rank()];
        Unfit.unless(sizes.length == count && IntStream.of(sizes).sum() == x.shape()[axis], "its parts must be all there is");
        for (int k = 0; k < count; k++) {
            int[] shape = x.shape().clone();
            shape[axis] = sizes[k];
            if (step.wants(k)) {
                step.out(k, step.compose().part(x, begins, shape));
            }
            begins[axis] += sizes[k];
        }
    }

    private static void slice(Step step) throws Unfit {
        Composer compose = step.compose();
        Value x = step.in(0);
        int[] starts = compose.wholes(step.in(1));
        int[] ends = compose.wholes(step.in(2));
        int[] axes = step.numbers(3, "axes", Value.natural(starts.length));
        int[] ones = new int[starts.length];
        Arrays.fill(ones, 1);
        int[] steps = step.numbers(4, "steps", ones);
        int[] begins = new int[x.rank()];
        int[] strides = new int[x.rank()];
        int[] shape = x.shape().clone();
        Arrays.fill(strides, 1);
        for (int k = 0; k < starts.length; k++) {
            int axis = x.axis(axes[k]);
            int extent = x.shape()[axis];
            Unfit.unless(steps[k] != 0, "its steps must not be 0");
            int low = steps[k] > 0 ? 0 : -1;
            int high = steps[k] > 0 ? extent : extent - 1;
            long from = Math.max(low, Math.min(high, starts[k] < 0 ? (long) starts[k] + extent : starts[k]));
            long to = Math.max(low, Math.min(high, ends[k] < 0 ? (long) ends[k] + extent : ends[k]));
            begins[axis] = (int) from;
            strides[axis] = steps[k];
            shape[axis] = (int) Math.max(0, steps[k] > 0 ? (to - from + steps[k] - 1) / steps[k]
                : (from - to - steps[k] - 1) / -steps[k]);
        }
        step.out(IntStream.of(strides).allMatch(stride -> stride == 1) ? compose.part(x, begins, shape)
            : strided(compose, x, begins, strides, shape));
    }

    private static Value strided(Composer compose, Value x, int[] begins, int[] strides, int... shape) throws Unfit {
        int mask = 0;
        int[] ends = new int[shape.length];
        for (int d = 0; d < shape.length; d++) {
            ends[d] = begins[d] + shape[d] * strides[d];
            mask |= ends[d] < 0 ? 1 << x.place(d) : 0;         // before the first: not counted from the back
        }
        int to = compose.run(OperatorCode.STRIDED_SLICE, new Options.StridedSlice(0, mask, 0, 0, 0, false), compose.type(x),
            Value.ordered(shape, x.order()), x.tensor(), compose.indices(Value.ordered(begins, x.order())),
            compose.indices(Value.ordered(ends, x.order())), compose.indices(Value.ordered(strides, x.order())));
        return new Value(to, shape, x.order());
    }

    private static void gather(Step step) throws Unfit {
        Composer compose = step.compose();
        Value x = step.in(0);
        Value which = step.in(1);
        int axis = x.axis(step.node().integer("axis", 0));
        if (compose.constant(which)) {
            int[] numbers = compose.wholes(which);
            which = compose.constant(IntStream.of(numbers).map(i -> i < 0 ? i + x.shape()[axis] : i).toArray(), which.shape());
        }
        if (compose.constant(which) && which.rank() == 0) {
            int[] begins = new int[x.rank()];
            int[] sizes = x.shape().clone();
            begins[axis] = compose.wholes(which)[0];
            sizes[axis] = 1;
            Unfit.unless(begins[axis] >= 0 && begins[axis] < x.shape()[axis], "its index must be inside: index=" + begins[axis]);
            step.out(compose.squeeze(compose.part(x, begins, sizes), axis));
        } else {
            int[] shape = IntStream.concat(IntStream.concat(Arrays.stream(x.shape(), 0, axis), IntStream.of(which.shape())),
                Arrays.stream(x.shape(), axis + 1, x.rank())).toArray();
            step.out(Value.plain(compose.run(OperatorCode.GATHER, new Options.Gather(axis, 0), compose.type(x), shape,
                compose.plain(x).tensor(), compose.plain(which).tensor()), shape));
        }
    }

    private static void pad(Step step) throws Unfit {
        Composer compose = step.compose();
        Value x = step.in(0);
        int[] amounts = step.numbers(1, "pads");
        int[] axes = step.numbers(3, "axes", Value.natural(x.rank()));
        String mode = step.node().text("mode", "constant");
        int[] shape = x.shape().clone();
        int[] pairs = new int[2 * x.rank()];
        for (int k = 0; k < axes.length; k++) {
            int axis = x.axis(axes[k]);
            int before = amounts[k];
            int after = amounts[axes.length + k];
            Unfit.unless(before >= 0 && after >= 0, "pads must not be negative");
            pairs[2 * x.place(axis)] = before;
            pairs[2 * x.place(axis) + 1] = after;
            shape[axis] += before + after;
        }
        float with = step.has(2) ? compose.reals(step.in(2))[0] : 0;
        int[] lies = Value.ordered(shape, x.order());
        int table = compose.constant(pairs, x.rank(), 2).tensor();
        Unfit.unless(mode.equals("constant") || mode.equals("reflect"), "mode must be constant or reflect: mode=" + mode);
        int to = mode.equals("reflect")
            ? compose.run(OperatorCode.MIRROR_PAD, new Options.MirrorPad(false), compose.type(x), lies, x.tensor(), table)
            : with == 0 ? compose.run(OperatorCode.PAD, new Options.None(), compose.type(x), lies, x.tensor(), table)
            : compose.run(OperatorCode.PADV2, new Options.None(), compose.type(x), lies, x.tensor(), table,
                compose.number(with).tensor());
        step.out(new Value(to, shape, x.order()));
    }

    private static void expand(Step step) throws Unfit {
        Composer compose = step.compose();
        Value x = step.in(0);
        int[] target = compose.wholes(step.in(1));
        int[] shape = Composer.together(x, new Value(0, target, Value.natural(target.length)));
        int[] added = IntStream.range(0, shape.length - x.rank()).toArray();
        Value from = compose.plain(added.length == 0 ? x : compose.unsqueeze(x, added));
        step.out(Arrays.equals(shape, from.shape()) ? from : Value.plain(compose.run(OperatorCode.BROADCAST_TO,
            new Options.None(), compose.type(x), shape, from.tensor(), compose.indices(shape)), shape));
    }

    private static void tile(Step step) throws Unfit {
        Value x = step.in(0);
        int[] times = step.compose().wholes(step.in(1));
        int[] shape = IntStream.range(0, x.rank()).map(d -> x.shape()[d] * times[d]).toArray();
        int to = step.compose().run(OperatorCode.TILE, new Options.None(), step.compose().type(x),
            Value.ordered(shape, x.order()), x.tensor(),
            step.compose().indices(Value.ordered(times, x.order())));
        step.out(new Value(to, shape, x.order()));
    }
}

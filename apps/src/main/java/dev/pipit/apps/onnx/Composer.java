package dev.pipit.apps.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * Adds operators to a draft. What is made of constants only is computed at once, by the interpreter, and becomes a constant:
 * so the arithmetic of shapes is done here, by the same rules as everything else.
 */
final class Composer {
    private final Draft draft;
    private final Map<List<Integer>, Integer> turned = new HashMap<>();
    private final Map<Integer, float[]> scales = new HashMap<>();
    private String name = "";

    Composer(Draft draft) {
        this.draft = draft;
    }

    Draft draft() {
        return draft;
    }

    /** What tensors are called from now on. */
    void named(String what) {
        name = what;
    }

    TensorType type(Value value) {
        return draft.tensor(value.tensor()).type();
    }

    boolean constant(Value value) {
        return constant(value.tensor());
    }

    private boolean constant(int tensor) {
        return tensor == Operator.ABSENT || draft.tensor(tensor).constant().isPresent();
    }

    /** The numbers of a constant of real numbers. */
    float[] reals(Value value) throws Unfit {
        Unfit.unless(constant(value) && type(value) == TensorType.FLOAT32, "an input must be constant real numbers");
        return Reals.of(draft.tensor(value.tensor()));
    }

    /** The numbers of a constant of whole numbers. */
    int[] wholes(Value value) throws Unfit {
        Unfit.unless(constant(value) && type(value) == TensorType.INT32, "an input must be constant whole numbers");
        return wholes(draft.tensor(value.tensor()));
    }

    private static int[] wholes(TensorInfo tensor) {
        int[] numbers = new int[tensor.elements()];
        tensor.constant().orElseThrow().duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(numbers);
        return numbers;
    }

    Value constant(float[] numbers, int... shape) {
        return Value.plain(draft.constant(name, numbers, shape), shape);
    }

    Value constant(int[] numbers, int... shape) {
        return Value.plain(draft.constant(name, numbers, shape), shape);
    }

    Value number(float number) {
        return constant(new float[] {number});
    }

    /** Indices, extents or axes of an operator. */
    int indices(int... numbers) {
        return draft.constant(name, numbers, numbers.length);
    }

    /** A constant as a file holds it. */
    Value constant(OnnxTensor tensor) throws Unfit {
        if (tensor.type().real()) {
            for (float number : tensor.reals()) {
                Unfit.unless(!Float.isNaN(number), "constant " + tensor.name() + " must be numbers: it holds NaN");
            }
            return constant(tensor.reals(), tensor.shape());
        }
        return tensor.type() == OnnxType.BOOL ? truths(tensor.wholes(), tensor.shape())
            : constant(tensor.wholes(), tensor.shape());
    }

    private Value truths(int[] numbers, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length);
        IntStream.of(numbers).forEach(number -> bytes.put((byte) number));
        return Value.plain(stored(TensorType.BOOL, bytes.flip(), Optional.empty(), shape), shape);
    }

    /** A constant of any type. */
    int stored(TensorType type, ByteBuffer bytes, Optional<Quantization> quantization, int... shape) {
        int tensor = draft.add(name, type, quantization, shape);
        draft.set(tensor, type, shape, quantization, Optional.of(bytes));
        return tensor;
    }

    /** Remembers that the numbers of a constant are multiples of these: of one, or of one for each output channel. */
    void multiples(int tensor, float... of) {
        scales.put(tensor, of);
    }

    Optional<float[]> multiples(int tensor) {
        return Optional.ofNullable(scales.get(tensor));
    }

    /** Adds an operator with one output, and returns that. */
    int run(OperatorCode code, Options options, TensorType type, int[] shape, int... from) throws Unfit {
        return run(code, options, type, List.of(shape), from).get(0);
    }

    /** Adds an operator, and returns its outputs. */
    List<Integer> run(OperatorCode code, Options options, TensorType type, List<int[]> shapes, int... from) throws Unfit {
        List<Integer> to = new ArrayList<>();
        for (int[] shape : shapes) {
            to.add(draft.add(name, type, Optional.empty(), shape));
        }
        List<Integer> inputs = IntStream.of(from).boxed().toList();
        if (inputs.stream().allMatch(this::constant)) {
            fold(new Operator(0, code, "", 1, inputs, to, options));
        } else {
            draft.add(code, 1, options, inputs, to);
        }
        return to;
    }

    /** The same number of inputs and outputs, in the same order. */
    Value alike(OperatorCode code, Options options, Value from) throws Unfit {
        return new Value(run(code, options, type(from), from.lies(), from.tensor()), from.shape(), from.order());
    }

    Value alike(OperatorCode code, Value from) throws Unfit {
        return alike(code, new Options.None(), from);
    }

    private void fold(Operator operator) throws Unfit {
        List<TensorInfo> all = IntStream.range(0, draft.tensors()).mapToObj(draft::tensor).toList();
        Draft alone = Draft.of(new Model("", List.of(new Subgraph(0, "", all, List.of(), operator.outputs(),
            List.of(operator))), 0));
        try {
            Interpreter interpreter = Interpreter.prepare(alone.model());
            interpreter.invoke();
            for (int k = 0; k < operator.outputs().size(); k++) {
                int tensor = operator.outputs().get(k);
                TensorInfo info = draft.tensor(tensor);
                byte[] bytes = new byte[info.bytes()];
                interpreter.output(k).read(bytes, 0);
                draft.set(tensor, info.type(), info.shape(), info.quantization(), Optional.of(ByteBuffer.wrap(bytes)));
            }
        } catch (ModelFormatException e) {
            throw new Unfit("cannot be computed: " + e.getMessage().replace("\n", " "));
        }
    }

    /** The same numbers in another shape; reshapes do not follow each other. */
    int reshape(int tensor, int... shape) throws Unfit {
        int from = draft.writer(tensor).filter(by -> by.code() == OperatorCode.RESHAPE).map(by -> by.inputs().get(0))
            .orElse(tensor);
        if (Arrays.equals(draft.tensor(from).shape(), shape)) {
            return from;
        }
        int to = run(OperatorCode.RESHAPE, new Options.Reshape(IntStream.of(shape).boxed().toList()),
            draft.tensor(from).type(), shape, from, indices(shape));
        draft.tensor(from).quantization().ifPresent(kept -> draft.set(to, draft.tensor(to).type(), shape,
            Optional.of(kept), draft.tensor(to).constant()));
        return to;
    }

    /** In the order of ONNX. */
    Value plain(Value value) throws Unfit {
        return as(value, Value.natural(value.rank()));
    }

    /** In another order: turned if need be, once. */
    Value as(Value value, int... order) throws Unfit {
        if (Arrays.equals(value.order(), order)) {
            return value;
        }
        int[] lies = Value.ordered(value.shape(), order);
        if (Arrays.equals(value.longOnes(value.order()), value.longOnes(order))) {
            return new Value(reshape(value.tensor(), lies), value.shape(), order);
        }
        int[] places = IntStream.of(order).map(value::place).toArray();
        List<Integer> key = new ArrayList<>(List.of(value.tensor()));
        IntStream.of(places).forEach(key::add);
        Integer known = turned.get(key);
        if (known == null) {
            known = run(OperatorCode.TRANSPOSE, new Options.None(), type(value), lies, value.tensor(), indices(places));
            int to = known;
            draft.tensor(value.tensor()).quantization().ifPresent(kept -> draft.set(to, draft.tensor(to).type(), lies,
                Optional.of(kept), draft.tensor(to).constant()));
            turned.put(key, known);
        }
        return new Value(known, value.shape(), order);
    }

    /** The same numbers, with dimensions of extent 1 put in where the result has {@code axes}. */
    Value unsqueeze(Value value, int... axes) throws Unfit {
        int rank = value.rank() + axes.length;
        boolean[] added = new boolean[rank];
        for (int axis : axes) {
            added[Value.axis(axis, rank)] = true;
        }
        int[] olds = IntStream.range(0, rank).filter(d -> !added[d]).toArray();
        Unfit.unless(olds.length == value.rank(), "its axes must be named once each");
        int[] shape = new int[rank];
        Arrays.fill(shape, 1);
        IntStream.range(0, olds.length).forEach(d -> shape[olds[d]] = value.shape()[d]);
        return rearranged(value, shape, IntStream.of(value.order()).map(d -> olds[d]).toArray());
    }

    /** The same numbers, without some dimensions of extent 1. */
    Value squeeze(Value value, int... axes) throws Unfit {
        boolean[] dropped = new boolean[value.rank()];
        for (int axis : axes) {
            int which = value.axis(axis);
            Unfit.unless(value.shape()[which] == 1, "a dimension that goes must have extent 1: axis=" + axis);
            dropped[which] = true;
        }
        return without(value, dropped);
    }

    private Value without(Value value, boolean... dropped) throws Unfit {
        int[] kept = IntStream.range(0, value.rank()).filter(d -> !dropped[d]).toArray();
        int[] rank = new int[value.rank()];
        IntStream.range(0, kept.length).forEach(d -> rank[kept[d]] = d);
        int[] order = IntStream.of(value.order()).filter(d -> !dropped[d]).map(d -> rank[d]).toArray();
        int[] shape = Value.ordered(value.shape(), kept);
        return new Value(reshape(value.tensor(), Value.ordered(shape, order)), shape, order);
    }

    /** The same numbers in another shape. Where only dimensions of extent 1 come and go, the order stays. */
    Value reshaped(Value value, int... shape) throws Unfit {
        Unfit.unless(Value.product(shape) == value.elements(), "its shape must hold as many numbers as there are: "
            + Arrays.toString(value.shape()) + " to " + Arrays.toString(shape));
        int[] from = value.longOnes(Value.natural(value.rank()));
        int[] to = IntStream.range(0, shape.length).filter(d -> shape[d] != 1).toArray();
        if (value.plain() || !Arrays.equals(Value.ordered(value.shape(), from), Value.ordered(shape, to))) {
            return Value.plain(reshape(plain(value).tensor(), shape), shape);
        }
        int[] long2 = IntStream.of(value.longOnes(value.order())).map(d -> to[Arrays.binarySearch(from, d)]).toArray();
        return rearranged(value, shape, long2);
    }

    /** With these dimensions in this order, and the others, of extent 1, before the last; in the order of ONNX if it can be. */
    private Value rearranged(Value value, int[] shape, int... some) throws Unfit {
        boolean natural = IntStream.range(1, some.length).allMatch(d -> some[d - 1] < some[d]);
        List<Integer> order = new ArrayList<>(IntStream.of(some).boxed().toList());
        for (int d = 0; d < shape.length; d++) {
            if (!order.contains(d)) {
                order.add(d == 0 || order.isEmpty() ? 0 : order.size() - 1, d);
            }
        }
        int[] result = natural ? Value.natural(shape.length) : order.stream().mapToInt(d -> d).toArray();
        return new Value(reshape(value.tensor(), Value.ordered(shape, result)), shape, result);
    }

    /** The shape in which some values meet, number by number. */
    static int[] together(Value... values) throws Unfit {
        int rank = Arrays.stream(values).mapToInt(Value::rank).max().orElse(0);
        int[] shape = new int[rank];
        Arrays.fill(shape, 1);
        for (Value value : values) {
            for (int d = 0; d < value.rank(); d++) {
                int at = rank - value.rank() + d;
                int extent = value.shape()[d];
                Unfit.unless(extent == 1 || shape[at] == 1 || shape[at] == extent, "its inputs must be combinable: extents="
                    + shape[at] + ", " + extent);
                shape[at] = extent == 1 ? shape[at] : extent;
            }
        }
        return shape;
    }

    /** Values as they can be combined number by number: of one rank, in the order of the largest that is no constant. */
    List<Value> aligned(Value... values) throws Unfit {
        int rank = Arrays.stream(values).mapToInt(Value::rank).max().orElse(0);
        List<Value> all = new ArrayList<>();
        for (Value value : values) {
            all.add(value.rank() == 0 || value.rank() == rank ? value
                : unsqueeze(value, IntStream.range(0, rank - value.rank()).toArray()));
        }
        int[] order = all.stream().filter(value -> !constant(value) && value.rank() == rank)
            .reduce((a, b) -> b.elements() > a.elements() ? b : a).map(Value::order).orElse(Value.natural(rank));
        for (int k = 0; k < all.size(); k++) {
            if (all.get(k).rank() == rank) {
                all.set(k, as(all.get(k), order));
            }
        }
        return all;
    }

    /** Combines two values number by number. */
    Value combine(OperatorCode code, Options options, TensorType type, Value a, Value b) throws Unfit {
        List<Value> both = aligned(a, b);
        int[] shape = together(a, b);
        Value lead = both.get(0).rank() == shape.length ? both.get(0) : both.get(1);
        Unfit.unless(type(a) == type(b), "its inputs must have one type: " + type(a) + ", " + type(b));
        return new Value(run(code, options, type, Value.ordered(shape, lead.order()), both.get(0).tensor(),
            both.get(1).tensor()), shape, lead.order());
    }

    Value arithmetic(OperatorCode code, Value a, Value b) throws Unfit {
        return combine(code, new Options.Arithmetic(Options.Activation.NONE, false), type(a), a, b);
    }

    Value plus(Value a, Value b) throws Unfit {
        return arithmetic(OperatorCode.ADD, a, b);
    }

    Value minus(Value a, Value b) throws Unfit {
        return arithmetic(OperatorCode.SUB, a, b);
    }

    Value times(Value a, Value b) throws Unfit {
        return arithmetic(OperatorCode.MUL, a, b);
    }

    Value over(Value a, Value b) throws Unfit {
        return arithmetic(OperatorCode.DIV, a, b);
    }

    /** The mean, sum, greatest or least along some dimensions. */
    Value reduce(OperatorCode code, Value value, boolean keep, int... axes) throws Unfit {
        boolean[] dropped = new boolean[value.rank()];
        int[] shape = value.shape().clone();
        int[] places = new int[axes.length];
        for (int k = 0; k < axes.length; k++) {
            int axis = value.axis(axes[k]);
            dropped[axis] = true;
            shape[axis] = 1;
            places[k] = value.place(axis);
        }
        int to = run(code, new Options.Reduce(true), type(value), Value.ordered(shape, value.order()), value.tensor(),
            indices(places));
        Value kept = new Value(to, shape, value.order());
        return keep ? kept : without(kept, dropped);
    }

    /** What lies from {@code begins} on, {@code sizes} of each dimension. */
    Value part(Value value, int[] begins, int... sizes) throws Unfit {
        if (Arrays.equals(sizes, value.shape())) {
            return value;
        }
        int[] lies = Value.ordered(sizes, value.order());
        int to = run(OperatorCode.SLICE, new Options.None(), type(value), lies, value.tensor(),
            indices(Value.ordered(begins, value.order())), indices(lies));
        return new Value(to, sizes, value.order());
    }
}

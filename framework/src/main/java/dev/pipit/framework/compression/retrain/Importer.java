package dev.pipit.framework.compression.retrain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.training.Activation;
import dev.pipit.framework.training.Add;
import dev.pipit.framework.training.AveragePool;
import dev.pipit.framework.training.Concatenate;
import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Depthwise;
import dev.pipit.framework.training.FakeQuantize;
import dev.pipit.framework.training.GlobalMean;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.MaxPool;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Rearrangement;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.Window;
import dev.pipit.framework.training.integer.Scale;

/** Makes a network of a model, operator by operator. */
final class Importer {
    private static final int CHANNELS = 3;

    private final Model model;
    private final Subgraph main;
    private final boolean rounded;
    private final Network.Builder network;
    private final List<Shape> shapes = new ArrayList<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final List<Weights> weights = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private Trainable.Ending ending = Trainable.Ending.NONE;

    Importer(Model model, boolean rounded) {
        this.model = plain(model);
        this.main = this.model.main();
        this.rounded = rounded;
        if (main.inputs().size() != 1) {
            throw new IllegalArgumentException("must have one input to be trained: inputs=" + main.inputs().size());
        }
        TensorInfo input = info(main.inputs().get(0));
        shapes.add(Extents.shape(input.shape()));
        this.network = Network.of(shapes.get(0));
        numbers.put(input.index(), rounded(input, 0));
    }

    /** With constants that are kept as FLOAT16 and turned into FLOAT32 by an operator, turned already. */
    private static Model plain(Model model) {
        Draft draft = Draft.of(model);
        for (Operator operator : List.copyOf(draft.operators())) {
            if (operator.code() == OperatorCode.DEQUANTIZE) {
                TensorInfo from = draft.tensor(operator.inputs().get(0));
                if (from.constant().isPresent()) {
                    draft.setReals(operator.outputs().get(0), Reals.of(from), from.shape());
                    draft.operators().remove(operator);
                }
            }
        }
        return draft.operators().size() == model.main().operators().size() ? model : draft.model();
    }

    Trainable make() {
        List<String> refused = new ArrayList<>();
        for (Operator operator : main.operators()) {
            try {
                operator(operator);
            } catch (Untrainable e) {
                refused.add("operator " + operator.index() + " (" + operator.name() + e.getMessage() + ")");
                operator.outputs().stream().filter(tensor -> !numbers.containsKey(tensor))
                    .forEach(tensor -> numbers.put(tensor, Untrainable.NUMBER));
            }
        }
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException("cannot be trained: " + String.join(", ", refused));
        }
        return new Trainable(model, network.build(), weights, numbers, ending);
    }

    private void operator(Operator operator) throws Untrainable {
        switch (operator.code()) {
            case CONV_2D -> convolution(operator);
            case DEPTHWISE_CONV_2D -> depthwise(operator);
            case FULLY_CONNECTED -> dense(operator);
            case AVERAGE_POOL_2D, MAX_POOL_2D -> pool(operator);
            case ADD -> sum(operator);
            case CONCATENATION -> concatenation(operator);
            case MEAN -> mean(operator);
            case RESHAPE, SQUEEZE, EXPAND_DIMS -> follow(operator);
            case PAD, TRANSPOSE -> moved(operator);
            case QUANTIZE, DEQUANTIZE -> retyped(operator);
            case RELU -> activation(operator, Activation.RELU);
            case RELU6 -> activation(operator, Activation.RELU6);
            case TANH -> activation(operator, Activation.TANH);
            case LOGISTIC -> ended(operator, Trainable.Ending.CHANCES, Optional.of(Activation.SIGMOID));
            case SOFTMAX -> ended(operator, Trainable.Ending.PROBABILITIES, Optional.empty());
            default -> throw new Untrainable("");
        }
    }

    private TensorInfo info(int tensor) {
        return main.tensors().get(tensor);
    }

    private TensorInfo result(Operator operator) {
        return info(operator.outputs().get(0));
    }

    private int from(Operator operator) throws Untrainable {
        return from(operator, 0);
    }

    private int from(Operator operator, int input) throws Untrainable {
        Integer number = numbers.get(operator.inputs().get(input));
        Untrainable.unless(number != null, ": input " + input + " must be computed");
        return number;
    }

    private TensorInfo constant(Operator operator, int input) throws Untrainable {
        Untrainable.unless(operator.hasInput(input) && info(operator.inputs().get(input)).constant().isPresent(),
            ": input " + input + " must be constant");
        return info(operator.inputs().get(input));
    }

    private int add(String name, Layer layer, int... inputs) throws Untrainable {
        if (Arrays.stream(inputs).anyMatch(input -> input == Untrainable.NUMBER)) {
            return Untrainable.NUMBER;
        }
        String unique = names.add(name) ? name : name + "#" + shapes.size();
        names.add(unique);
        try {
            int number = network.add(unique, layer, inputs);
            shapes.add(network.shape());
            return number;
        } catch (IllegalArgumentException e) {
            throw new Untrainable(": " + e.getMessage(), e);
        }
    }

    /** The same numbers in this shape. */
    private int shaped(int number, Shape shape) throws Untrainable {
        if (number == Untrainable.NUMBER || shapes.get(number).equals(shape)) {
            return number;
        }
        Untrainable.unless(shapes.get(number).size() == shape.size(), ": must have a batch of 1");
        return add("reshaped" + shapes.size(), Rearrangement.reshaped(shape), number);
    }

    private int image(Operator operator) throws Untrainable {
        return shaped(from(operator), Extents.image(info(operator.inputs().get(0)).shape()));
    }

    /** Behind a node what the operator does besides, and its rounding. */
    private void end(Operator operator, int number, Options.Activation fused) throws Untrainable {
        TensorInfo result = result(operator);
        int last = switch (fused) {
            case NONE -> number;
            case RELU -> add(result.name() + ".rectified", Activation.RELU, number);
            case RELU6 -> add(result.name() + ".rectified", Activation.RELU6, number);
            default -> throw new Untrainable(": activation " + fused);
        };
        numbers.put(result.index(), rounded(result, last));
    }

    private int rounded(TensorInfo tensor, int number) {
        if (!rounded || number == Untrainable.NUMBER || tensor.type() == TensorType.FLOAT32) {
            return number;
        }
        if (tensor.type() != TensorType.INT8 && tensor.type() != TensorType.UINT8 || tensor.quantization().isEmpty()) {
            throw new IllegalArgumentException("must be 8 bits with a scale: tensor=" + tensor);
        }
        Quantization q = tensor.quantization().get();
        int zero = tensor.type() == TensorType.UINT8 ? q.zeroPoint() + Byte.MIN_VALUE : q.zeroPoint();
        int to = network.add(tensor.name() + ".rounded#" + shapes.size(), new FakeQuantize(new Scale(q.scale(), zero)), number);
        shapes.add(network.shape());
        return to;
    }

    private void convolution(Operator operator) throws Untrainable {
        var options = (Options.Conv2d) operator.options();
        TensorInfo filter = constant(operator, 1);
        int[] extents = filter.shape();
        int in = image(operator);
        Untrainable.unless(in == Untrainable.NUMBER || extents[CHANNELS] == shapes.get(in).channels(), ": groups");
        Window window = Extents.window(extents[1], extents[2], options.strideHeight(), options.strideWidth(),
            options.dilationHeight(), options.dilationWidth(), options.padding());
        end(operator, weighted(operator, extents[0], true, window, in), options.activation());
    }

    /** A convolution whose constant is {@code [filters, taps]} if outputs are first. */
    private int weighted(Operator operator, int filters, boolean outputsFirst, Window window, int in) throws Untrainable {
        TensorInfo filter = constant(operator, 1);
        float[] values = Weights.read(filter, filters, outputsFirst);
        float[] bias = bias(operator, filters);
        Layer layer = rounded && filter.type() == TensorType.INT8
            ? Convolution.rounded(window, values, bias, filterScales(filter, filters, outputsFirst))
            : Convolution.of(window, values, bias);
        return linked(operator, layer, filters, outputsFirst, in);
    }

    private float[] filterScales(TensorInfo filter, int filters, boolean outputsFirst) {
        float[] scales = Weights.read(Weights.scales(filter, filter.elements()), filters, outputsFirst);
        return Arrays.copyOf(scales, filters);
    }

    private float[] bias(Operator operator, int filters) throws Untrainable {
        return operator.hasInput(2) ? Weights.read(constant(operator, 2), filters, false) : new float[filters];
    }

    private int linked(Operator operator, Layer layer, int filters, boolean outputsFirst, int in) throws Untrainable {
        int number = add(result(operator).name(), layer, in);
        for (int input = 1; input < 3; input++) {
            int tensor = operator.hasInput(input) ? operator.inputs().get(input) : Operator.ABSENT;
            Untrainable.unless(tensor == Operator.ABSENT
                || main.operators().stream().filter(each -> each.inputs().contains(tensor)).count() == 1,
                ": shares its weights with another");
            weights.add(new Weights(operator, input, layer.parameters().get(input - 1), filters, input == 1 && outputsFirst));
        }
        return number;
    }

    private void depthwise(Operator operator) throws Untrainable {
        var options = (Options.DepthwiseConv2d) operator.options();
        TensorInfo filter = constant(operator, 1);
        int[] extents = filter.shape();
        int filters = extents[CHANNELS];
        int in = image(operator);
        Window window = Extents.window(extents[1], extents[2], options.strideHeight(), options.strideWidth(),
            options.dilationHeight(), options.dilationWidth(), options.padding());
        int channels = in == Untrainable.NUMBER ? filters : shapes.get(in).channels();
        if (channels == 1 && filters > 1) {
            end(operator, weighted(operator, filters, false, window, in), options.activation());
            return;
        }
        if (channels != filters) {
            Shape wide = new Shape(shapes.get(in).height(), shapes.get(in).width(), filters);
            int times = filters / channels;
            in = add(result(operator).name() + ".repeated",
                new Rearrangement(wide, IntStream.range(0, wide.size()).map(i -> i / times).toArray()), in);
        }
        float[] values = Weights.read(filter, filters, false);
        float[] bias = bias(operator, filters);
        Layer layer = rounded && filter.type() == TensorType.INT8
            ? Depthwise.rounded(window, values, bias, filterScales(filter, filters, false))
            : Depthwise.of(window, values, bias);
        end(operator, linked(operator, layer, filters, false, in), options.activation());
    }

    private void dense(Operator operator) throws Untrainable {
        int[] extents = constant(operator, 1).shape();
        int from = from(operator);
        int in = from == Untrainable.NUMBER ? from : shaped(from, Shape.rows(shapes.get(from).size() / extents[1], extents[1]));
        end(operator, weighted(operator, extents[0], true, Window.pointwise(), in),
            ((Options.FullyConnected) operator.options()).activation());
    }

    private void pool(Operator operator) throws Untrainable {
        var options = (Options.Pool2d) operator.options();
        Window window = Extents.window(options.filterHeight(), options.filterWidth(), options.strideHeight(),
            options.strideWidth(), 1, 1, options.padding());
        Layer layer = operator.code() == OperatorCode.MAX_POOL_2D ? new MaxPool(window) : new AveragePool(window);
        end(operator, add(result(operator).name(), layer, image(operator)), options.activation());
    }

    private void sum(Operator operator) throws Untrainable {
        Shape shape = Extents.shape(result(operator).shape());
        int one = shaped(from(operator, 0), shape);
        int other = shaped(from(operator, 1), shape);
        end(operator, add(result(operator).name(), new Add(), one, other),
            ((Options.Arithmetic) operator.options()).activation());
    }

    private void concatenation(Operator operator) throws Untrainable {
        var options = (Options.Concatenation) operator.options();
        int rank = result(operator).shape().length;
        Untrainable.unless(Math.floorMod(options.axis(), rank) == rank - 1, ": axis must be the last");
        int[] parts = new int[operator.inputs().size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = shaped(from(operator, i), Extents.shape(info(operator.inputs().get(i)).shape()));
        }
        end(operator, add(result(operator).name(), new Concatenate(), parts), options.activation());
    }

    private void mean(Operator operator) throws Untrainable {
        int[] extents = info(operator.inputs().get(0)).shape();
        Set<Integer> axes = new HashSet<>();
        for (int axis : Extents.whole(constant(operator, 1))) {
            axes.add(Math.floorMod(axis, extents.length));
        }
        boolean all = !axes.contains(extents.length - 1);
        for (int d = 0; d < extents.length - 1; d++) {
            all &= extents[d] == 1 || axes.contains(d);
        }
        Untrainable.unless(all, ": must be the mean of all but the channels");
        int in = shaped(from(operator), Extents.shape(extents));
        end(operator, add(result(operator).name(), new GlobalMean(), in), Options.Activation.NONE);
    }

    /** The same numbers in the same order: whoever reads them gives them their shape. */
    private void follow(Operator operator) throws Untrainable {
        numbers.put(result(operator).index(), from(operator));
    }

    private void retyped(Operator operator) throws Untrainable {
        boolean ended = ending != Trainable.Ending.NONE;
        numbers.put(result(operator).index(), ended ? from(operator) : rounded(result(operator), from(operator)));
    }

    private void moved(Operator operator) throws Untrainable {
        int[] extents = info(operator.inputs().get(0)).shape();
        int[] settings = Extents.whole(constant(operator, 1));
        int[] to = result(operator).shape();
        Untrainable.unless(extents.length == to.length && to[0] == 1 || operator.code() == OperatorCode.TRANSPOSE,
            ": must have a batch of 1");
        int[] from = operator.code() == OperatorCode.PAD ? Extents.padded(extents, settings, to)
            : Extents.transposed(extents, settings, to);
        end(operator, add(result(operator).name(), new Rearrangement(Extents.shape(to), from), from(operator)),
            Options.Activation.NONE);
    }

    private void activation(Operator operator, Activation function) throws Untrainable {
        end(operator, add(result(operator).name(), function, from(operator)), Options.Activation.NONE);
    }

    /** Left out where the model ends with it. */
    private void ended(Operator operator, Trainable.Ending as, Optional<Activation> otherwise) throws Untrainable {
        int tensor = operator.outputs().get(0);
        boolean last = main.outputs().size() == 1 && isOutput(tensor);
        if (last) {
            ending = as;
            follow(operator);
        } else {
            activation(operator, otherwise.orElseThrow(() -> new Untrainable(": only at the end")));
        }
    }

    /** Itself, or by operators that only change its type or shape. */
    private boolean isOutput(int tensor) {
        List<Operator> readers = main.operators().stream().filter(each -> each.inputs().contains(tensor)).toList();
        return main.outputs().contains(tensor) && readers.isEmpty() || readers.size() == 1
            && Set.of(OperatorCode.QUANTIZE, OperatorCode.DEQUANTIZE, OperatorCode.RESHAPE).contains(readers.get(0).code())
            && isOutput(readers.get(0).outputs().get(0));
    }
}

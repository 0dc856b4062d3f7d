package dev.pipit.framework.adaptation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * The last layers of an 8-bit network, learning on the device: dense ones, or convolutions with one place. What is
 * before them is frozen; its numbers come from the tensor {@link #input} of an interpreter that keeps all tensors.
 *
 * <p>Steps of stochastic gradient descent on the cross-entropy. Gradients over whole-number weights are scaled by
 * 1 / scale², and the weights stay whole numbers, so that {@link #model} runs wherever the network did. Between the
 * layers the computation is in real numbers, cut where the tensors end; it differs from that of 8 bits by rounding only.
 *
 * <p>What one example can change is bounded: a step moves the real weights by at most rate × longest, and rounding by
 * half a step of each weight. Deterministic. Cost of a step: about 6 multiplications a weight, no allocation;
 * {@link #bytes} of memory.
 * Source: J. Lin et al., On-Device Training Under 256KB Memory, NeurIPS 2022: quantization-aware scaling, sparse update.
 */
public final class LastLayers {
    private static final Set<OperatorCode> BETWEEN = Set.of(OperatorCode.RESHAPE);
    private static final Set<OperatorCode> AFTER = Set.of(OperatorCode.RESHAPE, OperatorCode.QUANTIZE,
        OperatorCode.LOGISTIC, OperatorCode.SOFTMAX, OperatorCode.DEQUANTIZE);

    private final Model model;
    private final int input;
    private final List<TrainedLayer> layers;
    private final float rate;
    private final float longest;
    private final float[][] slopes;            // over the input of each layer, and over the logits

    private LastLayers(Model model, int input, List<TrainedLayer> layers, float rate, float longest) {
        this.model = model;
        this.input = input;
        this.layers = layers;
        this.rate = rate;
        this.longest = longest;
        slopes = new float[layers.size() + 1][];
        for (int k = 0; k < layers.size(); k++) {
            slopes[k] = new float[layers.get(k).inputs];
        }
        slopes[layers.size()] = new float[layers.get(layers.size() - 1).outputs];
    }

    /**
     * All of the last layers learn.
     *
     * @param count   how many layers, at least 1
     * @param rate    length of a step for each unit of gradient, above 0
     * @param longest gradient that is not cut, above 0
     * @throws IllegalArgumentException if the network does not end in so many layers of this kind
     */
    public static LastLayers of(Model model, int count, float rate, float longest) {
        return new Finder(model).find(count, Optional.empty(), rate, longest);
    }

    /** Of the last layers, those learn whose outputs have these names. */
    public static LastLayers of(Model model, int count, Set<String> updated, float rate, float longest) {
        return new Finder(model).find(count, Optional.of(updated), rate, longest);
    }

    /** The same, apart from this one from now on: to try something. */
    public LastLayers copy() {
        return new LastLayers(model, input, layers.stream().map(TrainedLayer::copy).toList(), rate, longest);
    }

    /** Index of the tensor, in the main subgraph, whose bytes are the features. */
    public int input() {
        return input;
    }

    /** How many bytes a row of features has. */
    public int features() {
        return layers.get(0).inputs;
    }

    /** Names of the layers, in order. */
    public List<String> names() {
        return layers.stream().map(layer -> layer.name).toList();
    }

    /** Labels; 1 stands for yes or no. */
    public int outputs() {
        return layers.get(layers.size() - 1).outputs;
    }

    /**
     * The probabilities of a row of features.
     *
     * @param features as stored, {@code [features]}
     * @param into     {@code [outputs]}
     */
    public void probabilities(byte[] features, float[] into) {
        Objects.checkIndex(features() - 1, features.length);
        float[] x = layers.get(0).stored(features);
        for (TrainedLayer layer : layers) {
            x = layer.forward(x);
        }
        System.arraycopy(x, 0, into, 0, x.length);
        if (x.length == 1) {
            into[0] = (float) (1 / (1 + Math.exp(-into[0])));
        } else {
            softmax(into, x.length);
        }
    }

    private static void softmax(float[] logits, int n) {
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            most = Math.max(most, logits[i]);
        }
        float sum = 0;
        for (int i = 0; i < n; i++) {
            logits[i] = (float) Math.exp(logits[i] - most);
            sum += logits[i];
        }
        for (int i = 0; i < n; i++) {
            logits[i] /= sum;
        }
    }

    /**
     * Learns one example: a step.
     *
     * @param label which output should be 1; for one output, 1 for yes and 0 for no
     * @return the loss before the step
     */
    public float learn(byte[] features, int label) {
        float loss = slope(features, label);
        double square = 0;
        for (TrainedLayer layer : layers) {
            square += layer.square();
        }
        float cut = (float) Math.min(1, longest / Math.sqrt(Math.max(square, Float.MIN_NORMAL)));
        for (TrainedLayer layer : layers) {
            layer.step(rate * cut);
        }
        return loss;
    }

    /** Computes the gradients of the loss, and returns the loss. */
    float slope(byte[] features, int label) {
        float[] top = slopes[layers.size()];
        Objects.checkIndex(label, Math.max(2, top.length));
        probabilities(features, top);
        float right = top.length > 1 ? top[label] : label == 1 ? top[0] : 1 - top[0];
        if (top.length > 1) {
            top[label] -= 1;
        } else {
            top[0] -= label;
        }
        for (int k = layers.size() - 1; k >= 0; k--) {
            layers.get(k).backward(slopes[k + 1], slopes[k]);
        }
        return (float) -Math.log(Math.max(right, Float.MIN_NORMAL));
    }

    TrainedLayer layer(int k) {
        return layers.get(k);
    }

    /** How far one example can move the real weights at most, but for rounding. */
    public float influence() {
        return rate * longest;
    }

    /** How far the real weights are from those of others of the same network. */
    public double distance(LastLayers other) {
        double square = 0;
        for (int k = 0; k < layers.size(); k++) {
            square += layers.get(k).distance(other.layers.get(k));
        }
        return Math.sqrt(square);
    }

    /** Memory of the arrays, in bytes: weights, gradients, what rounding left, and what is computed on the way. */
    public int bytes() {
        int bytes = 0;
        for (TrainedLayer layer : layers) {
            bytes += layer.bytes();
        }
        for (float[] slope : slopes) {
            bytes += 4 * slope.length;
        }
        return bytes;
    }

    /** The whole network with what was learned: to run, or to write as a file. */
    public Model model() {
        List<TensorInfo> tensors = new ArrayList<>(model.main().tensors());
        for (TrainedLayer layer : layers) {
            tensors.set(layer.weightsTensor, with(tensors.get(layer.weightsTensor), layer.storedWeights()));
            tensors.set(layer.biasTensor, with(tensors.get(layer.biasTensor), layer.storedBias()));
        }
        Subgraph main = model.main();
        List<Subgraph> subgraphs = new ArrayList<>(model.subgraphs());
        subgraphs.set(0, new Subgraph(main.index(), main.name(), tensors, main.inputs(), main.outputs(),
            main.operators()));
        return new Model(model.name(), model.description(), subgraphs, model.fileBytes());
    }

    private static TensorInfo with(TensorInfo info, ByteBuffer constant) {
        return new TensorInfo(info.index(), info.name(), info.type(), info.shape(), info.quantization(),
            Optional.of(constant), info.variable());
    }

    /** Goes back from the output of a network through its last layers. */
    private static final class Finder {
        private final Model model;
        private final List<TensorInfo> tensors;

        Finder(Model model) {
            this.model = model;
            tensors = model.main().tensors();
        }

        LastLayers find(int count, Optional<Set<String>> updated, float rate, float longest) {
            if (count < 1 || !(rate > 0) || !(longest > 0)) {
                throw new IllegalArgumentException("count must be at least 1, rate and longest above 0: count=" + count
                    + ", rate=" + rate + ", longest=" + longest);
            }
            List<TrainedLayer> layers = new ArrayList<>();
            int at = model.main().outputs().get(0);
            for (int k = 0; k < count; k++) {
                Operator operator = before(at, k == 0 ? AFTER : BETWEEN);
                String name = tensors.get(operator.outputs().get(0)).name();
                layers.add(0, layer(operator, updated.map(names -> names.contains(name)).orElse(true)));
                at = operator.inputs().get(0);
            }
            List<String> names = layers.stream().map(layer -> layer.name).toList();
            if (updated.isPresent() && !names.containsAll(updated.get())) {
                throw new IllegalArgumentException("layers that learn must be of the last " + count + ": names="
                    + updated.get() + ", last=" + names);
            }
            return new LastLayers(model, at, List.copyOf(layers), rate, longest);
        }

        /** What computes a tensor, past operators that only hand on. */
        private Operator before(int tensor, Set<OperatorCode> past) {
            for (Operator operator : model.main().operators()) {
                if (operator.outputs().contains(tensor)) {
                    return past.contains(operator.code()) ? before(operator.inputs().get(0), past) : operator;
                }
            }
            throw new IllegalArgumentException("the network must end in layers that can learn: nothing computes "
                + tensors.get(tensor));
        }

        private TrainedLayer layer(Operator operator, boolean updated) {
            Options.Activation activation = operator.options() instanceof Options.FullyConnected dense
                ? dense.activation() : operator.options() instanceof Options.Conv2d convolution ? convolution.activation()
                : Options.Activation.TANH;
            TensorInfo in = tensors.get(operator.inputs().get(0));
            TensorInfo out = tensors.get(operator.outputs().get(0));
            boolean fits = operator.inputs().size() == 3 && operator.hasInput(2) && in.type() == TensorType.INT8
                && out.type() == TensorType.INT8 && Set.of(Options.Activation.NONE, Options.Activation.RELU,
                    Options.Activation.RELU6).contains(activation);
            if (fits) {
                TensorInfo w = tensors.get(operator.inputs().get(1));
                TensorInfo b = tensors.get(operator.inputs().get(2));
                if (w.constant().isPresent() && b.constant().isPresent() && w.type() == TensorType.INT8
                        && b.type() == TensorType.INT32 && w.elements() == in.elements() * out.elements()
                        && b.elements() == out.elements()) {
                    return new TrainedLayer(in, w, b, out, activation, updated);
                }
            }
            throw new IllegalArgumentException("a layer that learns must be dense, or a convolution with one place, of 8 "
                + "bits with a bias: " + operator.name() + " " + out);
        }
    }
}

package dev.pipit.framework.compression.quantize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * Takes back what rounding shifts on the mean: the mean error of each channel before its activation, over the examples,
 * goes into the bias, layer after layer, so that each sees what was corrected before it.
 *
 * <p>A layer is linear, so its mean output is what it makes of its mean input: one product with the real weights and the
 * mean of the real network, and one with the rounded weights and the mean of the rounded network.
 *
 * <p>Source: M. Nagel and others, Data-free quantization through weight equalization and bias correction, 2019,
 * section 4.2 and appendix D, with examples.
 */
final class BiasCorrection {
    private static final int MOST_EXAMPLES = 128;

    private final Model real;
    private final List<float[]> examples = new ArrayList<>();
    private Model whole;

    /** @param examples of which at most 128, evenly spread, are looked at */
    BiasCorrection(Model real, Model whole, List<float[]> examples) {
        this.real = real;
        this.whole = whole;
        int count = Math.min(MOST_EXAMPLES, examples.size());
        for (int k = 0; k < count; k++) {
            this.examples.add(examples.get((int) ((long) k * examples.size() / count)));
        }
    }

    Draft draft() throws ModelFormatException {
        List<Weighted> layers = Weighted.all(real);
        List<float[]> means = means(real, layers);
        for (int k = 0; k < layers.size(); k++) {
            Weighted layer = Weighted.all(whole).get(k);
            float[] wanted = linear(layers.get(k), real, means.get(k));
            float[] is = linear(layer, whole, means(whole, List.of(layer)).get(0));
            whole = corrected(layer, wanted, is).model();
        }
        return Draft.of(whole);
    }

    /** Means of what the inputs of layers hold, over the examples. */
    private List<float[]> means(Model model, List<Weighted> layers) throws ModelFormatException {
        Interpreter interpreter = Interpreter.prepare(model, Settings.standard().keepingAllTensors());
        List<TensorView> views = new ArrayList<>();
        List<float[]> means = new ArrayList<>();
        for (Weighted layer : layers) {
            views.add(interpreter.tensor(0, layer.inputTensor()).orElseThrow());
            means.add(new float[views.get(views.size() - 1).elements()]);
        }
        for (float[] example : examples) {
            interpreter.reset();
            interpreter.input(0).writeReals(example, 0);
            interpreter.invoke();
            for (int k = 0; k < means.size(); k++) {
                for (int i = 0; i < means.get(k).length; i++) {
                    means.get(k)[i] += views.get(k).real(i) / examples.size();
                }
            }
        }
        return means;
    }

    /** What a layer alone makes of an input without bias and activation, as a mean for each channel. */
    private static float[] linear(Weighted layer, Model of, float[] input) throws ModelFormatException {
        Draft draft = Draft.empty("one layer");
        TensorInfo x = of.main().tensors().get(layer.inputTensor());
        TensorInfo weights = layer.weights(of);
        TensorInfo output = of.main().tensors().get(layer.outputTensor());
        int in = draft.add("x", TensorType.FLOAT32, Optional.empty(), x.shape());
        int w = draft.constant("weights", Reals.of(weights), weights.shape());
        int out = draft.add("y", TensorType.FLOAT32, Optional.empty(), output.shape());
        Operator operator = layer.operator();
        boolean transposed = layer.input() != 0;
        List<Integer> inputs = transposed ? List.of(draft.constant("shape", output.shape(), output.shape().length), w, in)
            : List.of(in, w);
        draft.add(operator.code(), 1, Activations.with(operator.options(), Activation.NONE), inputs, List.of(out));
        draft.inputs().add(in);
        draft.outputs().add(out);
        Interpreter interpreter = Interpreter.prepare(draft.model());
        interpreter.input(0).writeReals(input, 0);
        interpreter.invoke();
        int channels = layer.channels(of);
        float[] mean = new float[channels];
        int places = output.elements() / channels;
        for (int i = 0; i < output.elements(); i++) {
            mean[i % channels] += interpreter.output(0).real(i) / places;
        }
        return mean;
    }

    private Draft corrected(Weighted layer, float[] wanted, float[] is) {
        Draft draft = Draft.of(whole);
        TensorInfo bias = draft.tensor(layer.biasTensor().orElseThrow());
        Quantization quantization = bias.quantization().orElseThrow();
        ByteBuffer old = bias.constant().orElseThrow().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer bytes = ByteBuffer.allocate(bias.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int c = 0; c < wanted.length; c++) {
            double step = quantization.scales()[quantization.perAxis() ? c : 0];
            double shift = Math.rint((wanted[c] - is[c]) / step);
            if (bias.type() == TensorType.INT64) {
                bytes.putLong(old.getLong() + (long) shift);
            } else {
                bytes.putInt((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, old.getInt() + shift)));
            }
        }
        draft.set(bias.index(), bias.type(), bias.shape(), bias.quantization(), Optional.of(bytes.flip()));
        return draft;
    }
}

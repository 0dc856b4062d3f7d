package dev.pipit.framework.compression.quantize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;

/**
 * Equalization across layers: where a layer reads the channels of another, through nothing or a RELU, each channel is made
 * smaller in the one and larger in the other until both have weights of the same size. The network computes the same.
 *
 * <p>Source: M. Nagel and others, Data-free quantization through weight equalization and bias correction, 2019, section 4.1.
 */
final class Equalization {
    private static final int SWEEPS = 40;
    private static final double SETTLED = 1e-3;

    private final Model model;
    private final Draft draft;
    private final List<Pair> pairs = new ArrayList<>();

    /** A layer, and the only one that reads it. */
    private record Pair(Weighted first, Weighted second) { }

    private Equalization(Model model) {
        this.model = model;
        draft = Draft.of(model);
        for (Weighted first : Weighted.all(model)) {
            List<Operator> readers = draft.readers(first.outputTensor());
            Optional<Weighted> second = readers.size() == 1 ? Weighted.of(readers.get(0)) : Optional.empty();
            second.filter(each -> fits(first, each)).ifPresent(each -> pairs.add(new Pair(first, each)));
        }
    }

    private boolean fits(Weighted first, Weighted second) {
        Activation activation = Activations.of(first.operator().options()).orElseThrow();
        boolean single = first.operator().code() != OperatorCode.TRANSPOSE_CONV
            && second.operator().code() != OperatorCode.TRANSPOSE_CONV
            && second.inputTensor() == first.outputTensor()
            && draft.readers(first.weightsTensor()).size() == 1 && draft.readers(second.weightsTensor()).size() == 1
            && first.biasTensor().map(bias -> draft.readers(bias).size() == 1).orElse(true);
        boolean multiplies = second.operator().options() instanceof Options.DepthwiseConv2d o && o.depthMultiplier() != 1;
        return single && !multiplies && (activation == Activation.NONE || activation == Activation.RELU)
            && !draft.outputs().contains(first.outputTensor()) && columns(second) == first.channels(model);
    }

    /** How many channels a layer reads. */
    private int columns(Weighted layer) {
        int[] shape = layer.weights(model).shape();
        return shape[shape.length - 1];
    }

    static Model of(Model model) {
        Equalization all = new Equalization(model);
        double change = Double.POSITIVE_INFINITY;
        for (int sweep = 0; sweep < SWEEPS && change > SETTLED; sweep++) {
            change = 0;
            for (Pair pair : all.pairs) {
                change = Math.max(change, all.equalize(pair));
            }
        }
        return all.draft.model();
    }

    private double equalize(Pair pair) {
        float[] first = Reals.of(draft.tensor(pair.first.weightsTensor()));
        float[] second = Reals.of(draft.tensor(pair.second.weightsTensor()));
        int channels = columns(pair.second);
        int[] shape = pair.first.weights(model).shape();
        var layout = RoundedWeights.Layout.of(shape, pair.first.axis(), true);
        double[] here = new double[channels];
        double[] there = new double[channels];
        for (int i = 0; i < first.length; i++) {
            here[layout.channel(i)] = Math.max(here[layout.channel(i)], Math.abs(first[i]));
        }
        for (int i = 0; i < second.length; i++) {
            there[i % channels] = Math.max(there[i % channels], Math.abs(second[i]));
        }
        double[] scale = new double[channels];
        double change = 0;
        for (int c = 0; c < channels; c++) {
            scale[c] = here[c] > 0 && there[c] > 0 ? Math.sqrt(here[c] / there[c]) : 1;
            change = Math.max(change, Math.abs(Math.log(scale[c])));
        }
        for (int i = 0; i < first.length; i++) {
            first[i] = (float) (first[i] / scale[layout.channel(i)]);
        }
        for (int i = 0; i < second.length; i++) {
            second[i] = (float) (second[i] * scale[i % channels]);
        }
        draft.setReals(pair.first.weightsTensor(), first, shape);
        draft.setReals(pair.second.weightsTensor(), second, pair.second.weights(model).shape());
        pair.first.biasTensor().ifPresent(tensor -> {
            float[] bias = Reals.of(draft.tensor(tensor));
            for (int c = 0; c < channels; c++) {
                bias[c] = (float) (bias[c] / scale[c]);
            }
            draft.setReals(tensor, bias, channels);
        });
        return change;
    }
}

package dev.pipit.framework.compression.retrain;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.training.Network;

/**
 * The main subgraph of a model as a network that can be trained, and the way back. It computes what the model computes in
 * real numbers, but for the rounding of floats; a SOFTMAX or LOGISTIC at the end is left out: the network gives logits.
 *
 * <p>The model must have one input and a batch of one, and no state. Weights may be real numbers or whole ones with scales,
 * which stay as they are when weights are written back.
 */
public final class Trainable {
    /** What turns the network's outputs into those of the model. */
    public enum Ending {
        /** They are the same. */
        NONE,
        /** SOFTMAX. */
        PROBABILITIES,
        /** LOGISTIC. */
        CHANCES
    }

    private static final Set<OperatorCode> WEIGHTED = EnumSet.of(OperatorCode.CONV_2D, OperatorCode.DEPTHWISE_CONV_2D,
        OperatorCode.FULLY_CONNECTED);

    private final Model model;
    private final Network network;
    private final List<Weights> weights;
    private final Map<Integer, Integer> numbers;
    private final Ending ending;

    Trainable(Model model, Network network, List<Weights> weights, Map<Integer, Integer> numbers, Ending ending) {
        this.model = model;
        this.network = network;
        this.weights = List.copyOf(weights);
        this.numbers = Map.copyOf(numbers);
        this.ending = ending;
    }

    /**
     * In real numbers, whatever the model's are.
     *
     * @throws IllegalArgumentException if there are operators that cannot be trained, all of them named; if weights are not
     *                                  finite
     */
    public static Trainable of(Model model) {
        return new Importer(model, false).make();
    }

    /**
     * With the rounding of an 8-bit model: weights and tensors are rounded by the model's scales in every forward pass, and
     * gradients pass as if they were not, where nothing is cut off (straight-through estimator, Bengio et al. 2013).
     *
     * @throws IllegalArgumentException as above, and if tensors are computed that have no scale of 8 bits
     */
    public static Trainable rounded(Model model) {
        return new Importer(model, true).make();
    }

    /** With rounding if the model computes in 8 bits, else without. */
    public static Trainable alike(Model model) {
        boolean whole = model.main().operators().stream()
            .filter(operator -> WEIGHTED.contains(operator.code()))
            .allMatch(operator -> model.main().tensors().get(operator.outputs().get(0)).type() == TensorType.INT8);
        return whole ? rounded(model) : of(model);
    }

    /** The model that it was made of, without FLOAT16 constants: those are FLOAT32. */
    public Model original() {
        return model;
    }

    /** To be trained; the parameters are copies of the model's constants. */
    public Network network() {
        return network;
    }

    /** The parameters with their constants, in the order of the operators: weights, then bias, of each. */
    public List<Weights> weights() {
        return weights;
    }

    /** The node that computes a tensor of the main subgraph: behind its fused activation and its rounding. */
    public int number(int tensor) {
        Integer number = numbers.get(tensor);
        if (number == null) {
            throw new IllegalArgumentException("must be a tensor that is filled or computed: tensor=" + tensor);
        }
        return number;
    }

    /** The node of the first output: logits where the model ends with {@link #ending()}. */
    public int output() {
        return number(model.main().outputs().get(0));
    }

    /** What was left out at the end. */
    public Ending ending() {
        return ending;
    }

    /** The model with the parameters of now. */
    public Model model() {
        Draft draft = Draft.of(model);
        weights.forEach(each -> each.write(draft));
        return draft.model();
    }
}

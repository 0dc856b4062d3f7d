package dev.pipit.framework.compression.quantize;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.UnsupportedOperator;
import dev.pipit.framework.inference.UnsupportedOperatorsException;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * Quantizes a trained network after its training: a model of real numbers, and examples of its inputs, give a model of
 * whole numbers that runs here and in TensorFlow Lite (Micro).
 *
 * <p>A model that holds rounded weights already (of 8 or 16 bits, with real activations) is taken for what they stand for.
 */
public final class Quantizer {
    private Quantizer() {
    }

    /**
     * Quantizes a model.
     *
     * @param examples what the input may look like, row-major, at least one
     * @throws IllegalArgumentException if there is no example or one of another size, if a weight is no number, or if
     *                                  operators cannot be quantized; all of them are named, in one line
     */
    public static Model quantize(Model model, List<float[]> examples, QuantizeSettings settings) throws ModelFormatException {
        Model real = FloatTwin.of(model);
        check(real, examples);
        real = Fusion.of(real);
        real = settings.equalize() ? Equalization.of(real) : real;
        Observed observed = Observed.of(real, examples);
        Scales scales = new Scales(real, observed, settings);
        Draft draft = new Rounding(real, scales, observed, settings).draft();
        Model whole = checked(draft, model.name(), settings);
        if (settings.biasCorrection()) {
            whole = checked(new BiasCorrection(real, whole, examples).draft(), model.name(), settings);
        }
        return settings.realEnds() ? checked(Ends.of(whole), model.name(), settings) : whole;
    }

    private static void check(Model model, List<float[]> examples) {
        if (model.main().inputs().size() != 1) {
            throw new IllegalArgumentException(model.name() + ": must have one input to be calibrated: inputs="
                + model.main().inputs().size());
        }
        int size = model.main().tensors().get(model.main().inputs().get(0)).elements();
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one example to calibrate on: examples=0");
        }
        for (float[] example : examples) {
            if (example.length != size) {
                throw new IllegalArgumentException("examples must have as many numbers as the input: numbers="
                    + example.length + ", input=" + size);
            }
        }
        String unsupported = model.main().operators().stream().filter(operator -> !supported(model, operator))
            .map(operator -> operator.name() + " (operator " + operator.index() + ")").collect(Collectors.joining(", "));
        if (!unsupported.isEmpty()) {
            throw new IllegalArgumentException(model.name() + ": operators that cannot be quantized: " + unsupported);
        }
        for (TensorInfo tensor : model.main().tensors()) {
            if (tensor.type() == TensorType.FLOAT32 && tensor.constant().isPresent()) {
                checkFinite(model, tensor);
            }
        }
    }

    private static boolean supported(Model model, Operator operator) {
        boolean constant = Weighted.of(operator).map(each -> each.weights(model).constant().isPresent()).orElse(true);
        return constant && Rule.of(operator).isPresent();
    }

    private static void checkFinite(Model model, TensorInfo tensor) {
        float[] values = Reals.of(tensor);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(model.name() + ": weights must be finite numbers: tensor "
                    + tensor.index() + " (" + tensor.name() + ") has " + values[i] + " at " + i);
            }
        }
    }

    /** As it will be read again, and able to run. */
    private static Model checked(Draft draft, String name, QuantizeSettings settings) throws ModelFormatException {
        Model model = Model.read(ByteBuffer.wrap(ModelWriter.bytes(draft.model())), name);
        try {
            Interpreter.prepare(model);
        } catch (UnsupportedOperatorsException e) {
            throw new IllegalArgumentException(name + ": operators that cannot run as " + settings.numbers() + ": "
                + e.operators().stream().map(UnsupportedOperator::name).distinct().collect(Collectors.joining(", ")), e);
        }
        return model;
    }
}

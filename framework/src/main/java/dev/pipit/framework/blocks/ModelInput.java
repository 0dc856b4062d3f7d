package dev.pipit.framework.blocks;

import dev.pipit.framework.dsp.micro.Int8Features;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.tflite.TensorType;

/**
 * Stores features in a model's input: by its quantization; {@link MicroFeatures} into an int8 input by the conversion of
 * {@link Int8Features}, because its models were trained so.
 */
final class ModelInput {
    private final TensorView in;
    private final boolean microInt8;

    ModelInput(TensorView in, TensorFormat features) {
        this.in = in;
        this.microInt8 = features.madeBy() instanceof MicroFeatures && in.info().type() == TensorType.INT8;
    }

    /** Stores all values, the first of them as number {@code at}. */
    void write(float[] values, int at) {
        if (microInt8) {
            for (int i = 0; i < values.length; i++) {
                in.set(at + i, Int8Features.of((int) values[i]));
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                in.setReal(at + i, values[i]);
            }
        }
    }
}

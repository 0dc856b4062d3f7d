package dev.pipit.apps.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/** Gives two models the same inputs: bit for bit where types and quantizations are equal, else the same real numbers. */
final class SameInputs {
    private SameInputs() {
    }

    /**
     * Random numbers, uniform over all that an input can hold: over the range of the quantization, from −1 to 1 where
     * both are real numbers, from 0 to 255 for whole numbers of 32 bits without a quantization.
     */
    static void random(List<TensorView> inputs, List<TensorView> others, SplittableRandom random) {
        for (int k = 0; k < inputs.size(); k++) {
            boolean real = inputs.get(k).info().type() == TensorType.FLOAT32;
            TensorView from = real ? others.get(k) : inputs.get(k);        // what is quantized knows its range
            TensorView to = real ? inputs.get(k) : others.get(k);
            for (int i = 0; i < from.elements(); i++) {
                draw(from, i, random);
            }
            copy(from, to);
        }
    }

    private static void draw(TensorView view, int i, SplittableRandom random) {
        switch (view.info().type()) {
            case FLOAT32 -> view.setReal(i, (float) random.nextDouble(-1, 1));
            case INT32, INT64, BOOL -> view.set(i, random.nextInt(view.info().type() == TensorType.BOOL ? 2 : 256));
            default -> view.set(i, random.nextInt());                      // what the type cannot hold is cut off
        }
    }

    /** Arrays for the first model's inputs, which are translated for the other. */
    static void read(List<Path> files, List<TensorView> inputs, List<TensorView> others) throws IOException {
        if (files.size() != inputs.size()) {
            throw new IOException("inputs must be as many as the model has: inputs=" + files.size() + ", expected="
                + inputs.size());
        }
        for (int k = 0; k < inputs.size(); k++) {
            Npy array = Npy.load(files.get(k));
            List<Integer> shape = TensorArray.shape(inputs.get(k).info(), Optional.empty());
            if (!array.shape().equals(shape)) {
                throw new IOException(files.get(k) + ": must be of shape " + shape + ": it is " + array.shape());
            }
            inputs.get(k).write(TensorArray.bytes(array, inputs.get(k), true), 0);
            copy(inputs.get(k), others.get(k));
        }
    }

    private static void copy(TensorView from, TensorView to) {
        TensorInfo a = from.info();
        TensorInfo b = to.info();
        if (a.type() == b.type() && a.quantization().equals(b.quantization())) {
            byte[] bytes = new byte[from.bytes()];
            from.read(bytes, 0);
            to.write(bytes, 0);
            return;
        }
        for (int i = 0; i < from.elements(); i++) {
            to.setReal(i, from.real(i));
        }
    }
}

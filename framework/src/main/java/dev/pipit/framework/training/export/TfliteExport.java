package dev.pipit.framework.training.export;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.training.integer.IntegerNetwork;

/** Makes models of networks of 8-bit numbers. What they compute is what the network's simulation computes. */
public final class TfliteExport {
    private TfliteExport() {
    }

    /**
     * A model that takes the whole input at once: INT8 {@code [1, height, width, channels]}. Outputs of one place have the
     * shape {@code [1, channels]}, others {@code [1, height, width, channels]}.
     *
     * @param description what the file says about itself
     * @throws IllegalArgumentException if a layer has no operator for it
     */
    public static Model whole(IntegerNetwork network, String description) {
        return WholeExport.model(network, description);
    }

    /**
     * A model that takes the next rows of an endless sequence in each invocation, and keeps what it needs of those before
     * in variables: INT8 {@code [1, rowsPerStep, channels]}. Before the first row everything is 0, so that its outputs,
     * one behind the other, are those of the simulation over the whole sequence. An output of one row a step has the
     * shape {@code [1, channels]}, others {@code [1, rows, channels]}.
     *
     * <p>It has only operators that ESPHome's micro_wake_word registers. Each layer that looks back has a variable of its
     * own, unless another needs the same rows.
     *
     * @param rowsPerStep a multiple of the product of all strides
     * @param description what the file says about itself
     * @throws IllegalArgumentException if a layer looks ahead, or has no operator for it
     */
    public static Model streaming(IntegerNetwork network, int rowsPerStep, String description) {
        return StreamingExport.model(network, rowsPerStep, description);
    }
}

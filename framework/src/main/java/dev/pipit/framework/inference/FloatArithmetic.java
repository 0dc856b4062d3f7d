package dev.pipit.framework.inference;

import dev.pipit.framework.inference.kernel.FloatKernels;

/** The engine's sums of products of floats, for what computes outside a model: training. */
public final class FloatArithmetic {
    private FloatArithmetic() {
    }

    /** By the Vector API where it is, else in plain Java; the same bits. */
    @SuppressWarnings("exports")                    // for other packages of the framework
    public static FloatKernels fastest() {
        return KernelChoice.floats();
    }
}

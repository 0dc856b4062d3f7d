package dev.pipit.framework.training;

import java.util.List;

/** Changes parameters by their gradients. */
public interface Optimizer {
    /** @param gradients of the parameters, in their order */
    void step(List<float[]> gradients, double learningRate);

    /** What it remembers, to be saved and written back. */
    List<float[]> state();
}

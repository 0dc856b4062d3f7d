package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/** What an operator can ask of the interpreter while it is prepared. */
public interface Surroundings {
    /** Whether products are rounded once instead of twice. */
    boolean roundsOnce();

    /** Memory that is kept from one invocation to the next, and is all zeros in a fresh interpreter. */
    Storage state(int bytes);

    /** Says that an operator holds this much memory of its own while it runs. */
    void scratch(long bytes);

    /** All operators of another subgraph, as one kernel. */
    Kernel subgraph(int index) throws ModelFormatException;
}

package dev.pipit.framework.inference.kernel;

import java.util.List;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorInfo;

/** What an operator can ask of the interpreter while it is prepared. */
public interface Surroundings {
    /** Whether products are rounded once instead of twice. */
    boolean roundsOnce();

    /** Memory that is kept from one invocation to the next, and is all zeros in a fresh interpreter. */
    Storage state(int bytes) throws ModelFormatException;

    /** Memory for the numbers of a tensor that is kept from one invocation to the next; at first they are its zero point. */
    Storage state(TensorInfo tensor) throws ModelFormatException;

    /** Says that an operator holds this much memory of its own while it runs. */
    void scratch(long bytes);

    /** All operators of another subgraph, as one kernel. */
    Kernel subgraph(int index) throws ModelFormatException;

    /** The tensors that are filled before another subgraph runs. */
    List<Operand> inputs(int subgraph) throws ModelFormatException;

    /** The tensors that hold what another subgraph computed. */
    List<Operand> outputs(int subgraph) throws ModelFormatException;
}

package dev.pipit.framework.inference;

/** Which versions of the operators run. All give the same numbers, in every bit. */
public enum KernelSet {
    /** Scalar kernels at first, vector kernels after {@link Interpreter#upgrade}. */
    FASTEST,
    /** Vector kernels from the first invocation on, which takes long; scalar ones where there is no Vector API. */
    VECTOR,
    /** Plain Java, arranged for speed. */
    SCALAR,
    /** Plain Java, written to be read: what the others are compared with. */
    REFERENCE
}

package dev.pipit.framework.training;

/** What surrounds an image that a window moves over. */
public enum Padding {
    /** Nothing. */
    VALID,
    /** Zeros on all sides, as TensorFlow places them: with a stride of 1, as many outputs as inputs. */
    SAME,
    /** Zeros in front of the time, so that no output looks ahead; nothing across. */
    CAUSAL
}

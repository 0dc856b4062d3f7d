package dev.pipit.framework.training.integer;

/** What is added around a tensor before a kernel moves over it. Whatever is added stands for 0. */
public enum Padding {
    /** As much on both sides as makes ceil(extent / stride) outputs; the odd one behind. */
    SAME,
    /** Nothing. */
    VALID,
    /**
     * Rows before the first, one less than the kernel covers: output j ends with row j × stride. Nothing is added to the
     * columns.
     */
    CAUSAL,
    /**
     * As {@link #CAUSAL}, but fewer rows by stride − 1: output j ends with row (j + 1) × stride − 1, the newest of those
     * that came for it. A kernel that covers less than a stride leaves out the first rows.
     */
    NEWEST
}

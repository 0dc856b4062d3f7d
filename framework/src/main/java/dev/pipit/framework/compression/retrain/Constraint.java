package dev.pipit.framework.compression.retrain;

/**
 * What must hold of the parameters: that some stay 0, that some are equal. It changes them in place; which ones, it knows
 * from the {@link Trainable} that it was made for.
 */
@FunctionalInterface
public interface Constraint {
    /**
     * Called before the first step and after each.
     *
     * @param done how many steps were made
     * @param of   how many will be made
     */
    void apply(int done, int of);

    /** Nothing must hold. */
    static Constraint none() {
        return (done, of) -> { };
    }
}

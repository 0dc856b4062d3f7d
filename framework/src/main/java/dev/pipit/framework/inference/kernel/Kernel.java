package dev.pipit.framework.inference.kernel;

/** An operator that is ready to run: everything is checked, computed once and bound to memory. */
@FunctionalInterface
public interface Kernel {
    /** For operators that have nothing left to do: what they say was settled while they were prepared. */
    Kernel NOTHING = () -> { };

    /** Computes the outputs from the inputs. Allocates nothing, throws nothing. */
    void run();

    /** Whether the last run came to its end. If not, what comes after it must not be run. */
    default boolean finished() {
        return true;
    }
}

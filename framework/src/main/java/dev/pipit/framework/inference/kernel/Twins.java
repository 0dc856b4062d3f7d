package dev.pipit.framework.inference.kernel;

import java.util.Optional;

import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Kernels that are faster than the reference and equal to it in every bit. For one interpreter: its kernels run one
 * after the other and may share memory.
 */
public interface Twins {
    /** No twins: the reference itself. */
    Twins NONE = new Twins() {
        @Override
        public Optional<Kernel> twin(Node node) {
            return Optional.empty();
        }

        @Override
        public long bytes() {
            return 0;
        }
    };

    /** The faster kernel of an operator that the reference has taken, or nothing where there is none. */
    Optional<Kernel> twin(Node node) throws ModelFormatException;

    /** Memory that the kernels made so far hold: rearranged weights, tables, room to work in. */
    long bytes();
}

package dev.pipit.framework.inference;

import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Operand;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.inference.kernel.Surroundings;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Moves the rows of a tensor that are kept to where they stand in the coming invocation.
 *
 * <p>With one phase that is a move within the tensor. With more, what the last invocation left is put aside, and what
 * was put aside {@code phases} invocations ago is brought back.
 */
final class Rotation {
    private final Storage tensor;
    private final int from;
    private final int to;
    private final int length;

    private Rotation(Operand operand, Slide slide, int keptFrom) {
        int row = operand.storage().length() / slide.rows();
        this.tensor = operand.storage();
        this.from = (keptFrom + slide.shift()) * row;
        this.to = keptFrom * row;
        this.length = (slide.newFrom() - keptFrom) * row;
    }

    /** Of the rows from {@code keptFrom} on. */
    static Kernel prepare(Operand operand, Slide slide, int keptFrom, Surroundings surroundings)
            throws ModelFormatException {
        var rotation = new Rotation(operand, slide, keptFrom);
        int phases = slide.phases();
        if (phases == 1) {
            return rotation::move;
        }
        Storage aside = surroundings.state(phases * rotation.length);
        Storage phase = surroundings.state(Integer.BYTES);
        return () -> rotation.exchange(aside, phase, phases);
    }

    private void move() {
        tensor.copy(from, tensor, to, length);
    }

    private void exchange(Storage aside, Storage phase, int phases) {
        int now = phase.int32(0);
        phase.putInt32(0, (now + 1) % phases);
        tensor.copy(from, aside, (now + phases - 1) % phases * length, length);
        aside.copy(now * length, tensor, to, length);
    }
}

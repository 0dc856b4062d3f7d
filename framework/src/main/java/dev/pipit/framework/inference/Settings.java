package dev.pipit.framework.inference;

import java.util.Objects;

/**
 * How a model is prepared.
 *
 * @param rounding         of products with multipliers
 * @param keepsAllTensors  no two tensors share memory, so that each can be read after an invocation
 * @param mostArenaBytes   refuses a model that asks for more memory than this for its arena and variables, at least 1
 * @param kernels          which versions of the operators run
 * @param workers          among whom an {@link Interpreter} splits large operators; each holds their weights for itself
 */
public record Settings(Rounding rounding, boolean keepsAllTensors, long mostArenaBytes, KernelSet kernels,
        Workers workers) {
    private static final long USUAL_MOST_ARENA_BYTES = 256L << 20;

    public Settings {
        Objects.requireNonNull(rounding, "rounding");
        Objects.requireNonNull(kernels, "kernels");
        Objects.requireNonNull(workers, "workers");
        if (mostArenaBytes < 1 || mostArenaBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                "mostArenaBytes must be 1 to 2147483647: mostArenaBytes=" + mostArenaBytes);
        }
    }

    /** Double rounding, shared memory, at most 256 MiB of it, the fastest kernels, one thread. */
    public static Settings standard() {
        return new Settings(Rounding.DOUBLE, false, USUAL_MOST_ARENA_BYTES, KernelSet.FASTEST, Workers.NONE);
    }

    /** The same with another rounding. */
    public Settings rounding(Rounding other) {
        return new Settings(other, keepsAllTensors, mostArenaBytes, kernels, workers);
    }

    /** The same, with memory of its own for each tensor. */
    public Settings keepingAllTensors() {
        return new Settings(rounding, true, mostArenaBytes, kernels, workers);
    }

    /** The same, with memory that tensors share. */
    Settings sharingMemory() {
        return new Settings(rounding, false, mostArenaBytes, kernels, workers);
    }

    /** The same with another bound on memory. */
    public Settings mostArenaBytes(long other) {
        return new Settings(rounding, keepsAllTensors, other, kernels, workers);
    }

    /** The same with other kernels. */
    public Settings kernels(KernelSet other) {
        return new Settings(rounding, keepsAllTensors, mostArenaBytes, other, workers);
    }

    /** The same on several threads. Those of one interpreter at a time. */
    public Settings workers(Workers other) {
        return new Settings(rounding, keepsAllTensors, mostArenaBytes, kernels, other);
    }
}

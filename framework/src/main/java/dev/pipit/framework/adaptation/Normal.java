package dev.pipit.framework.adaptation;

import java.util.List;
import java.util.Optional;

/**
 * What is normal for a machine, and how far a feature row is from there.
 *
 * <p>Distance: in limits, 1 is the edge of normal; NaN where a number of the row is none. Threads: one at a time.
 */
public sealed interface Normal permits MachineBaseline, MachineTrees, Autoencoder {
    /** The same, to be asked by another thread, or for something else. */
    Normal copy();

    /** Numbers of a row. */
    int features();

    /** How far a row is from normal, in limits. No allocation. */
    double distance(float[] row);

    /**
     * Why a row is as far away as it is, what adds most first. Changes nothing.
     *
     * @param most how many at most; those that add less than a tenth are left out
     */
    List<Moved> moved(float[] row, int most);

    /**
     * Takes rows as normal too; this one stays as it is.
     *
     * @param kept rows of what was normal before
     * @throws IllegalArgumentException if the rows do not do for it
     */
    Extension<? extends Normal> extend(List<float[]> rows, List<float[]> kept);

    /** What it has become by what it was asked about, to be kept; empty if it does not follow change, or there was none. */
    default Optional<Normal> followed() {
        return Optional.empty();
    }

    /** As entries of a state, beside others. */
    void write(State.Builder state);

    /** Operating points that are told apart. */
    default int points() {
        return 1;
    }

    /** Work that makes {@link #distance} faster and changes no result, by another thread; empty if there is none. */
    default Optional<Runnable> warmUp() {
        return Optional.empty();
    }

    /** From a state that {@link #write} has written into. */
    static Normal read(State state) {
        return Autoencoder.isIn(state) ? Autoencoder.read(state) : MachineTrees.isIn(state) ? MachineTrees.read(state)
            : MachineBaseline.read(state);
    }

    /**
     * A feature that moved.
     *
     * @param group     such as the axis
     * @param feature   of the group
     * @param share     of the distance that it adds
     * @param deviation from the median of the operating point, in robust standard deviations, with its sign
     */
    record Moved(int group, int feature, double share, double deviation) {
    }

    /**
     * What an extension did.
     *
     * @param baseline with it; the same as before if nothing was needed
     * @param what     for people
     */
    record Extension<N extends Normal>(N baseline, String what) {
    }
}

package dev.pipit.framework.training;

/**
 * Numbers that are learned.
 *
 * @param name   unique in its network
 * @param values changed in place by the optimiser
 * @param decays whether weight decay applies: to weights, not to biases and scales
 */
@SuppressWarnings("ArrayRecordComponent")
public record Parameter(String name, float[] values, boolean decays) {
    /** Another name for the same numbers. */
    Parameter within(String node) {
        return new Parameter(node + "." + name, values, decays);
    }
}

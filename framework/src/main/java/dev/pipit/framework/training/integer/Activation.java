package dev.pipit.framework.training.integer;

/** What cuts off the outputs of a layer, in the same step. */
public enum Activation {
    NONE,
    /** Nothing below 0. */
    RELU,
    /** Nothing below 0 and above 6. */
    RELU6;

    /** The least number an output with this scale can be. */
    public int least(Scale scale) {
        return this == NONE ? Byte.MIN_VALUE : Math.max(Byte.MIN_VALUE, scale.zeroPoint());
    }

    /** The greatest number an output with this scale can be. */
    public int greatest(Scale scale) {
        return this != RELU6 ? Byte.MAX_VALUE
            : (int) Math.min(Byte.MAX_VALUE, scale.zeroPoint() + Math.floor(6f / scale.scale() + 0.5));
    }

    int clamp(int q, Scale scale) {
        return Math.max(least(scale), Math.min(greatest(scale), q));
    }
}

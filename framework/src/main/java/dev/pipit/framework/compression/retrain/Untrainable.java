package dev.pipit.framework.compression.retrain;

/** An operator has no layer: why, in a few words behind its name. */
final class Untrainable extends Exception {
    /** Stands for the node of a tensor that was not made. */
    static final int NUMBER = -1;

    private static final long serialVersionUID = 1;

    Untrainable(String why) {
        super(why);
    }

    Untrainable(String why, Exception cause) {
        super(why, cause);
    }

    static void unless(boolean holds, String why) throws Untrainable {
        if (!holds) {
            throw new Untrainable(why);
        }
    }
}

package dev.pipit.apps.onnx;

/** A node cannot be converted; the message says why, in a few words. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    Unfit(String reason) {
        super(reason, null, false, false);
    }

    /** @throws Unfit unless {@code holds} */
    static void unless(boolean holds, String reason) throws Unfit {
        if (!holds) {
            throw new Unfit(reason);
        }
    }
}

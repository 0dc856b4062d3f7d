package dev.pipit.framework.training.export;

/** Where the rows come from that a causal layer needs before those that it is given. */
@FunctionalInterface
interface Border {
    /**
     * Adds operators that put rows before those of a tensor.
     *
     * @param tensor [1, height, width, channels]
     * @param rows   how many, at least 1
     * @return [1, rows + height, width, channels]
     */
    int before(int tensor, int rows);
}

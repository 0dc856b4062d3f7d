package dev.pipit.framework.training;

/** How far outputs are from what they should be. */
@FunctionalInterface
public interface Loss {
    /**
     * The mean loss, and its gradient.
     *
     * @param outputs   rows of {@code channels} numbers: {@code [batch, height, width, channels]} of a node
     * @param targets   what the loss says, as many rows
     * @param share     what the loss and its gradient are multiplied by
     * @param gradients of the outputs; added to
     * @return share · mean
     */
    double add(float[] outputs, int channels, float[] targets, double share, float[] gradients);

    /**
     * Of a node of a pass, between its forward and its backward half.
     *
     * @param share how much of the step's examples are in this pass, times the weight of this loss among others
     */
    default double add(Pass pass, int node, float[] targets, double share) {
        float[] outputs = pass.output(node);
        return add(outputs, pass.shape(node).channels(), targets, share, pass.gradient(node));
    }
}

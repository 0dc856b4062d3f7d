package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/**
 * DEPTH_TO_SPACE and SPACE_TO_DEPTH: the channels of a pixel become a square of pixels, and back. Shape: deep
 * {@code [batches, rows, columns, block × block × channels]}, wide
 * {@code [batches, rows × block, columns × block, channels]}.
 */
final class DepthSpace {
    private final Selection deepToWide;
    private final Selection wideToDeep;

    private DepthSpace(Node node, Operand deep, Operand wide, int block) throws ModelFormatException {
        node.require(deep.rank() == 4 && wide.rank() == 4, "input and output must have rank 4: ranks=%s, %s",
            deep.rank(), wide.rank());
        int channels = wide.extent(3);
        node.require(wide.extent(0) == deep.extent(0) && wide.extent(1) == (long) block * deep.extent(1)
            && wide.extent(2) == (long) block * deep.extent(2)
            && deep.extent(3) == (double) block * block * channels,
            "rows and columns must be %s times as many where channels are %s times as few", block,
            (long) block * block);
        int[] counts = {deep.extent(0), deep.extent(1), block, deep.extent(2), block, channels};
        int row = wide.extent(2) * channels;
        int[] wideSteps = {wide.extent(1) * row, block * row, row, block * channels, channels, 1};
        int pixel = deep.extent(3);
        int line = deep.extent(2) * pixel;
        int[] deepSteps = {deep.extent(1) * line, line, block * channels, pixel, channels, 1};
        int size = deep.type().bits() / 8;
        this.deepToWide = new Selection(size, counts, 0, deepSteps, 0, wideSteps);
        this.wideToDeep = new Selection(size, counts, 0, wideSteps, 0, deepSteps);
    }

    static Kernel prepareToSpace(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        Selection selection = new DepthSpace(node, in, out, node.options(Options.DepthToSpace.class).blockSize())
            .deepToWide;
        return () -> selection.copy(in.storage(), out.storage());
    }

    static Kernel prepareToDepth(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        Selection selection = new DepthSpace(node, out, in, node.options(Options.SpaceToDepth.class).blockSize())
            .wideToDeep;
        return () -> selection.copy(in.storage(), out.storage());
    }
}

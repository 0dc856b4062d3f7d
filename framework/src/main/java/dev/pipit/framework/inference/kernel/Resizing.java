package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/** What RESIZE_BILINEAR and RESIZE_NEAREST_NEIGHBOR have in common: an image, and the size that it is to have. */
record Resizing(Operand input, Operand output, boolean alignCorners, boolean halfPixelCenters) {
    static Resizing of(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        var options = node.options(Options.Resize.class);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.rank() == 4 && out.rank() == 4, "input and output must have rank 4: ranks=%s, %s", in.rank(),
            out.rank());
        int[] size = node.constantInts(node.input(1));
        node.require(size.length == 2 && size[0] == out.extent(1) && size[1] == out.extent(2)
            && in.extent(0) == out.extent(0) && in.extent(3) == out.extent(3),
            "output must have the rows and columns given, batches and channels of the input");
        node.require(in.elements() > 0 || out.elements() == 0, "input must not be empty");
        return new Resizing(in, out, options.alignCorners(), options.halfPixelCenters());
    }

    /** Index of the first channel of a pixel of the input. */
    int pixel(int batch, int row, int column) {
        return ((batch * input.extent(1) + row) * input.extent(2) + column) * input.extent(3);
    }
}

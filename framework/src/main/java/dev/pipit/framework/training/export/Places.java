package dev.pipit.framework.training.export;

import java.util.Arrays;
import java.util.List;

import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.training.integer.Scale;

/**
 * The same numbers in another shape, or fewer of them. A tensor is [1, height, width, channels] or, where it has one
 * place, [1, channels]; another rank costs a RESHAPE.
 */
final class Places {
    private final SubgraphMaker graph;

    Places(SubgraphMaker graph) {
        this.graph = graph;
    }

    /** Whether it has rows and columns. */
    boolean isImage(int tensor) {
        return shape(tensor).length == 4;
    }

    int[] shape(int tensor) {
        return graph.info(tensor).shape();
    }

    Scale scale(int tensor) {
        var quantization = graph.info(tensor).quantization().orElseThrow();
        return new Scale(quantization.scale(), quantization.zeroPoint());
    }

    /** A new tensor of the same type and scale, if it has one. */
    int like(int tensor, String suffix, int... shape) {
        return graph.like(tensor, graph.info(tensor).name() + "/" + suffix, shape);
    }

    /** With rows and columns. */
    int image(int tensor) {
        int[] shape = shape(tensor);
        return isImage(tensor) ? tensor : reshaped(tensor, 1, 1, 1, shape[shape.length - 1]);
    }

    /** In another shape. */
    int reshaped(int tensor, int... shape) {
        if (Arrays.equals(shape, shape(tensor))) {
            return tensor;
        }
        int to = like(tensor, "reshaped", shape);
        reshape(tensor, to);
        return to;
    }

    /** Adds a RESHAPE to a tensor that is there. */
    void reshape(int from, int to) {
        int[] shape = shape(to);
        int extents = graph.constant(graph.info(to).name() + "/shape", shape);
        graph.operator(OperatorCode.RESHAPE, 1, new Options.Reshape(Arrays.stream(shape).boxed().toList()),
            List.of(from, extents), List.of(to));
    }

    /** The last {@code rows} of an image. */
    int lastRows(int tensor, int rows) {
        int[] shape = shape(tensor);
        int to = like(tensor, "last", 1, rows, shape[2], shape[3]);
        int begin = graph.constant("begin_" + (shape[1] - rows), 0, shape[1] - rows, 0, 0);
        int end = graph.constant("end", 0, 0, 0, 0);
        int strides = graph.constant("strides", 1, 1, 1, 1);
        int allButRows = 0b1101;
        graph.operator(OperatorCode.STRIDED_SLICE, 2, new Options.StridedSlice(allButRows, 0b1111, 0, 0, 0, false),
            List.of(tensor, begin, end, strides), List.of(to));
        return to;
    }
}

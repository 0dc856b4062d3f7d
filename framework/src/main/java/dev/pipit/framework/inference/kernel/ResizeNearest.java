package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/** RESIZE_NEAREST_NEIGHBOR: each pixel is one of the input's. */
final class ResizeNearest {
    private final Resizing resizing;
    private final int[] rows;
    private final int[] columns;

    private ResizeNearest(Resizing resizing) {
        this.resizing = resizing;
        this.rows = nearest(1);
        this.columns = nearest(2);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        return new ResizeNearest(Resizing.of(node))::run;
    }

    /** For each index along an axis of the output one of the input. */
    private int[] nearest(int axis) {
        int in = resizing.input().extent(axis);
        int[] nearest = new int[resizing.output().extent(axis)];
        boolean align = resizing.alignCorners() && nearest.length > 1;
        float scale = align ? (in - 1) / (float) (nearest.length - 1) : in / (float) nearest.length;
        float offset = resizing.halfPixelCenters() ? 0.5f : 0;
        for (int i = 0; i < nearest.length; i++) {
            float at = (i + offset) * scale;
            int index = (int) (resizing.alignCorners() ? FloatRounding.round(at) : (float) Math.floor(at));
            nearest[i] = Math.min(index, in - 1);
        }
        return nearest;
    }

    private void run() {
        Operand in = resizing.input();
        int size = in.type().bits() / 8;
        int bytes = in.depth() * size;
        int to = 0;
        for (int batch = 0; batch < in.extent(0); batch++) {
            for (int row : rows) {
                for (int column : columns) {
                    int from = resizing.pixel(batch, row, column) * size;
                    in.storage().copy(from, resizing.output().storage(), to, bytes);
                    to += bytes;
                }
            }
        }
    }
}

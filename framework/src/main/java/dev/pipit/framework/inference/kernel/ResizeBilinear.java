package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/**
 * Each pixel is the mean of the four of the input around it, weighted by how near they are. INT8 and INT16 pixels are
 * weighed with whole numbers, 2^10 for 1; UINT8 ones with real numbers, and rounded half up.
 */
final class ResizeBilinear {
    private static final int ONE = 1 << 10;
    private static final int MOST_PIXELS = 1 << 20;

    private final Resizing resizing;
    private final boolean roundsOnce;

    private ResizeBilinear(Node node) throws ModelFormatException {
        this.resizing = Resizing.of(node);
        this.roundsOnce = node.surroundings().roundsOnce();
        node.require(!resizing.alignCorners() || !resizing.halfPixelCenters(),
            "must not both align corners and have half-pixel centers");
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        var kernel = new ResizeBilinear(node);
        TensorType type = kernel.resizing.input().type();
        if (type == TensorType.FLOAT32 || type == TensorType.UINT8) {
            RealAxis rows = kernel.realAxis(1);
            RealAxis columns = kernel.realAxis(2);
            return () -> kernel.real(rows, columns);
        }
        WholeAxis rows = kernel.wholeAxis(node, 1);
        WholeAxis columns = kernel.wholeAxis(node, 2);
        return () -> kernel.whole(rows, columns);
    }

    /** For each index of the output two of the input, and how far behind the first it lies. */
    @SuppressWarnings("ArrayRecordComponent")
    private record RealAxis(int[] first, int[] second, float[] behind) { }

    /** The same with a distance in parts of {@link #ONE}. */
    @SuppressWarnings("ArrayRecordComponent")
    private record WholeAxis(int[] first, int[] second, int[] behind) { }

    private RealAxis realAxis(int axis) {
        int in = resizing.input().extent(axis);
        int out = resizing.output().extent(axis);
        float scale = resizing.alignCorners() && out > 1 ? (in - 1) / (float) (out - 1) : in / (float) out;
        var result = new RealAxis(new int[out], new int[out], new float[out]);
        for (int i = 0; i < out; i++) {
            float at = resizing.halfPixelCenters() ? (i + 0.5f) * scale - 0.5f : i * scale;
            result.first[i] = Math.min(Math.max((int) Math.floor(at), 0), in - 1);
            result.second[i] = Math.min((int) Math.ceil(at), in - 1);
            result.behind[i] = at - result.first[i];
        }
        return result;
    }

    private WholeAxis wholeAxis(Node node, int axis) throws ModelFormatException {
        int in = resizing.input().extent(axis);
        int out = resizing.output().extent(axis);
        node.require(in < MOST_PIXELS && out < MOST_PIXELS,
            "input and output must have fewer than 2^20 rows and columns: extents=%s, %s", in, out);
        boolean align = resizing.alignCorners() && out > 1;
        int from = align ? in - 1 : in;
        int to = Math.max(1, align ? out - 1 : out);
        int scale = (ONE * from + to / 2) / to;
        var result = new WholeAxis(new int[out], new int[out], new int[out]);
        for (int i = 0; i < out; i++) {
            int at = i * scale + (resizing.halfPixelCenters() ? scale / 2 - ONE / 2 : 0);
            result.first[i] = Math.min(Math.max(at / ONE, 0), in - 1);
            result.second[i] = Math.min((at + ONE - 1) / ONE, in - 1);
            result.behind[i] = at - ONE * result.first[i];
        }
        return result;
    }

    private void real(RealAxis rows, RealAxis columns) {
        Operand in = resizing.input();
        int to = 0;
        for (int batch = 0; batch < in.extent(0); batch++) {
            for (int y = 0; y < rows.first.length; y++) {
                float down = rows.behind[y];
                for (int x = 0; x < columns.first.length; x++) {
                    float right = columns.behind[x];
                    int topLeft = resizing.pixel(batch, rows.first[y], columns.first[x]);
                    int bottomLeft = resizing.pixel(batch, rows.second[y], columns.first[x]);
                    int topRight = resizing.pixel(batch, rows.first[y], columns.second[x]);
                    int bottomRight = resizing.pixel(batch, rows.second[y], columns.second[x]);
                    for (int c = 0; c < in.extent(3); c++) {
                        put(to++, get(topLeft + c) * (1 - down) * (1 - right) + get(bottomLeft + c) * down * (1 - right)
                            + get(topRight + c) * (1 - down) * right + get(bottomRight + c) * down * right);
                    }
                }
            }
        }
    }

    private float get(int i) {
        Operand in = resizing.input();
        return in.type() == TensorType.FLOAT32 ? in.storage().float32(i) : in.storage().uint8(i);
    }

    private void put(int i, float mean) {
        Operand out = resizing.output();
        if (out.type() == TensorType.FLOAT32) {
            out.storage().putFloat32(i, mean);
        } else {
            out.storage().putInt8(i, (int) (mean + 0.5f));
        }
    }

    private void whole(WholeAxis rows, WholeAxis columns) {
        Operand in = resizing.input();
        int to = 0;
        for (int batch = 0; batch < in.extent(0); batch++) {
            for (int y = 0; y < rows.first.length; y++) {
                int down = rows.behind[y];
                for (int x = 0; x < columns.first.length; x++) {
                    int right = columns.behind[x];
                    int topLeft = resizing.pixel(batch, rows.first[y], columns.first[x]);
                    int bottomLeft = resizing.pixel(batch, rows.second[y], columns.first[x]);
                    int topRight = resizing.pixel(batch, rows.first[y], columns.second[x]);
                    int bottomRight = resizing.pixel(batch, rows.second[y], columns.second[x]);
                    for (int c = 0; c < in.extent(3); c++) {
                        long sum = (long) in.get(topLeft + c) * (ONE - down) * (ONE - right)
                            + (long) in.get(bottomLeft + c) * down * (ONE - right)
                            + (long) in.get(topRight + c) * (ONE - down) * right
                            + (long) in.get(bottomRight + c) * down * right;
                        resizing.output().put(to++, rounded(sum));
                    }
                }
            }
        }
    }

    /** sum / 2^20, to nearest; halves away from zero, or up if products are rounded once. */
    private int rounded(long sum) {
        int half = ONE * ONE / 2;
        return (int) (roundsOnce ? sum + half >> 20 : (sum + (sum > 0 ? half : -half)) / (ONE * ONE));
    }
}

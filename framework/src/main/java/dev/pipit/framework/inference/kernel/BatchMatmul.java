package dev.pipit.framework.inference.kernel;

import java.util.Arrays;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;

/**
 * Products of matrices, which are the last two dimensions of two tensors, each of which may be transposed first. The
 * dimensions before are batches; one of extent 1 is repeated as often as the other tensor asks for.
 */
public final class BatchMatmul {
    private final Operand left;
    private final Operand right;
    private final Operand output;
    private final Factor a;
    private final Factor b;
    private final int[] batches;

    /**
     * One of the two, transposed if need be.
     *
     * @param rows       extent that comes out first
     * @param columns    extent that comes out last
     * @param rowStep    from one row to the next
     * @param columnStep from one column to the next
     * @param batches    extents of the dimensions before
     * @param batchSteps from one batch to the next
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Factor(int rows, int columns, int rowStep, int columnStep, int[] batches, int[] batchSteps) {
        static Factor of(Operand tensor, boolean transposed) {
            int[] shape = tensor.info().shape();
            int rank = shape.length;
            int[] steps = Selection.steps(shape);
            int r = transposed ? rank - 1 : rank - 2;
            int c = transposed ? rank - 2 : rank - 1;
            return new Factor(shape[r], shape[c], steps[r], steps[c], Arrays.copyOf(shape, rank - 2),
                Arrays.copyOf(steps, rank - 2));
        }

        /** Extent of a dimension counted from the last batch dimension back; 1 where there is none. */
        int batch(int back) {
            return back > batches.length ? 1 : batches[batches.length - back];
        }

        /** Where the matrix of a batch of the output starts. */
        int start(int batch, int[] outputBatches) {
            int start = 0;
            int rest = batch;
            for (int back = 1; back <= outputBatches.length; back++) {
                int extent = outputBatches[outputBatches.length - back];
                if (batch(back) > 1) {
                    start += rest % extent * batchSteps[batches.length - back];
                }
                rest /= extent;
            }
            return start;
        }
    }

    private BatchMatmul(Operand left, Operand right, Operand output, Factor a, Factor b) {
        this.left = left;
        this.right = right;
        this.output = output;
        this.a = a;
        this.b = b;
        this.batches = Arrays.copyOf(output.info().shape(), output.rank() - 2);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        var options = node.options(Options.BatchMatmul.class);
        Operand left = node.input(0);
        Operand right = node.input(1);
        Operand out = node.output(0);
        node.require(left.rank() >= 2 && right.rank() >= 2, "inputs must be matrices: ranks=%s, %s", left.rank(),
            right.rank());
        Factor a = Factor.of(left, options.adjointX());
        Factor b = Factor.of(right, options.adjointY());
        node.require(a.columns == b.rows, "the left one must have as many columns as the right one has rows: %s, %s",
            a.columns, b.rows);
        node.shape(out, shape(node, a, b));
        var kernel = new BatchMatmul(left, right, out, a, b);
        return switch (out.type()) {
            case FLOAT32 -> kernel::float32;
            case INT16 -> {
                Scaling s = Scaling.of(node);
                node.require(s.leftZero == 0 && s.rightZero == 0 && s.outZero == 0,
                    "INT16 tensors must have zero points of 0: zeroPoints=%s, %s, %s", s.leftZero, s.rightZero, s.outZero);
                yield () -> kernel.int16(s);
            }
            default -> {
                Scaling s = Scaling.of(node);
                yield () -> kernel.int8(s);
            }
        };
    }

    private static int[] shape(Node node, Factor a, Factor b) throws ModelFormatException {
        int batches = Math.max(a.batches.length, b.batches.length);
        int[] shape = new int[batches + 2];
        for (int back = 1; back <= batches; back++) {
            int x = a.batch(back);
            int y = b.batch(back);
            node.require(x == y || x == 1 || y == 1, "batches must be combinable: extents=%s, %s", x, y);
            shape[batches - back] = x == 1 ? y : x;
        }
        shape[batches] = a.rows;
        shape[batches + 1] = b.columns;
        return shape;
    }

    private record Scaling(int leftZero, int rightZero, int outZero, Rescale rescale, Range range) {
        /** The source multiplies the scales in float. */
        static Scaling of(Node node) throws ModelFormatException {
            Quantization l = node.quantization(node.input(0));
            Quantization r = node.quantization(node.input(1));
            Quantization out = node.quantization(node.output(0));
            return new Scaling(l.zeroPoint(), r.zeroPoint(), out.zeroPoint(),
                node.rescale((double) (l.scale() * r.scale()) / out.scale()), Range.of(node.output(0).type()));
        }
    }

    private void int8(Scaling s) {
        for (int o = 0, count = output.elements(); o < count; o++) {
            int x = leftOf(o);
            int y = rightOf(o);
            int sum = 0;
            for (int k = 0; k < a.columns; k++, x += a.columnStep, y += b.rowStep) {
                sum += (left.get(x) - s.leftZero) * (right.get(y) - s.rightZero);
            }
            output.put(o, s.range.clamp(s.rescale.apply(sum) + s.outZero));
        }
    }

    private void int16(Scaling s) {
        for (int o = 0, count = output.elements(); o < count; o++) {
            int x = leftOf(o);
            int y = rightOf(o);
            long sum = 0;
            for (int k = 0; k < a.columns; k++, x += a.columnStep, y += b.rowStep) {
                sum += (long) left.get(x) * right.get(y);
            }
            output.put(o, s.range.clamp(s.rescale.applyWide(sum)));
        }
    }

    private void float32() {
        for (int o = 0, count = output.elements(); o < count; o++) {
            int x = leftOf(o);
            int y = rightOf(o);
            float sum = 0;
            for (int k = 0; k < a.columns; k++, x += a.columnStep, y += b.rowStep) {
                sum += left.storage().float32(x) * right.storage().float32(y);
            }
            output.storage().putFloat32(o, sum);
        }
    }

    /** Where the row starts that goes into output {@code o}. */
    private int leftOf(int o) {
        return a.start(o / (a.rows * b.columns), batches) + o / b.columns % a.rows * a.rowStep;
    }

    /** Where the column starts that goes into output {@code o}. */
    private int rightOf(int o) {
        return b.start(o / (a.rows * b.columns), batches) + o % b.columns * b.columnStep;
    }
}

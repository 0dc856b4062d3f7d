package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/**
 * Real numbers that are rounded to 8 bits before they are multiplied with weights of 8 bits ("dynamic range
 * quantization"). Each batch gets a scale from its own least and greatest number, each time anew.
 *
 * <p>Shape: {@code [batches, ..]}. Symmetric: −127 to 127, scale = greatest magnitude / 127. Otherwise −128 to 127, from
 * the least number to the greatest, 0 among them, with a zero point.
 * Error: half a scale, a whole one at the ends where the zero point was rounded.
 * Source: TensorFlow Lite's portable kernels; TensorFlow Lite Micro has no such operators.
 */
final class DynamicInput {
    private static final int GREATEST = Byte.MAX_VALUE;
    private static final int LEAST = Byte.MIN_VALUE;

    private final Storage reals;
    private final Storage numbers;
    private final int size;
    private final boolean symmetric;
    private final float[] scales;
    private final int[] zeroPoints;

    private DynamicInput(Operand input, int batches, boolean symmetric) {
        this.reals = input.storage();
        this.numbers = Storage.of(input.elements());
        this.size = batches == 0 ? 0 : input.elements() / batches;
        this.symmetric = symmetric;
        this.scales = new float[batches];
        this.zeroPoints = new int[batches];
    }

    /** Whether an operator asks for it. */
    static boolean isNeeded(Filter filter) {
        return filter.input().type() == TensorType.FLOAT32 && filter.weights().type() == TensorType.INT8;
    }

    static DynamicInput of(Node node, Operand input, int batches, boolean symmetric) {
        node.surroundings().scratch(input.elements() + 8L * batches);
        return new DynamicInput(input, batches, symmetric);
    }

    /** The scale of the weights of each output channel, which lie along {@code axis}. */
    static float[] weightScales(Node node, Filter filter, int axis) throws ModelFormatException {
        Quantization weights = ChannelOutput.symmetricWeights(node, filter, axis);
        float[] scales = new float[filter.channels()];
        for (int c = 0; c < scales.length; c++) {
            scales[c] = weights.scales()[weights.perAxis() ? c : 0];
        }
        return scales;
    }

    /** Rounds all batches. */
    void round() {
        for (int batch = 0; batch < scales.length; batch++) {
            float least = 0;
            float greatest = 0;
            for (int i = batch * size; i < (batch + 1) * size; i++) {
                least = Math.min(least, reals.float32(i));
                greatest = Math.max(greatest, reals.float32(i));
            }
            if (symmetric) {
                roundSymmetric(batch, Math.max(-least, greatest));
            } else {
                roundBetween(batch, least, greatest);
            }
        }
    }

    private void roundSymmetric(int batch, float magnitude) {
        scales[batch] = magnitude == 0 ? 1 : magnitude / GREATEST;
        put(batch, magnitude == 0 ? 0 : GREATEST / magnitude, -GREATEST);
    }

    private void roundBetween(int batch, double least, double greatest) {
        double scale = least == greatest ? 1 : (greatest - least) / (GREATEST - LEAST);
        // of the two ends the one that is rounded less
        boolean fromLeast = -LEAST + Math.abs(least / scale) < GREATEST + Math.abs(greatest / scale);
        double zero = fromLeast ? LEAST - least / scale : GREATEST - greatest / scale;
        zeroPoints[batch] = least == greatest ? 0
            : (int) Math.max(LEAST, Math.min(GREATEST, FloatRounding.round(zero)));
        scales[batch] = (float) scale;
        put(batch, least == greatest || scales[batch] == 0 ? 0 : 1 / scales[batch], LEAST);
    }

    private void put(int batch, float perScale, int smallest) {
        for (int i = batch * size; i < (batch + 1) * size; i++) {
            int rounded = (int) FloatRounding.round(zeroPoints[batch] + reals.float32(i) * perScale);
            numbers.putInt8(i, Math.max(smallest, Math.min(GREATEST, rounded)));
        }
    }

    /** The rounded numbers. */
    Storage numbers() {
        return numbers;
    }

    float scale(int batch) {
        return scales[batch];
    }

    /** The number that stands for 0. */
    int zeroPoint(int batch) {
        return zeroPoints[batch];
    }
}

package dev.pipit.framework.adaptation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * A layer {@code y = clamp(scale · W · x + bias)} with weights of 8 bits that can be learned; all of its input goes into
 * each output.
 *
 * <p>Weights and bias stay whole numbers. What a step is smaller than one of them is remembered and added to the next,
 * so that many small steps in one direction do arrive.
 */
final class TrainedLayer {
    final String name;
    final int weightsTensor;
    final int biasTensor;
    final int inputs;
    final int outputs;
    final boolean updated;
    private final byte[] weights;              // [outputs, inputs]
    private final int[] bias;
    private final float[] scales;              // of the weights, one per output
    private final float inputScale;
    private final int inputZero;
    private final float least;
    private final float greatest;
    private final float[] weightGradient;
    private final float[] biasGradient;
    private final float[] weightRest;          // in whole numbers, within ±1/2
    private final float[] biasRest;
    private final float[] x;
    private final float[] y;
    private final boolean[] passes;

    TrainedLayer(TensorInfo input, TensorInfo w, TensorInfo b, TensorInfo output, Options.Activation activation,
            boolean updated) {
        name = output.name();
        weightsTensor = w.index();
        biasTensor = b.index();
        inputs = input.elements();
        outputs = output.elements();
        this.updated = updated;
        weights = new byte[w.elements()];
        w.constant().orElseThrow().duplicate().get(weights);
        bias = new int[outputs];
        b.constant().orElseThrow().duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(bias);
        Quantization q = w.quantization().orElseThrow();
        scales = new float[outputs];
        for (int o = 0; o < outputs; o++) {
            scales[o] = q.scales()[q.perAxis() ? o : 0];
        }
        Quantization in = input.quantization().orElseThrow();
        inputScale = in.scale();
        inputZero = in.zeroPoint();
        Quantization out = output.quantization().orElseThrow();
        float low = out.scale() * (Byte.MIN_VALUE - out.zeroPoint());
        float high = out.scale() * (Byte.MAX_VALUE - out.zeroPoint());
        least = activation == Options.Activation.NONE ? low : Math.max(0, low);
        greatest = activation == Options.Activation.RELU6 ? Math.min(6, high) : high;
        x = new float[inputs];
        y = new float[outputs];
        passes = new boolean[outputs];
        weightGradient = new float[updated ? weights.length : 0];
        biasGradient = new float[updated ? outputs : 0];
        weightRest = new float[weightGradient.length];
        biasRest = new float[biasGradient.length];
    }

    private TrainedLayer(TrainedLayer of) {
        name = of.name;
        weightsTensor = of.weightsTensor;
        biasTensor = of.biasTensor;
        inputs = of.inputs;
        outputs = of.outputs;
        updated = of.updated;
        weights = of.weights.clone();
        bias = of.bias.clone();
        scales = of.scales;
        inputScale = of.inputScale;
        inputZero = of.inputZero;
        least = of.least;
        greatest = of.greatest;
        weightGradient = of.weightGradient.clone();
        biasGradient = of.biasGradient.clone();
        weightRest = of.weightRest.clone();
        biasRest = of.biasRest.clone();
        x = of.x.clone();
        y = of.y.clone();
        passes = of.passes.clone();
    }

    TrainedLayer copy() {
        return new TrainedLayer(this);
    }

    /** The input as it is stored. */
    float[] stored(byte[] features) {
        for (int i = 0; i < inputs; i++) {
            x[i] = inputScale * (features[i] - inputZero);
        }
        return x;
    }

    /** The output in real numbers, cut where the tensor ends, not rounded. It is this layer's own. */
    float[] forward(float[] input) {
        if (input != x) {
            System.arraycopy(input, 0, x, 0, inputs);
        }
        for (int o = 0; o < outputs; o++) {
            float sum = 0;
            for (int i = 0; i < inputs; i++) {
                sum += weights[o * inputs + i] * x[i];
            }
            float real = scales[o] * (sum + inputScale * bias[o]);
            passes[o] = real > least && real < greatest;
            y[o] = Math.max(least, Math.min(greatest, real));
        }
        return y;
    }

    /** From the slope of the loss over the outputs, which is overwritten, to that over the inputs. */
    void backward(float[] slope, float[] back) {
        for (int i = 0; i < inputs; i++) {
            back[i] = 0;
        }
        for (int o = 0; o < outputs; o++) {
            slope[o] = passes[o] ? slope[o] : 0;
            for (int i = 0; i < inputs; i++) {
                back[i] += slope[o] * scales[o] * weights[o * inputs + i];
                if (updated) {
                    weightGradient[o * inputs + i] = slope[o] * scales[o] * x[i];          // over the whole number
                }
            }
            if (updated) {
                biasGradient[o] = slope[o] * scales[o] * inputScale;
            }
        }
    }

    /** The square of the length of the gradient, over the real weights. */
    double square() {
        double square = 0;
        for (int i = 0; i < weightGradient.length; i++) {
            double real = weightGradient[i] / scales[i / inputs];
            square += real * real;
        }
        for (int o = 0; o < biasGradient.length; o++) {
            double real = biasGradient[o] / (scales[o] * inputScale);
            square += real * real;
        }
        return square;
    }

    /** A step along the gradient, which is first scaled by 1 / scale²: then all layers move alike. */
    void step(float rate) {
        for (int i = 0; i < weightGradient.length; i++) {
            float scale = scales[i / inputs];
            float wanted = weights[i] + weightRest[i] - rate * weightGradient[i] / (scale * scale);
            int whole = Math.max(-Byte.MAX_VALUE, Math.min(Byte.MAX_VALUE, Math.round(wanted)));
            weightRest[i] = Math.max(-0.5f, Math.min(0.5f, wanted - whole));
            weights[i] = (byte) whole;
        }
        for (int o = 0; o < biasGradient.length; o++) {
            float scale = scales[o] * inputScale;
            float change = biasRest[o] - rate * biasGradient[o] / (scale * scale);
            int whole = Math.round(change);
            biasRest[o] = change - whole;
            bias[o] += whole;
        }
    }

    /** How far the real weights are from those of the same layer elsewhere, squared. */
    double distance(TrainedLayer other) {
        double square = 0;
        for (int i = 0; i < weights.length; i++) {
            double real = scales[i / inputs] * (weights[i] - other.weights[i]);
            square += real * real;
        }
        for (int o = 0; o < outputs; o++) {
            double real = (double) scales[o] * inputScale * (bias[o] - other.bias[o]);
            square += real * real;
        }
        return square;
    }

    float gradient(int weight) {
        return weightGradient[weight] / scales[weight / inputs];
    }

    ByteBuffer storedWeights() {
        return ByteBuffer.wrap(weights.clone()).asReadOnlyBuffer();
    }

    ByteBuffer storedBias() {
        ByteBuffer bytes = ByteBuffer.allocate(4 * outputs).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(bias);
        return bytes.asReadOnlyBuffer();
    }

    /** Of all arrays. */
    int bytes() {
        return weights.length + 4 * (bias.length + weightGradient.length + weightRest.length + biasGradient.length
            + biasRest.length + x.length + y.length + scales.length) + passes.length;
    }
}

package dev.pipit.framework.training;

import java.util.List;


/** A function of each number. */
public enum Activation implements Layer {
    /** max(0, x). */
    RELU,
    /** x between 0 and 6. */
    RELU6,
    /** Hyperbolic tangent. */
    TANH,
    /** 1 / (1 + e⁻ˣ). */
    SIGMOID;

    private static final float SIX = 6;

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.get(0);
    }

    float of(float x) {
        return switch (this) {
            case RELU -> Math.max(0, x);
            case RELU6 -> Math.min(SIX, Math.max(0, x));
            case TANH -> (float) StrictMath.tanh(x);
            case SIGMOID -> sigmoid(x);
        };
    }

    /** The same on every Java. */
    static float sigmoid(double x) {
        return (float) (1 / (1 + StrictMath.exp(-x)));
    }

    /** The derivative where the output is {@code y}. */
    float slope(float y) {
        return switch (this) {
            case RELU -> y > 0 ? 1 : 0;
            case RELU6 -> y > 0 && y < SIX ? 1 : 0;
            case TANH -> 1 - y * y;
            case SIGMOID -> y * (1 - y);
        };
    }

    @Override
    public Step step(List<Shape> inputs, int batch) {
        return new Step() {
            @Override
            public void forward(float[][] in, float[] output, Mode mode) {
                if (Activation.this == RELU) {
                    rectify(in[0], output);
                    return;
                }
                for (int i = 0; i < output.length; i++) {
                    output[i] = of(in[0][i]);
                }
            }

            @Override
            public void backward(float[][] in, float[] output, float[] outputGradient, float[][] inputGradients,
                    float[][] gradients) {
                float[] to = inputGradients[0];
                if (to == null) {
                    return;
                }
                if (Activation.this == RELU) {
                    let(output, outputGradient, to);
                    return;
                }
                for (int i = 0; i < output.length; i++) {
                    to[i] += outputGradient[i] * slope(output[i]);
                }
            }
        };
    }

    private static void rectify(float[] in, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(0, in[i]);
        }
    }

    /** Without a branch, for the compiler to use vectors: any normal number times the largest is beyond 1. */
    private static void let(float[] output, float[] gradient, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += gradient[i] * Math.min(1, output[i] * Float.MAX_VALUE);
        }
    }
}

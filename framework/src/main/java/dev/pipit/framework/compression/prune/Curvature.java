package dev.pipit.framework.compression.prune;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import dev.pipit.framework.compression.retrain.Trainable;
import dev.pipit.framework.compression.retrain.Weights;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Parameter;
import dev.pipit.framework.training.Pass;

/**
 * How strongly the loss curves along each weight: the diagonal of its Hessian, as optimal brain damage needs it (LeCun, Denker
 * and Solla 1990). It is the mean of squared gradients, where each example's target is drawn from what the network itself
 * gives (Fisher information; the Gauss-Newton part of the Hessian). So it needs no labels.
 */
final class Curvature {
    private final Trainable trainable;
    private final Network network;
    private final Pass pass;
    private final List<float[]> gradients;

    Curvature(Trainable trainable) {
        this.trainable = trainable;
        this.network = trainable.network();
        this.pass = network.pass(1);
        this.gradients = network.parameters().stream().map(parameter -> new float[parameter.values().length]).toList();
    }

    /** Of each of {@link Trainable#weights()}, in their order. */
    List<double[]> diagonal(List<float[]> inputs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> sums = trainable.weights().stream().map(each -> new double[each.parameter().values().length]).toList();
        for (float[] input : inputs) {
            System.arraycopy(input, 0, pass.input(), 0, input.length);
            pass.forward(Layer.Mode.inference());
            draw(random);
            pass.backward();
            gradients.forEach(each -> Arrays.fill(each, 0));
            pass.addGradients(gradients);
            for (int w = 0; w < sums.size(); w++) {
                add(gradients.get(place(trainable.weights().get(w))), sums.get(w), inputs.size());
            }
        }
        return sums;
    }

    private static void add(float[] gradient, double[] sum, int count) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += (double) gradient[i] * gradient[i] / count;
        }
    }

    private int place(Weights weights) {
        List<Parameter> parameters = network.parameters();
        int place = 0;
        while (parameters.get(place).values() != weights.parameter().values()) {
            place++;
        }
        return place;
    }

    /** Writes the gradient of the likelihood of a target that is drawn by the outputs. */
    private void draw(SplittableRandom random) {
        float[] outputs = pass.output(trainable.output());
        float[] gradient = pass.gradient(trainable.output());
        switch (trainable.ending()) {
            case PROBABILITIES -> {
                double most = Double.NEGATIVE_INFINITY;
                for (float output : outputs) {
                    most = Math.max(most, output);
                }
                double all = 0;
                for (float output : outputs) {
                    all += StrictMath.exp(output - most);
                }
                double rest = random.nextDouble();
                boolean drawn = false;
                for (int c = 0; c < outputs.length; c++) {
                    double chance = StrictMath.exp(outputs[c] - most) / all;
                    rest -= chance;
                    boolean here = !drawn && (rest < 0 || c == outputs.length - 1);
                    drawn |= here;
                    gradient[c] = (float) (chance - (here ? 1 : 0));
                }
            }
            case CHANCES -> {
                for (int c = 0; c < outputs.length; c++) {
                    double chance = 1 / (1 + StrictMath.exp(-outputs[c]));
                    gradient[c] = (float) (chance - (random.nextDouble() < chance ? 1 : 0));
                }
            }
            default -> {
                for (int c = 0; c < outputs.length; c++) {
                    gradient[c] = random.nextBoolean() ? 1 : -1;      // of mean squares, up to a factor
                }
            }
        }
    }
}

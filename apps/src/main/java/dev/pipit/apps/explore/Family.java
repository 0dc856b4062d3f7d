package dev.pipit.apps.explore;

import java.util.SplittableRandom;

import dev.pipit.framework.training.Activation;
import dev.pipit.framework.training.AveragePool;
import dev.pipit.framework.training.BatchNorm;
import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Depthwise;
import dev.pipit.framework.training.Dropout;
import dev.pipit.framework.training.Gru;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Padding;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.Window;

/** Kinds of networks. The rows of the input are its times; the last node gives a logit a label. */
public enum Family {
    /** Two dense layers. */
    DENSE {
        @Override
        void layers(Network.Builder network, int width, SplittableRandom random) {
            network.add("hidden1", Convolution.dense(network.shape(), 2 * width, random));
            rectify(network, "hidden1", 2 * width);
            network.add("hidden2", Convolution.dense(network.shape(), width, random));
            rectify(network, "hidden2", width);
        }
    },
    /** Convolutions that halve rows and columns until few are left. */
    CNN {
        @Override
        void layers(Network.Builder network, int width, SplittableRandom random) {
            int filters = width / 2;
            for (int i = 1; i == 1 || network.shape().height() > FEW_ROWS; i++) {
                network.add("convolution" + i, new Convolution(halving(network.shape()), network.shape().channels(), filters,
                    random));
                rectify(network, "convolution" + i, filters);
                filters = width;
            }
            mean(network);
        }
    },
    /** The same, but channel by channel, then mixed: depthwise separable (Howard et al. 2017). */
    SEPARABLE {
        @Override
        void layers(Network.Builder network, int width, SplittableRandom random) {
            network.add("first", new Convolution(halving(network.shape()), network.shape().channels(), width, random));
            rectify(network, "first", width);
            for (int i = 1; i == 1 || network.shape().height() > FEW_ROWS; i++) {
                network.add("depthwise" + i, new Depthwise(halving(network.shape()), width, random));
                rectify(network, "depthwise" + i, width);
                network.add("pointwise" + i, new Convolution(Window.pointwise(), width, width, random));
                rectify(network, "pointwise" + i, width);
            }
            mean(network);
        }
    },
    /**
     * Singular value decomposition filters of rank 1 (Nakkiran et al. 2015), as the two convolutions that they are: a row at
     * a time over all its numbers, then over time, each filter for itself.
     */
    SVDF {
        @Override
        void layers(Network.Builder network, int width, SplittableRandom random) {
            for (int i = 1; i <= SVDF_LAYERS; i++) {
                Shape shape = network.shape();
                network.add("features" + i, new Convolution(new Window(1, shape.width(), 1, 1, 1, Padding.VALID),
                    shape.channels(), width, random));
                network.add("time" + i, new Depthwise(Window.causal(Math.min(shape.height(), SVDF_MEMORY), i == 1 ? 2 : 1),
                    width, random));
                rectify(network, "time" + i, width);
            }
            mean(network);
        }
    },
    /** A gated recurrent unit over the rows; the mean of its states. */
    GRU {
        @Override
        void layers(Network.Builder network, int width, SplittableRandom random) {
            network.add("gru", new Gru(network.shape().width() * network.shape().channels(), width, random));
            mean(network);
        }
    };

    private static final int FEW_ROWS = 6;
    private static final int SVDF_LAYERS = 2;
    private static final int SVDF_MEMORY = 10;

    abstract void layers(Network.Builder network, int width, SplittableRandom random);

    /**
     * With random weights.
     *
     * @param width numbers of filters, more or less
     */
    public Network build(Shape input, int labels, int width, long seed) {
        var random = new SplittableRandom(seed);
        Network.Builder network = Network.of(input);
        layers(network, width, random);
        network.add("dropout", Dropout.ofNumbers(0.1));
        network.add("logits", Convolution.dense(network.shape(), labels, random));
        return network.build();
    }

    private static Window halving(Shape image) {
        boolean rows = image.width() == 1;
        return new Window(rows ? 5 : 3, rows ? 1 : 3, 2, image.width() > 2 ? 2 : 1, 1, Padding.SAME);
    }

    private static void rectify(Network.Builder network, String name, int channels) {
        network.add(name + ".norm", new BatchNorm(channels));
        network.add(name + ".relu", Activation.RELU);
    }

    private static void mean(Network.Builder network) {
        network.add("mean", new AveragePool(Window.whole(network.shape())));
    }
}

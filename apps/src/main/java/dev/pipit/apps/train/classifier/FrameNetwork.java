package dev.pipit.apps.train.classifier;

import java.util.SplittableRandom;

import dev.pipit.framework.training.Activation;
import dev.pipit.framework.training.AveragePool;
import dev.pipit.framework.training.BatchNorm;
import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Depthwise;
import dev.pipit.framework.training.Dropout;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Padding;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.Window;

/**
 * Convolutions over time that halve the rows, depthwise separable behind the first, until few rows are left; their mean
 * says the label.
 */
enum FrameNetwork {
    /** 16 filters. */
    SMALL(16),
    /** 32 filters. */
    MEDIUM(32),
    /** 64 filters. */
    LARGE(64);

    private static final int KERNEL = 5;
    private static final int FEW_ROWS = 8;
    private static final int MOST_BLOCKS = 6;

    private final int filters;

    FrameNetwork(int filters) {
        this.filters = filters;
    }

    /** With random weights. */
    Network build(Shape input, int labels, long seed) {
        var random = new SplittableRandom(seed);
        var halving = new Window(KERNEL, 1, 2, 1, 1, Padding.SAME);
        Network.Builder network = Network.of(input);
        network.add("first", new Convolution(halving, input.channels(), filters, random));
        rectify(network, "first");
        for (int i = 1; i <= MOST_BLOCKS && (i == 1 || network.shape().height() > FEW_ROWS); i++) {
            network.add("depthwise" + i, new Depthwise(halving, filters, random));
            rectify(network, "depthwise" + i);
            network.add("pointwise" + i, new Convolution(Window.pointwise(), filters, filters, random));
            rectify(network, "pointwise" + i);
        }
        network.add("dropout", Dropout.ofNumbers(0.1));
        network.add("mean", new AveragePool(Window.whole(network.shape())));
        network.add("logits", Convolution.dense(network.shape(), labels, random));
        return network.build();
    }

    private void rectify(Network.Builder network, String name) {
        network.add(name + ".norm", new BatchNorm(filters));
        network.add(name + ".relu", Activation.RELU);
    }
}

package dev.pipit.apps.train.keyword;

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

/** The DS-CNN of Zhang et al. 2017, as MLPerf Tiny's keyword spotting has it; batch norm goes into the convolutions. */
final class KeywordNetwork {
    static final Shape INPUT = new Shape(KeywordFeatures.ROWS, KeywordFeatures.COEFFICIENTS, 1);

    private static final int FILTERS = 64;
    private static final int BLOCKS = 4;

    private KeywordNetwork() {
    }

    /** With random weights. */
    static Network build(int labels, long seed) {
        var random = new SplittableRandom(seed);
        Network.Builder network = Network.of(INPUT);
        network.add("first", new Convolution(Window.over(10, 4, 2, Padding.SAME), 1, FILTERS, random));
        rectify(network, "first");
        network.add("first.dropout", Dropout.ofNumbers(0.2));
        for (int i = 1; i <= BLOCKS; i++) {
            network.add("depthwise" + i, new Depthwise(Window.over(3, 3, 1, Padding.SAME), FILTERS, random));
            rectify(network, "depthwise" + i);
            network.add("pointwise" + i, new Convolution(Window.pointwise(), FILTERS, FILTERS, random));
            rectify(network, "pointwise" + i);
        }
        network.add("last.dropout", Dropout.ofNumbers(0.2));
        network.add("mean", new AveragePool(Window.whole(network.shape())));
        network.add("logits", Convolution.dense(network.shape(), labels, random));
        return network.build();
    }

    private static void rectify(Network.Builder network, String name) {
        network.add(name + ".norm", new BatchNorm(FILTERS));
        network.add(name + ".relu", Activation.RELU);
    }
}

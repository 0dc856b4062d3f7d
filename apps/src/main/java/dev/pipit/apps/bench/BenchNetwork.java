package dev.pipit.apps.bench;

import java.util.SplittableRandom;

import dev.pipit.framework.training.Activation;
import dev.pipit.framework.training.BatchNorm;
import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Depthwise;
import dev.pipit.framework.training.GlobalMean;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Padding;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.Window;

/** Networks of the kind that is trained, with random weights. */
enum BenchNetwork {
    /** Over time: six blocks of causal depthwise and pointwise convolutions of 64 channels. */
    ROWS("1-D, 64 channels"),
    /** That of Zhang et al. 2017, as MLPerf Tiny has it. */
    DS_CNN("DS-CNN");

    private static final int CHANNELS = 64;

    private final String title;

    BenchNetwork(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    Network build() {
        return this == ROWS ? rows() : dsCnn();
    }

    private static Network rows() {
        var random = new SplittableRandom(1);
        Network.Builder network = Network.of(Shape.rows(100, 40));
        network.add("first", new Convolution(Window.pointwise(), 40, CHANNELS, random));
        for (int i = 0; i < 6; i++) {
            network.add("depthwise" + i, new Depthwise(Window.causal(9), CHANNELS, random));
            network.add("pointwise" + i, new Convolution(Window.pointwise(), CHANNELS, CHANNELS, random));
            network.add("norm" + i, new BatchNorm(CHANNELS));
            network.add("relu" + i, Activation.RELU);
        }
        network.add("mean", new GlobalMean());
        network.add("dense", Convolution.dense(network.shape(), 2, random));
        return network.build();
    }

    private static Network dsCnn() {
        var random = new SplittableRandom(1);
        Network.Builder network = Network.of(new Shape(49, 10, 1));
        network.add("first", new Convolution(Window.over(10, 4, 2, Padding.SAME), 1, CHANNELS, random));
        rectify(network, "first");
        for (int i = 0; i < 4; i++) {
            network.add("depthwise" + i, new Depthwise(Window.over(3, 3, 1, Padding.SAME), CHANNELS, random));
            rectify(network, "depthwise" + i);
            network.add("pointwise" + i, new Convolution(Window.pointwise(), CHANNELS, CHANNELS, random));
            rectify(network, "pointwise" + i);
        }
        network.add("mean", new GlobalMean());
        network.add("dense", Convolution.dense(network.shape(), 12, random));
        return network.build();
    }

    private static void rectify(Network.Builder network, String name) {
        network.add(name + " norm", new BatchNorm(CHANNELS));
        network.add(name + " relu", Activation.RELU);
    }
}

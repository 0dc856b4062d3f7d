package dev.pipit.apps.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.pipit.framework.training.Activation;
import dev.pipit.framework.training.Add;
import dev.pipit.framework.training.BatchNorm;
import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Depthwise;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Window;

/**
 * The network of wake words, causal throughout: a convolution over some feature rows, blocks of depthwise and pointwise
 * convolutions past which their input is added, an embedding, and on it a head for each word.
 *
 * @param channels  of the blocks, a multiple of 16 for speed
 * @param blocks    how many
 * @param kernel    rows that the depthwise convolution of a block looks at
 * @param heads     how many words
 * @param headWidth channels of a head
 * @param headRows  rows of the embedding that a head looks at
 */
record WordNetwork(int channels, int blocks, int kernel, int heads, int headWidth, int headRows) {
    private static final int FIRST_ROWS = 6;
    private static final int BANDS = 40;

    static WordNetwork standard(int heads) {
        return new WordNetwork(96, 6, 5, heads, 48, 13);
    }

    /** With random weights, for examples of so many feature rows. */
    Network build(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Network.Builder network = Network.of(dev.pipit.framework.training.Shape.rows(rows, BANDS));
        network.add("first", new Convolution(Window.causal(FIRST_ROWS, Lessons.STRIDE), BANDS, channels, random));
        network.add("first.norm", new BatchNorm(channels));
        int last = network.add("first.relu", Activation.RELU);
        for (int b = 1; b <= blocks; b++) {
            String name = "block" + b;
            network.add(name + ".time", new Depthwise(Window.causal(kernel), channels, random), last);
            network.add(name + ".time.norm", new BatchNorm(channels));
            network.add(name + ".mix", new Convolution(Window.pointwise(), channels, channels, random));
            network.add(name + ".norm", new BatchNorm(channels));
            int end = network.add(name + ".relu", Activation.RELU);
            last = network.add(name, new Add(), last, end);
        }
        int embedding = network.add("embedding", new Convolution(Window.pointwise(), channels, Teacher.SIZE, random), last);
        for (int h = 0; h < heads; h++) {
            head(network, "word" + h, embedding, random);
        }
        return network.build();
    }

    private void head(Network.Builder network, String name, int embedding, SplittableRandom random) {
        network.add(name + ".first", new Convolution(Window.pointwise(), Teacher.SIZE, headWidth, random), embedding);
        network.add(name + ".first.norm", new BatchNorm(headWidth));
        network.add(name + ".first.relu", Activation.RELU);
        network.add(name + ".time", new Depthwise(Window.causal(headRows), headWidth, random));
        network.add(name + ".time.norm", new BatchNorm(headWidth));
        network.add(name + ".mix", new Convolution(Window.pointwise(), headWidth, headWidth, random));
        network.add(name + ".norm", new BatchNorm(headWidth));
        network.add(name + ".relu", Activation.RELU);
        network.add(name + ".logit", new Convolution(Window.pointwise(), headWidth, 1, random));
        network.add(name, Activation.SIGMOID);
    }

    /** The nodes whose output is a logit, one a word. */
    List<Integer> logits(Network network) {
        List<Integer> numbers = new ArrayList<>();
        for (int h = 0; h < heads; h++) {
            numbers.add(network.number("word" + h + ".logit"));
        }
        return numbers;
    }
}

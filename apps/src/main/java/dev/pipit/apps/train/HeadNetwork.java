package dev.pipit.apps.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.pipit.framework.training.Activation;
import dev.pipit.framework.training.BatchNorm;
import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Depthwise;
import dev.pipit.framework.training.Dropout;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.Window;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.IntegerNode;
import dev.pipit.framework.training.integer.Quantize;
import dev.pipit.framework.training.integer.Scale;

/** What is trained for a word: from the rows of the embedding to a score, over the last half second. */
final class HeadNetwork {
    static final String LOGIT = "logit";
    static final String SCORE = "score";
    private static final int WIDTH = 48;
    private static final int ROWS = 13;
    private static final double DROPOUT = 0.05;

    private HeadNetwork() {
    }

    /** With random weights, for examples of {@value Lessons#STEPS} rows. */
    static Network build(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Network.Builder network = Network.of(Shape.rows(Lessons.STEPS, Teacher.SIZE));
        network.add("dropout", Dropout.ofChannels(DROPOUT));
        network.add("head.first", new Convolution(Window.pointwise(), Teacher.SIZE, WIDTH, random));
        network.add("head.first.norm", new BatchNorm(WIDTH));
        network.add("head.first.relu", Activation.RELU);
        network.add("head.time", new Depthwise(Window.causal(ROWS), WIDTH, random));
        network.add("head.time.norm", new BatchNorm(WIDTH));
        network.add("head.mix", new Convolution(Window.pointwise(), WIDTH, WIDTH, random));
        network.add("head.norm", new BatchNorm(WIDTH));
        network.add("head.relu", Activation.RELU);
        network.add(LOGIT, new Convolution(Window.pointwise(), WIDTH, 1, random));
        network.add(SCORE, Activation.SIGMOID);
        return network.build();
    }

    /** Both in one, with a score of 0 to 255 at its end, as microWakeWord has it. */
    static IntegerNetwork on(IntegerNetwork backbone, IntegerNetwork head) {
        int joint = backbone.outputs().get(0);
        if (!head.scale().equals(backbone.scaleOf(joint))) {
            throw new IllegalArgumentException("head must take the backbone's numbers: scale=" + head.scale()
                + ", backbone=" + backbone.scaleOf(joint));
        }
        int shift = backbone.nodes().size();
        List<IntegerNode> nodes = new ArrayList<>(backbone.nodes());
        for (IntegerNode node : head.nodes()) {
            List<Integer> inputs = node.inputs().stream().map(in -> in == 0 ? joint : in + shift).toList();
            nodes.add(new IntegerNode(node.name(), node.layer(), inputs, node.scale()));
        }
        int last = head.outputs().get(0) + shift;
        Scale scale = nodes.get(last - 1).scale();
        nodes.add(new IntegerNode("score.unsigned", new Quantize(), List.of(last), Quantize.unsigned(scale)));
        return new IntegerNetwork(backbone.input(), backbone.scale(), nodes, List.of(nodes.size()));
    }
}

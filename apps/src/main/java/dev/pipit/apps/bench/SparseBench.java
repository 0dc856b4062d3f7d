package dev.pipit.apps.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Pass;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.Window;

/**
 * Would weights that are 0 in blocks make a layer faster? A block is one input times 16 filters, a vector of the dense kernels;
 * blocks of 0 are left out. Measured with the tiles that the kernels of 8 bits have too: each group of 16 filters multiplies
 * only the inputs that it kept, as many in each group, which lie side by side: no sparse kernel can be faster than that.
 */
final class SparseBench {
    static final int BLOCK = 16;
    /** Compilers need so many to have done all they can, however busy the machine is. */
    static final int ROUNDS = 60;

    private static final double[] ZEROS = {0, 0.5, 0.75, 0.875};

    private final long nanos;
    private final int rounds;

    /**
     * @param nanos  how long each is done five times in a round
     * @param rounds in which all are done in turn; the shortest time counts
     */
    SparseBench(long nanos, int rounds) {
        this.nanos = nanos;
        this.rounds = rounds;
    }

    /** A layer of the networks here. */
    enum Of {
        POINTWISE("pointwise 64 to 64, 125 places", 125, 64, 64),
        DENSE("dense 640 to 128", 1, 640, 128);

        private final String title;
        private final int positions;
        private final int inputs;
        private final int filters;

        Of(String title, int positions, int inputs, int filters) {
            this.title = title;
            this.positions = positions;
            this.inputs = inputs;
            this.filters = filters;
        }
    }

    /** Each layer dense, and then with so many of its blocks left out. */
    void measure(Consumer<SparseSpeed> to) {
        for (Of layer : Of.values()) {
            List<List<Pass>> all = new ArrayList<>();
            all.add(List.of(pass(layer.positions, layer.inputs, layer.filters)));
            for (double part : ZEROS) {
                List<Pass> groups = new ArrayList<>();
                for (int first = 0; first < layer.filters; first += BLOCK) {
                    groups.add(pass(layer.positions, (int) (layer.inputs * (1 - part)), BLOCK));
                }
                all.add(groups);
            }
            double[] shortest = shortest(all);
            for (int i = 0; i < ZEROS.length; i++) {
                to.accept(new SparseSpeed(layer.title, ZEROS[i], shortest[0], shortest[i + 1]));
            }
        }
    }

    private double[] shortest(List<List<Pass>> all) {
        Layer.Mode mode = Layer.Mode.inference();
        double[] shortest = new double[all.size()];
        Arrays.fill(shortest, Double.POSITIVE_INFINITY);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < shortest.length; i++) {
                List<Pass> passes = all.get(i);
                shortest[i] = Math.min(shortest[i],
                    Times.of(() -> passes.forEach(pass -> pass.forward(mode)), 0, nanos).min());
            }
        }
        return shortest;
    }

    private static Pass pass(int positions, int inputs, int filters) {
        Network.Builder network = Network.of(Shape.rows(positions, inputs));
        network.add("layer", new Convolution(Window.pointwise(), inputs, filters, new SplittableRandom(1)));
        return network.build().pass(1);
    }
}

package dev.pipit.pipelines.wakeword;

import java.util.Arrays;
import java.util.List;

import dev.pipit.framework.adaptation.Prototypes;
import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.adaptation.Whitening;

/**
 * How a word sounds in one voice: the means of the first, second and last third of it in the whitened embedding, side by
 * side, as prototypes: one of how it was recorded, and one for each noise it was heard in; and one of what was said not to be
 * it.
 *
 * <p>Immutable in what it learned. Threads: one at a time.
 *
 * @param steps of the embedding that the word takes
 */
record WordPrototype(Whitening whitening, Prototypes prototypes, int steps) {
    static final int THIRDS = 3;
    /** What was heard and is not the word. */
    static final String OTHER = "not the word";

    private static final double SHRINKAGE = 0.03;
    private static final double SLACK = 3;

    WordPrototype {
        if (steps < THIRDS) {
            throw new IllegalArgumentException("a word must take at least " + THIRDS + " steps: steps=" + steps);
        }
    }

    /** No example yet. {@code others} is other speech as embeddings, {@code size} numbers each. */
    static WordPrototype over(float[] others, int size, int steps) {
        float[] ones = new float[THIRDS * size];
        Arrays.fill(ones, 1);
        return new WordPrototype(Whitening.of(others, size, SHRINKAGE),
            Prototypes.over(new float[THIRDS * size], ones, SLACK), steps);
    }

    /** The same, with room of its own to compute in. */
    WordPrototype copy() {
        return new WordPrototype(whitening, prototypes.copy(), steps);
    }

    /** Numbers in a piece. */
    int size() {
        return THIRDS * whitening.size();
    }

    /** A copy that knows more examples. */
    WordPrototype with(String label, List<float[]> pieces) {
        return new WordPrototype(whitening, prototypes.with(label, pieces), steps);
    }

    /** The piece of embeddings from one step to another, which are at least three apart. */
    float[] piece(Trace trace, int from, int to) {
        float[] piece = new float[size()];
        float[] white = new float[whitening.size()];
        for (int third = 0; third < THIRDS; third++) {
            int begin = from + (to - from) * third / THIRDS;
            int end = from + (to - from) * (third + 1) / THIRDS;
            for (int t = begin; t < end; t++) {
                whitening.apply(trace.embedding(t), white, 0);
                for (int i = 0; i < white.length; i++) {
                    piece[third * white.length + i] += white[i] / (end - begin);
                }
            }
        }
        return piece;
    }

    /**
     * How alike a piece is to the word: the cosine to its nearest prototype, −1 to 1; −1 if it is more like what is not the word.
     * Looks at the first numbers only.
     */
    float similarity(float[] piece) {
        int nearest = prototypes.ranked(piece);
        return nearest < 0 || prototypes.labels().get(nearest).equals(OTHER) ? -1
            : (float) (1 - prototypes.distance(nearest));
    }

    void state(State.Builder to, String name) {
        State state = prototypes.state();
        to.text(name + ".labels", state.text("labels"));
        for (String each : List.of("sums", "counts", "limits")) {
            to.numbers(name + '.' + each, state.doubles(each));
        }
    }

    static WordPrototype of(State state, String name, Whitening whitening, int steps) {
        double[] ones = new double[THIRDS * whitening.size()];
        Arrays.fill(ones, 1);
        State.Builder to = State.of("prototypes", 1).text("labels", state.text(name + ".labels"))
            .numbers("centre", new double[ones.length]).numbers("spread", ones).numbers("slack", SLACK);
        for (String each : List.of("sums", "counts", "limits")) {
            to.numbers(each, state.doubles(name + '.' + each));
        }
        return new WordPrototype(whitening, Prototypes.of(to.build()), steps);
    }
}

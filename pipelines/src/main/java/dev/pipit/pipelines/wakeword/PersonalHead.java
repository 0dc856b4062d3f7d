package dev.pipit.pipelines.wakeword;

import java.util.List;

import dev.pipit.framework.adaptation.LogisticHead;
import dev.pipit.framework.adaptation.State;

/**
 * What makes the score of a word personal: a small head over the {@link Embedding}, which begins as the network itself
 * and was moved by the voice that was enrolled. It confirms what the network scored low, and vetoes what it scored high.
 *
 * <p>Immutable in what it learned. Threads: one at a time. No allocation a row.
 */
public final class PersonalHead {
    private static final List<String> LABELS = List.of("other", "word");
    private static final float CUT = 4;

    private final float[] centre;
    private final float[] spread;
    private final LogisticHead head;
    private final float[] z;
    private final float[] scores = new float[LABELS.size()];

    PersonalHead(float[] centre, float[] spread, LogisticHead head) {
        this.centre = centre;
        this.spread = spread;
        this.head = head;
        z = new float[centre.length];
    }

    /** One that says what the network says, whatever centre and spread the features have. */
    static PersonalHead network(float[] centre, float[] spread) {
        float[] weights = new float[2 * centre.length];
        weights[weights.length - 1] = Embedding.LOGIT;
        return new PersonalHead(centre, spread, LogisticHead.of(LABELS, weights, new float[2]));
    }

    /** The personal score of a row, 0 to 1. */
    public float score(float[] row) {
        head.scores(standard(row), scores);
        return scores[1];
    }

    /** Each feature less its centre, over its spread, cut; the logit as it is. */
    float[] standard(float[] row) {
        int last = z.length - 1;
        for (int i = 0; i < last; i++) {
            z[i] = Math.max(-CUT, Math.min(CUT, (row[i] - centre[i]) / spread[i]));
        }
        z[last] = row[last];
        return z;
    }

    LogisticHead head() {
        return head;
    }

    /** The same features, another head. */
    PersonalHead with(LogisticHead other) {
        return new PersonalHead(centre, spread, other);
    }

    int size() {
        return centre.length;
    }

    void state(State.Builder to, String name) {
        State state = head.state();
        to.numbers(name + ".head.centre", state.doubles("centre")).numbers(name + ".head.spread", state.doubles("spread"))
            .numbers(name + ".head.weights", state.doubles("weights"));
    }

    static PersonalHead of(State state, String name, float[] centre, float[] spread) {
        State.Builder head = State.of("logistic head", 1).text("labels", String.join("\n", LABELS));
        for (String each : List.of("centre", "spread", "weights")) {
            head.numbers(each, state.doubles(name + ".head." + each));
        }
        return new PersonalHead(centre, spread, LogisticHead.of(head.build()));
    }

    float[] centre() {
        return centre.clone();
    }

    float[] spread() {
        return spread.clone();
    }
}

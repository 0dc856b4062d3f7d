package dev.pipit.pipelines.wakeword;

import java.util.Optional;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;

/** Hears recordings once, and scores them by the network alone or by any personal head. Threads: one at a time. */
public final class Rehearsal {
    private final Word word;
    private final Networks networks;

    /** @param word one of a network, or a {@linkplain Word#spoken new one} */
    public Rehearsal(Word word, Model backbone) throws ModelFormatException {
        this.word = word;
        networks = new Networks(word.isNew() ? Optional.empty() : Optional.of(word), backbone);
        networks.upgrade();
    }

    /** What the networks say of a recording, as 8-bit feature rows. */
    public Trace trace(byte[] features) {
        return Trace.of(networks, features);
    }

    /** Numbers in an embedding. */
    int size() {
        return networks.size();
    }

    /** The scores, 0 to 1; without a head those of the network, or nothing but 0 for a new word. */
    private static float[] scores(Trace trace, Optional<PersonalHead> head) {
        if (head.isPresent()) {
            return head.get().scores(trace);
        }
        float[] scores = new float[trace.scores()];
        for (int k = 0; k < scores.length && trace.network(); k++) {
            scores[k] = PersonalHead.plain(trace.logits()[k]);
        }
        return scores;
    }

    /** The means that are compared with the threshold, at each score. */
    float[] means(Trace trace, Optional<PersonalHead> head) {
        int averaged = word.tuning().averaged();
        float[] scores = scores(trace, head);
        float[] means = new float[scores.length];
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            sum += scores[k] - (k >= averaged ? scores[k - averaged] : 0);
            means[k] = (float) (sum / averaged);
        }
        return means;
    }

    /** The greatest mean score from a score on. */
    public float greatest(Trace trace, Optional<PersonalHead> head, int from) {
        float[] means = means(trace, head);
        float most = 0;
        for (int k = from; k < means.length; k++) {
            most = Math.max(most, means[k]);
        }
        return most;
    }
}

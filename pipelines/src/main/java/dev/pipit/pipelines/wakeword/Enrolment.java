package dev.pipit.pipelines.wakeword;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.pipit.framework.adaptation.LogisticLearner;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Learns a {@link PersonalHead} from a few recordings of the word by one voice, and a little other speech. Deterministic.
 *
 * <p>Of each recording of the word the steps around its best score count as the word; of other speech those that the
 * network took for it most. All recordings of the word together weigh a third of all other speech: a veto is worth more
 * than a vote.
 */
public final class Enrolment {
    /** Steps of a recording of the word that are learned. */
    static final int STEPS = 5;
    /** Steps of a recording of other speech that are learned: the hardest, and one from its middle. */
    static final int HARDEST = 8;
    /** What all rows of the word weigh together, and all others. */
    static final double WORD_WEIGHT = 10;
    static final double OTHER_WEIGHT = 30;
    /** How strongly the head is held to what the network says. */
    static final double PULL = 20;
    private static final float LEAST_SPREAD = 0.1f;

    private final Embedding embedding;
    private final List<float[]> word = new ArrayList<>();
    private final List<float[]> other = new ArrayList<>();

    public Enrolment(Word word) throws ModelFormatException {
        embedding = new Embedding(word);
    }

    /**
     * Takes a recording of the word.
     *
     * @param features 8-bit feature rows of the front end
     * @param from     the first step that counts: what is before it is the lead
     */
    public void word(byte[] features, int from) {
        List<float[]> rows = rows(features);
        int best = from;
        for (int t = from; t < rows.size(); t++) {
            best = logit(rows.get(t)) > logit(rows.get(best)) ? t : best;
        }
        int first = Math.max(0, best - STEPS / 2);
        word.addAll(rows.subList(first, Math.min(rows.size(), first + STEPS)));
    }

    /** Takes a recording of other speech. */
    public void other(byte[] features) {
        List<float[]> rows = rows(features);
        if (rows.isEmpty()) {
            return;
        }
        other.add(rows.get(rows.size() / 2));
        rows.sort(Comparator.comparingDouble(row -> -logit(row)));
        other.addAll(rows.subList(0, Math.min(HARDEST, rows.size())));
    }

    /** Other speech that is heard in long pieces counts as recordings of so many steps. */
    public void others(byte[] features, int steps) {
        int size = steps * embedding.stepSize();
        for (int at = 0; at < features.length; at += size) {
            byte[] piece = new byte[Math.min(size, features.length - at)];
            System.arraycopy(features, at, piece, 0, piece.length);
            other(piece);
        }
    }

    private List<float[]> rows(byte[] features) {
        List<float[]> rows = new ArrayList<>();
        embedding.reset();
        for (int at = 0; at + embedding.stepSize() <= features.length; at += embedding.stepSize()) {
            embedding.step(features, at);
            rows.add(embedding.row().clone());
        }
        return rows;
    }

    private static float logit(float[] row) {
        return row[row.length - 1];
    }

    /** Rows of the word that were taken. */
    List<float[]> wordRows() {
        return List.copyOf(word);
    }

    /** Rows of other speech that were taken. */
    List<float[]> otherRows() {
        return List.copyOf(other);
    }

    /**
     * The head of all that was taken.
     *
     * @throws IllegalArgumentException if there is no word, or no other speech
     */
    public PersonalHead learn() {
        if (word.isEmpty() || other.isEmpty()) {
            throw new IllegalArgumentException("there must be recordings of the word and of other speech: word="
                + word.size() + " rows, other=" + other.size() + " rows");
        }
        PersonalHead network = network();
        LogisticLearner learner = LogisticLearner.from(network.head(), PULL);
        word.forEach(row -> learner.add(network.standard(row), 1, WORD_WEIGHT / word.size()));
        other.forEach(row -> learner.add(network.standard(row), 0, OTHER_WEIGHT / other.size()));
        return network.with(learner.learn());
    }

    /** Centre and spread are those of other speech. */
    private PersonalHead network() {
        int n = embedding.size();
        float[] centre = new float[n];
        float[] spread = new float[n];
        for (float[] row : other) {
            for (int i = 0; i < n; i++) {
                centre[i] += row[i] / other.size();
            }
        }
        for (float[] row : other) {
            for (int i = 0; i < n; i++) {
                spread[i] += (row[i] - centre[i]) * (row[i] - centre[i]) / other.size();
            }
        }
        float mean = 0;
        for (int i = 0; i < n; i++) {
            spread[i] = (float) Math.sqrt(spread[i]);
            mean += spread[i] / n;
        }
        for (int i = 0; i < n; i++) {
            spread[i] += LEAST_SPREAD * mean + Float.MIN_NORMAL;
        }
        return PersonalHead.network(centre, spread);
    }
}

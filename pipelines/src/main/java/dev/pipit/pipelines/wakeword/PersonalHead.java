package dev.pipit.pipelines.wakeword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.pipit.framework.adaptation.State;

/**
 * What makes the score of a word personal. To the network's logit it adds a little where what was said sounds as the
 * voice that enrolled says the word: {@value #GAIN} × (cosine − {@value #BEGINS}), at least {@value #LEAST} and at most
 * {@value #MOST}. So it confirms what the network scored low, and hardly vetoes: no other voice loses more than
 * {@value #LEAST}. A new word has no network; its score is the cosine.
 *
 * <p>Shape of a row: a piece of the embedding, then the logit. Immutable in what it learned. Threads: one at a time. No
 * allocation a row.
 */
public final class PersonalHead {
    static final float GAIN = 30;
    static final float BEGINS = 0.55f;
    static final float MOST = 9;
    static final float LEAST = -1;
    static final int ROWS_A_SECOND = 100;

    private final WordPrototype word;
    private final boolean network;

    PersonalHead(WordPrototype word, boolean network) {
        this.word = word;
        this.network = network;
    }

    /** The score, 0 to 1, of the network alone. */
    static float plain(float logit) {
        return (float) (1 / (1 + Math.exp(-logit)));
    }

    /** The personal score, 0 to 1, of what is so alike to the word. */
    float score(float similarity, float logit) {
        return network ? plain(logit + Math.max(LEAST, Math.min(MOST, GAIN * (similarity - BEGINS))))
            : Math.max(0, Math.min(1, similarity));
    }

    /** The personal score, 0 to 1, of a row. */
    public float score(float[] row) {
        return score(word.similarity(row), row[row.length - 1]);
    }

    /** The score by what was heard last; a word without a network is as alike as the newest piece is. */
    float score(Listening listening, float logit) {
        return score(network ? listening.held() : listening.similarity(), logit);
    }

    Listening listen() {
        return new Listening(word);
    }

    /** The scores of a recording. */
    float[] scores(Trace trace) {
        float[] scores = new float[trace.scores()];
        Listening listening = listen();
        int step = 0;
        for (int k = 0; k < scores.length; k++) {
            for (; step <= trace.stepAt(k); step++) {
                listening.next(trace.embedding(step));
            }
            scores[k] = score(listening, trace.logits()[k]);
        }
        return scores;
    }

    /** The rows of the best scores of a recording, from a score on: one for each {@code every} scores. */
    List<float[]> best(Trace trace, int from, int every) {
        List<float[]> rows = new ArrayList<>();
        Listening listening = listen();
        float most = 0;
        int step = 0;
        for (int k = 0; k < trace.scores(); k++) {
            for (; step <= trace.stepAt(k); step++) {
                listening.next(trace.embedding(step));
            }
            float score = score(listening, trace.logits()[k]);
            boolean first = k >= from && (k - from) % every == 0;
            if (first) {
                rows.add(new float[size()]);
            }
            if (first || k > from && score > most) {
                most = score;
                write(listening, trace.logits()[k], rows.get(rows.size() - 1));
            }
        }
        return rows;
    }

    /** Writes the row that {@link #score(Listening, float)} scored. */
    void write(Listening listening, float logit, float[] row) {
        float[] piece = network ? listening.piece() : listening.newestPiece();
        System.arraycopy(piece, 0, row, 0, piece.length);
        row[row.length - 1] = logit;
    }

    /** Numbers in a row. */
    int size() {
        return word.size() + 1;
    }

    /** A copy that has one more example of the word: of the prototype that it is most alike. */
    PersonalHead withWord(float[] row) {
        word.similarity(row);
        int nearest = 0;
        for (int i = 1; i < word.prototypes().labels().size(); i++) {
            boolean other = word.prototypes().labels().get(i).equals(WordPrototype.OTHER);
            nearest = !other && word.prototypes().distance(i) < word.prototypes().distance(nearest) ? i : nearest;
        }
        return with(word.prototypes().labels().get(nearest), List.of(row));
    }

    /** A copy that knows of rows that they are not the word. */
    PersonalHead withOther(List<float[]> rows) {
        return with(WordPrototype.OTHER, rows);
    }

    private PersonalHead with(String label, List<float[]> rows) {
        return new PersonalHead(word.with(label, rows.stream().map(row -> Arrays.copyOf(row, word.size())).toList()), network);
    }

    /** How far the prototype that was moved most lies from that of the other head: 1 − cos of the angle. */
    double turned(PersonalHead other) {
        List<String> labels = other.word.prototypes().labels();
        return word.prototypes().labels().stream().filter(labels::contains)
            .mapToDouble(label -> word.prototypes().turned(label, other.word.prototypes())).max().orElse(0);
    }

    WordPrototype word() {
        return word;
    }

    boolean hasNetwork() {
        return network;
    }

    void state(State.Builder to, String name) {
        word.state(to, name);
    }
}

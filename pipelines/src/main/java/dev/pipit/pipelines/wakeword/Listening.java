package dev.pipit.pipelines.wakeword;

import java.util.Arrays;

/**
 * Follows a {@link WordPrototype} through embeddings: how alike the last piece as long as the word is to it, and for a third of
 * a second the most alike of the last ones, because a network's score comes somewhat later than the end of the word.
 *
 * <p>Allocates nothing once it is made. Threads: one at a time. Cost of a step: a whitening, a sum over the steps of the word,
 * and a product for each prototype; 25,000 multiplications for a word of half a second.
 */
final class Listening {
    /** Steps that are looked back. */
    static final int HELD = 8;

    private final WordPrototype word;
    private final int size;
    private final float[] white;               // [steps, size], a ring
    private final float[][] pieces = new float[HELD + 1][];
    private final float[] similarities = new float[HELD + 1];
    private int at;
    private int filled;
    private int newest;

    Listening(WordPrototype word) {
        this.word = word.copy();               // with room of its own to compute in
        size = word.whitening().size();
        white = new float[word.steps() * size];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = new float[word.size()];
        }
        reset();
    }

    /** Begins anew. */
    void reset() {
        at = 0;
        filled = 0;
        Arrays.fill(similarities, -1);
        for (float[] piece : pieces) {
            Arrays.fill(piece, 0);
        }
    }

    /** Takes an embedding, from index {@code from} on; returns how alike the piece that it ends is, −1 to 1. */
    float next(float[] embedding) {
        word.whitening().apply(embedding, white, at * size);
        at = (at + 1) % word.steps();
        filled = Math.min(filled + 1, word.steps());
        newest = (newest + 1) % pieces.length;
        similarities[newest] = filled < word.steps() ? -1 : word.similarity(piece(pieces[newest]));
        return similarities[newest];
    }

    private float[] piece(float[] into) {
        int steps = word.steps();
        for (int third = 0; third < WordPrototype.THIRDS; third++) {
            int begin = steps * third / WordPrototype.THIRDS;
            int end = steps * (third + 1) / WordPrototype.THIRDS;
            Arrays.fill(into, third * size, (third + 1) * size, 0);
            for (int t = begin; t < end; t++) {
                int row = (at + t) % steps * size;
                for (int i = 0; i < size; i++) {
                    into[third * size + i] += white[row + i] / (end - begin);
                }
            }
        }
        return into;
    }

    /** The newest. */
    float similarity() {
        return similarities[newest];
    }

    /** The most alike of the newest and the {@value #HELD} before. */
    float held() {
        return similarities[best()];
    }

    /** The piece of which {@link #held} was said; this object's own, zeros if there is none yet. */
    float[] piece() {
        return pieces[best()];
    }

    /** The newest; this object's own. */
    float[] newestPiece() {
        return pieces[newest];
    }

    private int best() {
        int best = newest;
        for (int i = 0; i < similarities.length; i++) {
            best = similarities[i] > similarities[best] ? i : best;
        }
        return best;
    }
}

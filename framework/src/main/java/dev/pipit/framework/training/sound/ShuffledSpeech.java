package dev.pipit.framework.training.sound;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Speech without words: pieces of 0.09 to 0.32 s of real speech in any order, 15 % of them backwards.
 *
 * <p>It has the sounds, voices and rooms of the recordings and none of their words, so a model that answers to it has
 * learnt a sound and not the word.
 */
public final class ShuffledSpeech {
    private static final Range PIECE_SECONDS = new Range(0.09, 0.32);
    private static final double BACKWARDS = 0.15;
    /** 10 ms. */
    private static final int FADE = Pcm16.RATE_HZ / 100;

    private ShuffledSpeech() {
    }

    /** Length samples of it; each piece of any of the recordings, of which there must be one at least. */
    public static float[] of(List<float[]> speech, int length, SplittableRandom random) {
        var shuffled = new float[length];
        for (int at = 0; at < length; ) {
            int count = (int) (PIECE_SECONDS.draw(random) * Pcm16.RATE_HZ);
            float[] piece = Draw.piece(Draw.from(speech, random), count, random);
            if (Draw.happens(random, BACKWARDS)) {
                reverse(piece);
            }
            Fade.in(piece, 0, FADE);
            Fade.out(piece, count, FADE);
            Fade.add(shuffled, at, piece, 0, Math.min(count, length - at));
            at += count - FADE;
        }
        return shuffled;
    }

    private static void reverse(float[] x) {
        for (int i = 0, j = x.length - 1; i < j; i++, j--) {
            float kept = x[i];
            x[i] = x[j];
            x[j] = kept;
        }
    }
}

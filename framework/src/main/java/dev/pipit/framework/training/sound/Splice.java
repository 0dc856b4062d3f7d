package dev.pipit.framework.training.sound;

import java.util.Arrays;
import java.util.Objects;

/**
 * A word put into running speech, as loud as what is around it.
 *
 * @param samples the speech before, the word, the speech behind
 * @param word    where the word is in it
 */
public record Splice(float[] samples, WordBounds word) {
    /** 10 ms. */
    private static final int FADE = Pcm16.RATE_HZ / 100;
    /** How far around the place the loudness of the speech is taken from. */
    private static final int AROUND = Pcm16.RATE_HZ;

    /**
     * Opens the speech at {@code at} and puts the word in; the edges overlap by 10 ms, or less where there is less.
     *
     * @param speech what is running
     * @param at     sample of the speech that the word comes before, 0 to its length
     * @param word   a recording of the word
     * @param bounds where in {@code word} it is: only this is put in
     */
    public static Splice of(float[] speech, int at, float[] word, WordBounds bounds) {
        Objects.checkIndex(at, speech.length + 1);
        float[] middle = Arrays.copyOfRange(word, bounds.from(), bounds.to());
        int fadeIn = Math.min(Math.min(FADE, at), middle.length / 2);
        int fadeOut = Math.min(Math.min(FADE, speech.length - at), middle.length / 2);
        match(middle, speech, at);
        Fade.in(middle, 0, fadeIn);
        Fade.out(middle, middle.length, fadeOut);
        float[] before = Arrays.copyOf(speech, at);
        Fade.out(before, at, fadeIn);
        float[] behind = Arrays.copyOfRange(speech, at, speech.length);
        Fade.in(behind, 0, fadeOut);

        var samples = new float[speech.length + middle.length - fadeIn - fadeOut];
        int from = at - fadeIn;
        Fade.add(samples, 0, before, 0, at);
        Fade.add(samples, from, middle, 0, middle.length);
        Fade.add(samples, from + middle.length - fadeOut, behind, 0, behind.length);
        return new Splice(samples, new WordBounds(from, from + middle.length));
    }

    private static void match(float[] word, float[] speech, int at) {
        float[] around = Arrays.copyOfRange(speech, Math.max(0, at - AROUND), Math.min(speech.length, at + AROUND));
        WordBounds.of(around).ifPresent(spoken ->
            Loudness.toRms(word, Loudness.db(Loudness.rms(around, spoken.from(), spoken.to()))));
    }
}

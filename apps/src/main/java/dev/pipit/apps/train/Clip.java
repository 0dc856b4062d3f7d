package dev.pipit.apps.train;

import java.util.Optional;

import dev.pipit.framework.training.sound.WordBounds;

/**
 * Sound in memory, with what is known of it.
 *
 * @param speaker who is heard
 * @param word    what is said, if that is one word or phrase; else empty
 * @param samples 16 kHz, full scale ±1
 * @param bounds  where the word is; empty for running speech
 */
@SuppressWarnings("ArrayRecordComponent")
record Clip(String collection, String speaker, String word, float[] samples, Optional<WordBounds> bounds) {
    static final String SYNTHESISED = "synthesised";

    /** Finds the word by its loudness. */
    static Clip of(String collection, String speaker, String word, float[] samples) {
        return new Clip(collection, speaker, word, samples, word.isEmpty() ? Optional.empty() : WordBounds.of(samples));
    }

    boolean synthesised() {
        return collection.equals(SYNTHESISED);
    }
}

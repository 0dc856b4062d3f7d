package dev.pipit.apps.train.keyword;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import dev.pipit.framework.training.sound.Chance;
import dev.pipit.framework.training.sound.Loudness;
import dev.pipit.framework.training.sound.Range;
import dev.pipit.framework.training.sound.Tilt;
import dev.pipit.framework.training.sound.WaveformAugmentation;
import dev.pipit.framework.training.sound.WaveformSettings;
import dev.pipit.framework.training.sound.WordBounds;

/** Makes feature rows of recordings: of the second as it was recorded, or of one that is changed. For one thread. */
final class KeywordExamples {
    /** How far the middle of a word may be from the middle of the second when it is learned. */
    private static final double AWAY_SECONDS = 0.1;
    private static final double FLOOR_DBFS = -80;
    /** What is so much softer than the mean of a recording is a pause. */
    private static final double PAUSE_DB = -8;
    private static final int DRAWS = 10;
    private static final double MIXED = 0.5;
    private static final double MIXED_DB = 15;
    private static final double MOST_TILT = 4;
    private static final Range SPEED = new Range(0.82, 1.22);
    private static final Chance TEMPO = new Chance(0.5, new Range(0.8, 1.25));

    private final KeywordFeatures features = new KeywordFeatures();
    private final List<float[]> speech;
    private final List<float[]> noises;

    /** @param sounds what is learned from: noise and babble are made of it */
    KeywordExamples(List<Sound> sounds) {
        speech = sounds.stream().filter(s -> s.running() && s.label().equals(Sound.UNKNOWN)).map(Sound::samples).toList();
        noises = sounds.stream().filter(s -> s.label().equals(Sound.SILENCE)).map(Sound::samples).toList();
    }

    /** The groups of some sounds. */
    static List<Sound> of(List<Sound> sounds, Set<String> test, boolean judged) {
        return sounds.stream().filter(sound -> test.contains(sound.group()) == judged).toList();
    }

    /** The second around the word, or any second, as it was recorded. */
    float[] plain(Sound sound, SplittableRandom random) {
        return features.of(floored(second(sound, random), random));
    }

    private static float[] second(Sound sound, SplittableRandom random) {
        if (sound.running()) {
            return piece(sound, KeywordFeatures.SAMPLES, random);
        }
        WordBounds word = LoudSecond.of(sound.samples()).orElseThrow();
        return cut(sound.samples(), (word.from() + word.to() - KeywordFeatures.SAMPLES) / 2, KeywordFeatures.SAMPLES);
    }

    /** From anywhere; of speech, where somebody speaks: a pause is silence, whatever stands around it. */
    private static float[] piece(Sound sound, int length, SplittableRandom random) {
        float[] from = sound.samples();
        double least = Loudness.rms(from, 0, from.length) * Loudness.amplitude(PAUSE_DB);
        float[] best = {};
        for (int draw = 0; draw < DRAWS; draw++) {
            float[] piece = cut(from, (int) (random.nextDouble() * Math.max(1, from.length - length)), length);
            double rms = Loudness.rms(piece, 0, length);
            best = best.length == 0 || rms > Loudness.rms(best, 0, length) ? piece : best;
            if (rms >= least || sound.label().equals(Sound.SILENCE)) {
                return piece;
            }
        }
        return best;
    }

    /** Samples from a place on, silence where there are none. */
    static float[] cut(float[] from, int at, int length) {
        float[] piece = new float[length];
        int first = Math.max(0, -at);
        int last = Math.min(length, from.length - at);
        System.arraycopy(from, at + first, piece, first, last - first);
        return piece;
    }

    /** No microphone is silent: where nothing was recorded, logarithms would be what no device sees. */
    private static float[] floored(float[] samples, SplittableRandom random) {
        double amplitude = Loudness.amplitude(FLOOR_DBFS) * Math.sqrt(3);          // of even numbers, for this mean square
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (float) (amplitude * (2 * random.nextDouble() - 1));
        }
        return samples;
    }

    /** Another voice and place, and every other time another room, microphone and noise. */
    float[] changed(Sound sound, boolean dirty, SplittableRandom random) {
        if (sound.label().equals(Sound.SILENCE)) {
            return features.of(noise(sound, random));
        }
        if (sound.running()) {
            return features.of(augmentation(0.5, 1, dirty)
                .apply(piece(sound, KeywordFeatures.SAMPLES * 5 / 4, random), random));
        }
        WordBounds word = LoudSecond.of(sound.samples()).orElseThrow();
        double middle = 0.5 + word.length() / 2.0 / KeywordFeatures.RATE_HZ;
        double latest = Math.min(1, middle + AWAY_SECONDS);
        return features.of(augmentation(Math.min(latest, middle - AWAY_SECONDS), latest, dirty)
            .apply(sound.samples(), word, random).samples());
    }

    /** Of any colour and level, half of the time two together. */
    private float[] noise(Sound sound, SplittableRandom random) {
        float[] noise = second(sound, random);
        if (random.nextDouble() < MIXED) {
            float[] from = noises.get((int) (random.nextDouble() * noises.size()));
            float[] other = second(new Sound(Sound.SILENCE, "", from, true), random);
            Loudness.addNoise(noise, 0, noise.length, other, MIXED_DB * (2 * random.nextDouble() - 1));
        }
        Tilt.apply(noise, MOST_TILT * (2 * random.nextDouble() - 1));
        Loudness.toPeak(noise, -60 + 55 * random.nextDouble());
        return floored(noise, random);
    }

    private WaveformAugmentation augmentation(double from, double to, boolean dirty) {
        WaveformSettings standard = WaveformSettings.standard();
        WaveformSettings plain = WaveformSettings.plain();
        WaveformSettings other = dirty ? standard : plain;
        return new WaveformAugmentation(new WaveformSettings(KeywordFeatures.SAMPLES, new Range(from, to), SPEED,
            TEMPO, plain.before(), plain.behind(), other.room(), other.directDb(), standard.tilt(), other.noise(),
            plain.overload(), standard.peakDbfs(), standard.floorDbfs()), speech, noises);
    }
}

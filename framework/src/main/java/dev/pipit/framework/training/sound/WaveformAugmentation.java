package dev.pipit.framework.training.sound;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes another example of a recording: another voice, place, room, microphone and noise each time.
 *
 * <p>speed → tempo → place in the example → other speech around → room → tilt → noise → overload → peak → floor
 *
 * <p>Threads: one object a thread. The recordings handed in are not copied and stay as they are.
 */
public final class WaveformAugmentation {
    /** 5 ms: the edge of a recording. */
    private static final int FADE = Pcm16.RATE_HZ / 200;
    /** Between the word and other speech. */
    private static final Range GAP_SECONDS = new Range(0.02, 0.2);
    private static final double RECORDED = 0.7;
    private static final int VOICES = 6;

    private final WaveformSettings settings;
    private final List<float[]> speech;
    private final List<float[]> noises;
    private final Convolution convolution = new Convolution();

    /**
     * An example.
     *
     * @param samples as many as the settings say
     * @param wordEnd sample behind the last of the word
     */
    public record Example(float[] samples, int wordEnd) { }

    /**
     * @param speech other speech, to put around words and to make babble of; without any there is none
     * @param noises recordings of noise; without any all noise is synthetic
     */
    public WaveformAugmentation(WaveformSettings settings, List<float[]> speech, List<float[]> noises) {
        this.settings = settings;
        this.speech = List.copyOf(speech);
        this.noises = List.copyOf(noises);
        if (speech.stream().anyMatch(x -> x.length == 0) || noises.stream().anyMatch(x -> x.length == 0)) {
            throw new IllegalArgumentException("recordings of speech and noise must have at least one sample");
        }
    }

    /** An example with the word in it; what was recorded around the word stays there where there is room. */
    public Example apply(float[] recording, WordBounds word, SplittableRandom random) {
        if (word.to() > recording.length) {
            throw new IllegalArgumentException(
                "word must be inside the recording: word=" + word + ", samples=" + recording.length);
        }
        double speed = settings.speed().draw(random);
        boolean stretched = settings.tempo().happens(random);
        double tempo = stretched ? settings.tempo().draw(random) : 1;
        int reach = (int) (settings.samples() * speed * tempo) + Pcm16.RATE_HZ / 10;
        int from = Math.max(0, word.to() - reach);
        float[] near = Arrays.copyOfRange(recording, from, Math.min(recording.length, word.to() + reach));
        float[] changed = Tempo.apply(Speed.apply(near, speed), tempo);
        double factor = speed * tempo;
        int wordFrom = (int) Math.round((word.from() - from) / factor);
        int wordTo = Math.max(wordFrom + 1, (int) Math.round((word.to() - from) / factor));

        int end = (int) Math.round(settings.wordEndSeconds().draw(random) * Pcm16.RATE_HZ);
        float[] samples = placed(changed, end - wordTo);
        int begin = Math.max(0, end - (wordTo - wordFrom));
        speechBefore(samples, begin, end, random);
        speechBehind(samples, begin, end, random);
        return new Example(finished(samples, begin, end, random), end);
    }

    /** An example without a word to mark: any part of a longer recording, or a shorter one anywhere. */
    public float[] apply(float[] recording, SplittableRandom random) {
        double factor = settings.speed().draw(random);
        int needed = (int) Math.ceil(settings.samples() * factor) + 1;
        int from = Draw.below(random, Math.max(0, recording.length - needed) + 1);
        float[] changed = Speed.apply(
            Arrays.copyOfRange(recording, from, Math.min(recording.length, from + needed)), factor);
        int at = Draw.below(random, Math.max(0, settings.samples() - changed.length) + 1);
        float[] samples = placed(changed, at);
        WordBounds loud = WordBounds.of(samples).orElse(new WordBounds(0, samples.length));
        return finished(samples, loud.from(), loud.to(), random);
    }

    /** The example with sample 0 of the recording at {@code at}, its edges softened. */
    private float[] placed(float[] recording, int at) {
        var samples = new float[settings.samples()];
        int from = Math.max(0, at);
        int to = Math.min(samples.length, at + recording.length);
        if (to > from) {
            System.arraycopy(recording, from - at, samples, from, to - from);
            int fade = Math.min(FADE, (to - from) / 2);
            Fade.in(samples, from, from == 0 ? 0 : fade);
            Fade.out(samples, to, to == samples.length ? 0 : fade);
        }
        return samples;
    }

    private void speechBefore(float[] samples, int wordFrom, int wordTo, SplittableRandom random) {
        int to = wordFrom - (int) (GAP_SECONDS.draw(random) * Pcm16.RATE_HZ);
        if (settings.before().happens(random) && !speech.isEmpty() && to > 2 * FADE) {
            float[] other = other(to, samples, wordFrom, wordTo, settings.before(), random);
            Fade.out(other, to, FADE);
            Fade.in(samples, to, FADE);
            System.arraycopy(other, 0, samples, 0, to);
        }
    }

    private void speechBehind(float[] samples, int wordFrom, int wordTo, SplittableRandom random) {
        int from = wordTo + (int) (GAP_SECONDS.draw(random) * Pcm16.RATE_HZ);
        int length = samples.length - from;
        if (settings.behind().happens(random) && !speech.isEmpty() && length > 2 * FADE) {
            float[] other = other(length, samples, wordFrom, wordTo, settings.behind(), random);
            Fade.in(other, 0, FADE);
            Fade.out(samples, from, FADE);
            System.arraycopy(other, 0, samples, from, length);
        }
    }

    private float[] other(int length, float[] samples, int wordFrom, int wordTo, Chance louder,
        SplittableRandom random) {
        float[] other = Draw.piece(Draw.from(speech, random), length, random);
        double wordDbfs = Loudness.db(Loudness.rms(samples, wordFrom, wordTo));
        Loudness.toRms(other, wordDbfs + louder.draw(random));
        return other;
    }

    /** From the place to the microphone. */
    private float[] finished(float[] placed, int wordFrom, int wordTo, SplittableRandom random) {
        float[] samples = placed;
        if (settings.room().happens(random)) {
            float[] impulse = RoomImpulse.of(settings.room().draw(random), settings.directDb().draw(random), random);
            samples = Arrays.copyOf(convolution.apply(samples, impulse), samples.length);
        }
        if (settings.tilt().happens(random)) {
            Tilt.apply(samples, settings.tilt().draw(random));
        }
        if (settings.noise().happens(random)) {
            Loudness.addNoise(samples, wordFrom, wordTo, noise(random), settings.noise().draw(random));
        }
        if (settings.overload().happens(random)) {
            Clip.overload(samples, settings.overload().draw(random));
        }
        Loudness.toPeak(samples, settings.peakDbfs().draw(random));
        addFloor(samples, settings.floorDbfs().draw(random), random);
        return samples;
    }

    private float[] noise(SplittableRandom random) {
        int length = settings.samples();
        if (!noises.isEmpty() && Draw.happens(random, RECORDED)) {
            return Draw.piece(Draw.from(noises, random), length, random);
        }
        switch (Draw.below(random, speech.isEmpty() ? 4 : 6)) {
            case 0: return Noise.white(length, random);
            case 1: return Noise.pink(length, random);
            case 2: return Noise.brown(length, random);
            case 3: return Noise.hum(length, random);
            default: return Noise.babble(length, speech, 2 + Draw.below(random, VOICES - 1), random);
        }
    }

    private static void addFloor(float[] samples, double dbfs, SplittableRandom random) {
        // even numbers from −1 to 1 have a root mean square of 1/√3
        float gain = (float) (Loudness.amplitude(dbfs) * Math.sqrt(3));
        for (int n = 0; n < samples.length; n++) {
            samples[n] += gain * Draw.uniform(random);
        }
    }
}

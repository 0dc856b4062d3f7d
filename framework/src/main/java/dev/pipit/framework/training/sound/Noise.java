package dev.pipit.framework.training.sound;

import java.util.List;
import java.util.SplittableRandom;

/** Sounds to hear a word in, at −20 dBFS root mean square. */
public final class Noise {
    private static final double LEVEL_DBFS = -20;
    private static final double PINK_DB_PER_OCTAVE = -10 * StrictMath.log10(2);
    private static final double BROWN_CORNER_HZ = 20;
    /** After so many samples the hum of 50 and of 60 Hz is where it began. */
    private static final int HUM_PERIOD = Pcm16.RATE_HZ / 10;
    private static final int HARMONICS = 20;

    private Noise() {
    }

    /** As much in every Hz. */
    public static float[] white(int length, SplittableRandom random) {
        var noise = new float[length];
        for (int n = 0; n < length; n++) {
            noise[n] = Draw.uniform(random);
        }
        return levelled(noise);
    }

    /** As much in every octave, from 100 Hz to 4 kHz within 0.75 dB: like many rooms and fans. */
    public static float[] pink(int length, SplittableRandom random) {
        float[] noise = white(length, random);
        Tilt.apply(noise, PINK_DB_PER_OCTAVE);
        return levelled(noise);
    }

    /** 6 dB an octave less, above 20 Hz: like wind and traffic. */
    public static float[] brown(int length, SplittableRandom random) {
        float[] noise = white(length, random);
        double keep = StrictMath.exp(-2 * Math.PI * BROWN_CORNER_HZ / Pcm16.RATE_HZ);
        double sum = 0;
        for (int n = 0; n < length; n++) {
            sum = keep * sum + noise[n];
            noise[n] = (float) sum;
        }
        return levelled(noise);
    }

    /** The mains of 50 or 60 Hz, with harmonics that fall off as they like. */
    public static float[] hum(int length, SplittableRandom random) {
        double angle = 2 * Math.PI * (random.nextBoolean() ? 50 : 60) / Pcm16.RATE_HZ;
        var period = new double[HUM_PERIOD];
        for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
            double amplitude = random.nextDouble() / harmonic;
            addSine(period, amplitude, angle * harmonic, 2 * Math.PI * random.nextDouble());
        }
        var noise = new float[length];
        for (int n = 0; n < length; n++) {
            noise[n] = (float) period[n % HUM_PERIOD];
        }
        return levelled(noise);
    }

    private static void addSine(double[] to, double amplitude, double angle, double phase) {
        for (int n = 0; n < to.length; n++) {
            to[n] += amplitude * StrictMath.sin(phase + angle * n);
        }
    }

    /**
     * Many who talk at once, each as loud as the other.
     *
     * @param speech what they say: each voice is a piece of one of these
     * @param voices how many there are, at least 1
     */
    public static float[] babble(int length, List<float[]> speech, int voices, SplittableRandom random) {
        var noise = new float[length];
        for (int voice = 0; voice < voices; voice++) {
            float[] piece = levelled(Draw.piece(Draw.from(speech, random), length, random));
            for (int n = 0; n < length; n++) {
                noise[n] += piece[n];
            }
        }
        return levelled(noise);
    }

    private static float[] levelled(float[] noise) {
        Loudness.toRms(noise, LEVEL_DBFS);
        return noise;
    }
}

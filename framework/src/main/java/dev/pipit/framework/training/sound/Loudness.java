package dev.pipit.framework.training.sound;

/**
 * How loud samples are, and making them as loud as wanted.
 *
 * <p>Unit: dBFS, 20 log10 of the amplitude; a square wave of full scale has 0 dBFS, a sine of full scale −3.01 as
 * root mean square and 0 as peak. Silence has minus infinity, and stays silence whatever it is brought to.
 */
public final class Loudness {
    private Loudness() {
    }

    /** Root mean square of {@code samples[from]} to {@code samples[to − 1]}, full scale 1; of nothing 0. */
    public static double rms(float[] samples, int from, int to) {
        double sum = 0;
        for (int n = from; n < to; n++) {
            sum += (double) samples[n] * samples[n];
        }
        return to > from ? Math.sqrt(sum / (to - from)) : 0;
    }

    /** Largest amplitude, full scale 1. */
    public static float peak(float[] samples) {
        float peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    /** Root mean square of all samples, in dBFS. */
    public static double rmsDbfs(float[] samples) {
        return db(rms(samples, 0, samples.length));
    }

    /** Largest amplitude, in dBFS. */
    public static double peakDbfs(float[] samples) {
        return db(peak(samples));
    }

    /** Multiplies, in place. */
    public static void scale(float[] samples, double factor) {
        float gain = (float) factor;
        for (int n = 0; n < samples.length; n++) {
            samples[n] *= gain;
        }
    }

    /** Brings the largest amplitude to {@code dbfs}, in place. */
    public static void toPeak(float[] samples, double dbfs) {
        float peak = peak(samples);
        if (peak > 0) {
            scale(samples, amplitude(dbfs) / peak);
        }
    }

    /** Brings the root mean square to {@code dbfs}, in place. */
    public static void toRms(float[] samples, double dbfs) {
        double rms = rms(samples, 0, samples.length);
        if (rms > 0) {
            scale(samples, amplitude(dbfs) / rms);
        }
    }

    /**
     * Adds noise, in place, such that the speech in {@code samples[from]} to {@code samples[to − 1]} is {@code snrDb}
     * louder than the noise at the same samples. Where either is silent, nothing is added.
     *
     * @param noise as many samples as {@code samples}, as it is afterwards
     */
    public static void addNoise(float[] samples, int from, int to, float[] noise, double snrDb) {
        if (noise.length != samples.length) {
            throw new IllegalArgumentException("noise must be as long as the samples: noise=" + noise.length
                + ", samples=" + samples.length);
        }
        double speechRms = rms(samples, from, to);
        double noiseRms = rms(noise, from, to);
        if (speechRms == 0 || noiseRms == 0) {
            return;
        }
        float gain = (float) (speechRms / noiseRms / amplitude(snrDb));
        for (int n = 0; n < samples.length; n++) {
            samples[n] += gain * noise[n];
        }
    }

    /** Of an amplitude, full scale 1, in dBFS. */
    public static double db(double amplitude) {
        return 20 * StrictMath.log10(amplitude);
    }

    /** Of dBFS, full scale 1. */
    public static double amplitude(double dbfs) {
        return StrictMath.pow(10, dbfs / 20);
    }
}

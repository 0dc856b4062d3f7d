package dev.pipit.sensors.sound;

/** Makes one channel of several: high-pass, then one of them, their mean, or the louder. Counts full scale. */
final class Mono {
    /** Of 16 bits the largest number; what has more bits is at its end there too. */
    private static final float FULL_SCALE = 32_767 / 32_768f;
    private static final double MEMORY_SECONDS = 1;
    private static final double LOUDER = 4;              // of power: 6 dB

    private final Channel channel;
    private final int channels;
    private final double rateHz;
    private final HighPass[] highPasses;
    private final double[] power;
    private int chosen;
    private boolean begun;
    private volatile long clipped;

    Mono(Conversion conversion, int channels, double rateHz) {
        channel = conversion.channel();
        if (channel.index() >= channels) {
            throw new IllegalArgumentException("channel must be one of the source's: channel=" + channel.index()
                + ", channels=" + channels);
        }
        this.channels = channels;
        this.rateHz = rateHz;
        power = new double[channels];
        chosen = Math.max(0, channel.index());
        highPasses = new HighPass[conversion.highPassHz() == 0 ? 0 : channels];
        for (int c = 0; c < highPasses.length; c++) {
            highPasses[c] = new HighPass(conversion.highPassHz(), rateHz);
        }
    }

    /** Which channel was taken last. */
    int chosen() {
        return chosen;
    }

    /** Samples of what was heard that were at the end of the scale: louder it could not become. */
    long clipped() {
        return clipped;
    }

    void reset() {
        for (HighPass highPass : highPasses) {
            highPass.reset();
        }
    }

    /** Makes {@code count} samples of {@code x}, [count, channels], which it changes. */
    void apply(float[] x, int count, float[] into) {
        boolean mean = channel.equals(Channel.MEAN);
        for (int c = 0; c < channels; c++) {
            if (mean || c == chosen) {
                clipped += fullScale(x, c, count);
            }
            if (highPasses.length > 0) {
                highPasses[c].apply(x, c, channels, count);
            }
        }
        if (channel.equals(Channel.LOUDER)) {
            choose(x, count);
        }
        for (int i = 0; i < count; i++) {
            into[i] = mean ? mean(x, i * channels) : x[i * channels + chosen];
        }
    }

    private int fullScale(float[] x, int c, int count) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            n += Math.abs(x[i * channels + c]) >= FULL_SCALE ? 1 : 0;
        }
        return n;
    }

    private void choose(float[] x, int count) {
        double weight = begun ? 1 - Math.exp(-count / (rateHz * MEMORY_SECONDS)) : 1;
        begun = true;
        int loudest = chosen;
        for (int c = 0; c < channels; c++) {
            power[c] += weight * (meanSquare(x, c, count) - power[c]);
            loudest = power[c] > power[loudest] ? c : loudest;
        }
        chosen = power[loudest] > LOUDER * power[chosen] ? loudest : chosen;
    }

    private double meanSquare(float[] x, int c, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double sample = x[i * channels + c];
            sum += sample * sample;
        }
        return sum / count;
    }

    private float mean(float[] x, int at) {
        float sum = 0;
        for (int c = 0; c < channels; c++) {
            sum += x[at + c];
        }
        return sum / channels;
    }
}

package dev.pipit.framework.adaptation;

import java.util.Arrays;
import java.util.List;

/**
 * Where the bands of a normal spectrogram lie: the median of each, and its robust standard deviation, in the
 * unit of the bands. Of any features too, as of a spectrogram of one row.
 */
record Bands(float[] centre, float[] spread) {
    /** Of decibels: less than any sound changes by. */
    static final float LEAST_SPREAD = 0.1f;

    private static final double NORMAL = 1.4826;

    /**
     * Of the newest row of each spectrogram.
     *
     * @param least that a deviation is
     * @throws IllegalArgumentException if none of the bands ever moved
     */
    static Bands of(List<float[]> spectrograms, int count, float least) {
        int length = spectrograms.get(0).length;
        if (count < 1 || length % count != 0) {
            throw new IllegalArgumentException("a spectrogram must have whole rows: bands=" + count + ", numbers=" + length);
        }
        float[] centre = new float[count];
        float[] spread = new float[count];
        boolean moved = false;
        for (int b = 0; b < count; b++) {
            int at = length - count + b;
            double[] values = spectrograms.stream().mapToDouble(each -> each[at]).sorted().toArray();
            double middle = values[values.length / 2];
            moved |= values[values.length - 1] > values[0];
            double[] away = Arrays.stream(values).map(v -> Math.abs(v - middle)).sorted().toArray();
            centre[b] = (float) middle;
            spread[b] = Math.max(least, (float) (NORMAL * away[away.length / 2]));
        }
        if (!moved) {
            throw new IllegalArgumentException("all rows are the same: the signal is constant");
        }
        return new Bands(centre, spread);
    }

    int count() {
        return centre.length;
    }

    /** Into numbers of standard deviations. */
    void standardise(float[] spectrogram, float[] into) {
        for (int i = 0; i < into.length; i++) {
            int b = i % centre.length;
            into[i] = (spectrogram[i] - centre[b]) / spread[b];
        }
    }

    /** The mean of each over the rows. */
    double[] deviations(float[] spectrogram) {
        double[] means = new double[centre.length];
        for (int i = 0; i < spectrogram.length; i++) {
            int b = i % centre.length;
            means[b] += (spectrogram[i] - centre[b]) / spread[b] * centre.length / spectrogram.length;
        }
        return means;
    }

    void write(State.Builder state) {
        state.numbers("band centres", centre).numbers("band spreads", spread);
    }

    static Bands read(State state) {
        Bands bands = new Bands(state.floats("band centres"), state.floats("band spreads"));
        if (bands.centre.length == 0 || bands.centre.length != bands.spread.length) {
            throw new IllegalArgumentException("the state of maintenance must hold as many spreads as centres of bands: "
                + "centres=" + bands.centre.length + ", spreads=" + bands.spread.length);
        }
        return bands;
    }
}

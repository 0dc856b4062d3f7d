package dev.pipit.framework.training.sound;

import java.util.Objects;

/**
 * The feature rows of a recording, as the 8-bit numbers a model takes.
 *
 * <p>Shape: {@code [rows, channels]}. The array is not copied: whoever hands it over leaves it alone.
 *
 * @param channels numbers a row, at least 1
 * @param values   one row behind the other
 */
public record FeatureRows(int channels, byte[] values) {
    public FeatureRows {
        if (channels < 1 || values.length % channels != 0) {
            throw new IllegalArgumentException("values must be whole rows of at least one channel: channels="
                + channels + ", values=" + values.length);
        }
    }

    /** How many rows there are. */
    public int rows() {
        return values.length / channels;
    }

    /** Writes {@code count} rows from {@code first} on as (q + 128) × scale into {@code out}, from index 0 on. */
    public void floats(int first, int count, float scale, float[] out) {
        Objects.checkFromIndexSize(first, count, rows());
        int from = first * channels;
        for (int i = 0; i < count * channels; i++) {
            out[i] = (values[from + i] + 128) * scale;
        }
    }
}

package dev.pipit.apps.train.classifier;

/**
 * Samples without a gap, all with one label.
 *
 * @param file     where they come from, as the messages name it
 * @param channels of each sample
 * @param values   {@code [samples, channels]}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Series(String file, String label, String group, int channels, float[] values) {
    /** Per channel. */
    public int samples() {
        return values.length / channels;
    }
}

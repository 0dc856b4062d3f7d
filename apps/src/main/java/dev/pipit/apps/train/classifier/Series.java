package dev.pipit.apps.train.classifier;

/**
 * Samples without a gap, all with one label.
 *
 * @param file     where they come from, as the messages name it
 * @param channels of each sample
 * @param values   {@code [samples, channels]}
 */
@SuppressWarnings("ArrayRecordComponent")
record Series(String file, String label, String group, int channels, float[] values) {
    int samples() {
        return values.length / channels;
    }
}

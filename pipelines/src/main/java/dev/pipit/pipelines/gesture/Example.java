package dev.pipit.pipelines.gesture;

import java.util.Objects;

/**
 * One stroke or frame whose label is known.
 *
 * @param label  one line, not empty
 * @param values rows × columns numbers; not to be written
 */
public record Example(String label, float[] values) {
    public Example {
        Objects.requireNonNull(values, "values");
        if (label.isBlank() || label.contains("\n")) {
            throw new IllegalArgumentException("a label must be one line, not empty: label=" + label);
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("an example must hold numbers: label=" + label + ", value=" + value);
            }
        }
    }
}

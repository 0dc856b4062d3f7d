package dev.pipit.framework.training.sound;

import java.util.Objects;

/**
 * The rows of one example, and what is known about it.
 *
 * @param name what it was made of, such as the path of the recording; at most 65535 bytes of UTF-8
 * @param mark a number of the user's own: the row in which the word ends, a class
 * @param rows what the model sees
 */
public record FeatureItem(String name, int mark, FeatureRows rows) {
    public FeatureItem {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(rows, "rows");
    }
}

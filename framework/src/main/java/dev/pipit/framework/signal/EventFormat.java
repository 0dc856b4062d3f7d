package dev.pipit.framework.signal;

import java.util.Objects;

/**
 * Events: sparse, immutable, may be kept.
 *
 * @param type class of the events
 */
public record EventFormat(Class<?> type) implements Format {
    public EventFormat {
        Objects.requireNonNull(type, "type");
    }

    @Override
    public String toString() {
        return type.getSimpleName() + " events";
    }
}

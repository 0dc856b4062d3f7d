package dev.pipit.framework.adaptation;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What was learned, as named numbers and texts: small, immutable, the same bytes for the same content.
 *
 * <p>Arrays are copied in and out. Names are unique, order is kept.
 */
public final class State {
    private final String kind;
    private final int version;
    private final Map<String, Object> entries;

    private State(String kind, int version, Map<String, Object> entries) {
        this.kind = kind;
        this.version = version;
        this.entries = Collections.unmodifiableMap(entries);
    }

    /**
     * Begins a state.
     *
     * @param kind    what has learned: {@code maintenance}
     * @param version of what the names mean, at least 1; whoever reads an older one migrates it
     */
    public static Builder of(String kind, int version) {
        return new Builder(kind, version);
    }

    /** Collects the entries of a state. */
    public static final class Builder {
        private final String kind;
        private final int version;
        private final Map<String, Object> entries = new LinkedHashMap<>();

        private Builder(String kind, int version) {
            this.kind = Objects.requireNonNull(kind, "kind");
            this.version = version;
            if (version < 1) {
                throw new IllegalArgumentException("version must be at least 1: version=" + version);
            }
        }

        public Builder text(String name, String value) {
            return put(name, Objects.requireNonNull(value, "value"));
        }

        public Builder numbers(String name, double... values) {
            return put(name, values.clone());
        }

        public Builder numbers(String name, float... values) {
            return put(name, values.clone());
        }

        public Builder bytes(String name, byte... values) {
            return put(name, values.clone());
        }

        /** A state within this one. */
        public Builder state(String name, State value) {
            return put(name, StateBytes.write(value));
        }

        private Builder put(String name, Object value) {
            if (entries.putIfAbsent(Objects.requireNonNull(name, "name"), value) != null) {
                throw new IllegalArgumentException("names must be unique: name=" + name);
            }
            return this;
        }

        public State build() {
            return new State(kind, version, new LinkedHashMap<>(entries));
        }
    }

    public String kind() {
        return kind;
    }

    public int version() {
        return version;
    }

    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** A text. {@code IllegalArgumentException} if there is none with this name, as for the others. */
    public String text(String name) {
        return entry(name, String.class);
    }

    public double[] doubles(String name) {
        return entry(name, double[].class).clone();
    }

    public float[] floats(String name) {
        return entry(name, float[].class).clone();
    }

    public byte[] bytes(String name) {
        return entry(name, byte[].class).clone();
    }

    /** A state within this one. */
    public State state(String name) {
        return StateBytes.read(entry(name, byte[].class));
    }

    private <T> T entry(String name, Class<T> type) {
        Object value = entries.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("the state of " + kind + " must hold " + name + " as "
                + type.getSimpleName() + ": it holds " + (value == null ? "nothing" : value.getClass().getSimpleName()));
        }
        return type.cast(value);
    }

    /** What it holds, in order: texts, and copies of the numbers and bytes as arrays. */
    public Map<String, Object> contents() {
        Map<String, Object> copies = new LinkedHashMap<>();
        entries.forEach((name, value) -> copies.put(name, value instanceof double[] doubles ? doubles.clone()
            : value instanceof float[] floats ? floats.clone() : value instanceof byte[] bytes ? bytes.clone() : value));
        return copies;
    }

    /** What it holds, in order; the arrays are its own and must not be written. */
    Map<String, Object> entries() {
        return entries;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State state && Arrays.equals(StateBytes.write(this), StateBytes.write(state));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(StateBytes.write(this));
    }

    @Override
    public String toString() {
        return kind + " " + version + " " + entries.keySet();
    }
}

package dev.pipit.framework.compression.cluster;

/**
 * Which values weights share.
 *
 * @param kind   how they are found
 * @param values how many at most, 2 to 256; of no matter for {@link Kind#TERNARY} and {@link Kind#BINARY}
 * @param scope  what shares them
 */
public record Clustering(Kind kind, int values, Scope scope) {
    /** How values are found. */
    public enum Kind {
        /** Those with the least squared error, 2 to 256. */
        KMEANS,
        /** 0 and powers of two of both signs, up to 15: a shift in place of a product. */
        LOG2,
        /** 0 and one size of both signs. */
        TERNARY,
        /** One size of both signs. */
        BINARY
    }

    /** What shares them. */
    public enum Scope {
        /** A whole tensor shares the same values. */
        TENSOR,
        /**
         * A tensor shares them relative to a scale of each channel. So they are few in 8 bits, too, where each channel has a
         * scale anyway.
         */
        CHANNEL
    }

    public Clustering {
        if (values < 2 || values > 256) {
            throw new IllegalArgumentException("values must be 2 to 256: values=" + values);
        }
    }
}

package dev.pipit.framework.compression.harden;

import java.util.SplittableRandom;

/** What a sensor does that is broken, or not quite that which was trained with. */
public enum Fault {
    /** Numbers end at one standard deviation of their column from 0. */
    CLIPPED("clipping at 1 deviation") {
        @Override
        void apply(float[] from, Layout layout, SplittableRandom random, float[] to) {
            for (int i = 0; i < from.length; i++) {
                float most = layout.spread(i);
                to[i] = Math.max(-most, Math.min(most, from[i]));
            }
        }
    },
    /** One row in ten is lost; the one before it stands in its place. */
    DROPOUTS("one row in ten lost") {
        @Override
        void apply(float[] from, Layout layout, SplittableRandom random, float[] to) {
            int columns = layout.columns();
            for (int r = 0; r < layout.rows(); r++) {
                boolean lost = r > 0 && random.nextInt(10) == 0;
                System.arraycopy(lost ? to : from, (lost ? r - 1 : r) * columns, to, r * columns, columns);
            }
        }
    },
    /** Half as large as it was. */
    QUIET("gain 0.5") {
        @Override
        void apply(float[] from, Layout layout, SplittableRandom random, float[] to) {
            for (int i = 0; i < from.length; i++) {
                to[i] = from[i] / 2;
            }
        }
    },
    /** One and a half times as large. */
    LOUD("gain 1.5") {
        @Override
        void apply(float[] from, Layout layout, SplittableRandom random, float[] to) {
            for (int i = 0; i < from.length; i++) {
                to[i] = from[i] * 1.5f;
            }
        }
    },
    /** A clock that runs 5 % fast: rows are taken closer together, between the old ones by straight lines. */
    SKEWED("clock 5 % fast") {
        @Override
        void apply(float[] from, Layout layout, SplittableRandom random, float[] to) {
            int columns = layout.columns();
            for (int r = 0; r < layout.rows(); r++) {
                float at = r / 1.05f;
                int before = Math.min((int) at, layout.rows() - 1);
                int after = Math.min(before + 1, layout.rows() - 1);
                for (int c = 0; c < columns; c++) {
                    float low = from[before * columns + c];
                    to[r * columns + c] = low + (at - before) * (from[after * columns + c] - low);
                }
            }
        }
    },
    /** One column, another one for each input, stays at what it first was. */
    STUCK("one column stuck") {
        @Override
        void apply(float[] from, Layout layout, SplittableRandom random, float[] to) {
            System.arraycopy(from, 0, to, 0, from.length);
            int column = random.nextInt(layout.columns());
            for (int r = 1; r < layout.rows(); r++) {
                to[r * layout.columns() + column] = from[column];
            }
        }
    },
    /** Noise, half as strong as what there is, evenly distributed. */
    NOISY("noise 6 dB below") {
        @Override
        void apply(float[] from, Layout layout, SplittableRandom random, float[] to) {
            double most = Math.sqrt(3) / 2;                  // an even distribution from −a to a deviates by a / √3
            for (int i = 0; i < from.length; i++) {
                to[i] = from[i] + (float) (layout.spread(i) * random.nextDouble(-most, most));
            }
        }
    };

    private final String text;

    Fault(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    /** What comes of an input; the same seed gives the same. */
    public float[] of(float[] input, Layout layout, long seed) {
        float[] to = new float[input.length];
        apply(input, layout, new SplittableRandom(seed), to);
        return to;
    }

    abstract void apply(float[] from, Layout layout, SplittableRandom random, float[] to);
}

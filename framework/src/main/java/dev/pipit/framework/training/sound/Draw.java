package dev.pipit.framework.training.sound;

import java.util.List;
import java.util.SplittableRandom;

/** Numbers by chance whose bits are the same with every Java: made of {@code nextLong} by integer arithmetic. */
final class Draw {
    /** Of the sum of four whole numbers that are even from 0 to 65535: mean, and one over the standard deviation. */
    private static final int MEAN = 2 * 65_535;
    private static final float PER_DEVIATION = (float) (1 / Math.sqrt((65_536.0 * 65_536 - 1) / 3));

    private Draw() {
    }

    /** 0 to {@code bound} − 1. */
    static int below(SplittableRandom random, int bound) {
        return (int) (random.nextDouble() * bound);
    }

    static boolean happens(SplittableRandom random, double probability) {
        return random.nextDouble() < probability;
    }

    static float[] from(List<float[]> recordings, SplittableRandom random) {
        return recordings.get(below(random, recordings.size()));
    }

    /** Even, −1 to 1. */
    static float uniform(SplittableRandom random) {
        return (random.nextInt() >> 7) * 0x1p-24f;
    }

    /**
     * Almost normal, mean 0, standard deviation 1: the sum of four even numbers. Its tails end at ±3.46, which nobody
     * hears and no network learns.
     */
    static float normal(SplittableRandom random) {
        long bits = random.nextLong();
        int sum = (int) (bits & 0xffff) + (int) (bits >>> 16 & 0xffff) + (int) (bits >>> 32 & 0xffff)
            + (int) (bits >>> 48);
        return (sum - MEAN) * PER_DEVIATION;
    }

    /** Length samples from anywhere in the recording; what is shorter is repeated. */
    static float[] piece(float[] recording, int length, SplittableRandom random) {
        var piece = new float[length];
        int at = recording.length > length ? below(random, recording.length - length + 1)
            : below(random, recording.length);
        for (int n = 0; n < length; ) {
            int count = Math.min(length - n, recording.length - at);
            System.arraycopy(recording, at, piece, n, count);
            n += count;
            at = 0;
        }
        return piece;
    }
}

package dev.pipit.apps.train;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What another form of a model misses of the same recordings. Most are heard by both or by none; those tell nothing of the
 * difference.
 *
 * @param lost heard before, and missed by the other form
 * @param won  the other way round
 * @param of   recordings in all
 * @param low  lower end of the 95 % interval of {@link #difference}
 * @param high upper end
 */
record PairedMisses(int lost, int won, int of, double low, double high) {
    /** The interval comes from drawing speakers anew, as that of {@link MissRate}. */
    static PairedMisses of(Asked before, Asked after) {
        if (!before.speakers().equals(after.speakers())) {
            throw new IllegalArgumentException("both must be asked about the same recordings: before="
                + before.speakers().size() + ", after=" + after.speakers().size());
        }
        Map<String, int[]> bySpeaker = new TreeMap<>();
        int lost = 0;
        int won = 0;
        for (int i = 0; i < before.heard().size(); i++) {
            int more = (before.heard().get(i) ? 1 : 0) - (after.heard().get(i) ? 1 : 0);
            int[] counts = bySpeaker.computeIfAbsent(before.speakers().get(i), name -> new int[2]);
            counts[0] += more;
            counts[1]++;
            lost += Math.max(0, more);
            won += Math.max(0, -more);
        }
        double[] ends = MissRate.interval(List.copyOf(bySpeaker.values()));
        return new PairedMisses(lost, won, before.heard().size(), ends[0], ends[1]);
    }

    /** By how much more is missed than before, as a share. */
    double difference() {
        return (double) (lost - won) / of;
    }

    /**
     * How likely it is that so unequal a division of the recordings that differ, or a more unequal one, comes about by
     * chance (McNemar 1947, exact).
     */
    double chance() {
        int differ = lost + won;
        double chances = Math.pow(0.5, differ);
        double sum = 0;
        for (int k = 0; k <= Math.min(lost, won); k++) {
            sum += chances;
            chances *= (double) (differ - k) / (k + 1);
        }
        return Math.min(1, 2 * sum);
    }

    /** {@code +0.9 points (0.0 to 2.2): 2 lost, 0 won of 226, by chance 0.50}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%+.1f points (%.1f to %.1f): %d lost, %d won of %d, by chance %.2f",
            100 * difference(), 100 * low, 100 * high, lost, won, of, chance());
    }
}

package dev.pipit.apps.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How many misses became how many.
 *
 * @param share of the misses that is gone, below 0 if there are more; 0 if there were none
 * @param low   lower end of its 95 % interval
 * @param high  upper end
 */
record Reduction(int before, int after, double share, double low, double high) {
    private static final int DRAWS = 2000;

    /** The interval comes from drawing voices anew, for what one voice misses is alike. {@code voices}: before, after. */
    static Reduction of(Map<String, int[]> voices) {
        List<int[]> all = new ArrayList<>(voices.values());
        SplittableRandom random = new SplittableRandom(1);
        double[] shares = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] sum = new int[2];
            for (int i = 0; i < all.size(); i++) {
                add(sum, all.get(random.nextInt(all.size())));
            }
            shares[draw] = share(sum);
        }
        Arrays.sort(shares);
        int[] sum = new int[2];
        all.forEach(each -> add(sum, each));
        return new Reduction(sum[0], sum[1], share(sum), shares[DRAWS / 40], shares[DRAWS - 1 - DRAWS / 40]);
    }

    private static void add(int[] sum, int[] more) {
        sum[0] += more[0];
        sum[1] += more[1];
    }

    private static double share(int[] counts) {
        return counts[0] == 0 ? counts[1] == 0 ? 0 : -1 : (counts[0] - counts[1]) / (double) counts[0];
    }
}

package dev.pipit.apps.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How often a word was missed.
 *
 * @param missed   recordings in which it was not heard
 * @param of       recordings of it
 * @param speakers who said it
 * @param low      lower end of the 95 % interval of the rate
 * @param high     upper end
 */
record MissRate(int missed, int of, int speakers, double low, double high) {
    private static final int DRAWS = 2000;

    /**
     * The interval comes from drawing speakers anew (bootstrap, Efron 1979): recordings of one speaker are alike. Where
     * none or all are missed, it is that of Wilson 1927 for as many recordings as there are speakers.
     *
     * @param speakers of the recordings
     * @param heard    whether the word was heard in each
     */
    static MissRate of(List<String> speakers, List<Boolean> heard) {
        Map<String, int[]> bySpeaker = new TreeMap<>();
        int missed = 0;
        for (int i = 0; i < speakers.size(); i++) {
            int[] counts = bySpeaker.computeIfAbsent(speakers.get(i), name -> new int[2]);
            counts[1]++;
            counts[0] += heard.get(i) ? 0 : 1;
            missed += heard.get(i) ? 0 : 1;
        }
        int n = bySpeaker.size();
        if (missed == 0 || missed == speakers.size()) {
            double z2 = 1.96 * 1.96;
            double end = z2 / (n + z2);
            return new MissRate(missed, speakers.size(), n, missed == 0 ? 0 : 1 - end, missed == 0 ? end : 1);
        }
        double[] ends = interval(List.copyOf(bySpeaker.values()));
        return new MissRate(missed, speakers.size(), n, ends[0], ends[1]);
    }

    /**
     * The 95 % interval of a share, by drawing speakers anew.
     *
     * @param speakers of each what counts, and of how many
     */
    static double[] interval(List<int[]> speakers) {
        SplittableRandom random = new SplittableRandom(1);
        double[] rates = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            int missed = 0;
            int all = 0;
            for (int i = 0; i < speakers.size(); i++) {
                int[] counts = speakers.get(random.nextInt(speakers.size()));
                missed += counts[0];
                all += counts[1];
            }
            rates[draw] = (double) missed / all;
        }
        Arrays.sort(rates);
        return new double[] {rates[DRAWS / 40], rates[DRAWS - 1 - DRAWS / 40]};
    }

    double rate() {
        return (double) missed / of;
    }
}

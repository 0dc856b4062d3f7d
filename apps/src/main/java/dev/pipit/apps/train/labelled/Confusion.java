package dev.pipit.apps.train.labelled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What examples were taken for, group by group. */
public final class Confusion {
    private static final int RESAMPLES = 2000;

    private final int labels;
    private final Map<String, long[][]> byGroup = new TreeMap<>();

    /** @param labels how many there are */
    public Confusion(int labels) {
        this.labels = labels;
    }

    /** Counts an example. */
    public void add(String group, int label, int taken) {
        byGroup.computeIfAbsent(group, name -> new long[labels][labels])[label][taken]++;
    }

    /** How often each label was taken for each. */
    public long[][] counts() {
        return sum(new ArrayList<>(byGroup.values()));
    }

    /** How many groups. */
    public int groups() {
        return byGroup.size();
    }

    /** How many of 1 examples are right. */
    public double accuracy() {
        return accuracy(counts());
    }

    /** The mean over the labels of how many of 1 of their examples are right: each label counts the same. */
    public double labelMean() {
        return labelMean(counts());
    }

    /** The interval of 95 % of {@link #accuracy}, by drawing groups again and again (bootstrap): lower and upper end. */
    public double[] interval() {
        List<long[][]> groups = new ArrayList<>(byGroup.values());
        var random = new SplittableRandom(1);
        double[] drawn = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            List<long[][]> some = new ArrayList<>();
            for (int g = 0; g < groups.size(); g++) {
                some.add(groups.get((int) (random.nextDouble() * groups.size())));
            }
            drawn[r] = accuracy(sum(some));
        }
        Arrays.sort(drawn);
        return new double[] {drawn[RESAMPLES * 25 / 1000], drawn[RESAMPLES * 975 / 1000 - 1]};
    }

    private long[][] sum(List<long[][]> parts) {
        long[][] sum = new long[labels][labels];
        for (long[][] part : parts) {
            for (int i = 0; i < labels; i++) {
                for (int j = 0; j < labels; j++) {
                    sum[i][j] += part[i][j];
                }
            }
        }
        return sum;
    }

    private static double accuracy(long[][] counts) {
        long right = 0;
        long all = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
            all += Arrays.stream(counts[i]).sum();
        }
        return (double) right / all;
    }

    private static double labelMean(long[][] counts) {
        double sum = 0;
        int seen = 0;
        for (int i = 0; i < counts.length; i++) {
            long all = Arrays.stream(counts[i]).sum();
            if (all > 0) {
                sum += (double) counts[i][i] / all;
                seen++;
            }
        }
        return sum / seen;
    }
}

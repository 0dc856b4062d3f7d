package dev.pipit.apps.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import dev.pipit.framework.training.Lesson;
import dev.pipit.framework.training.MaxPooledLoss;
import dev.pipit.framework.training.integer.Scale;
import dev.pipit.framework.training.sound.FeatureRows;

/** Teaches a head when its score must rise, on rows of the embedding: copies of an example are mixed, and noise is added. */
final class HeadLesson implements Lesson {
    /** Rows at the beginning of an example from the middle of something in which nothing is judged. */
    private static final int BLIND = 12;
    private static final MaxPooledLoss LOSS = MaxPooledLoss.ofRows40();
    private static final float MOST_MIXED = 0.2f;
    private static final float NOISE = 0.05f;
    private static final int ROW = Lessons.STEPS * Teacher.SIZE;

    private final int logit;
    private final Scale scale;
    private final Map<String, List<WordExample>> pools = new TreeMap<>();
    private final Map<String, Double> shares;
    private final Map<Integer, WordExample[]> batches = new TreeMap<>();

    /**
     * @param logit  node of the score
     * @param scale  of the rows
     * @param shares of a batch, for each pool; those without examples are left out
     */
    HeadLesson(int logit, Scale scale, List<WordExample> examples, Map<String, Double> shares) {
        this.logit = logit;
        this.scale = scale;
        examples.forEach(each -> pools.computeIfAbsent(each.pool(), name -> new ArrayList<>()).add(each));
        this.shares = new TreeMap<>(shares);
        this.shares.keySet().retainAll(pools.keySet());
    }

    /** The same, of another network. */
    HeadLesson of(int otherLogit) {
        List<WordExample> examples = pools.values().stream().flatMap(List::stream).toList();
        return new HeadLesson(otherLogit, scale, examples, shares);
    }

    private WordExample[] batch(Part part) {
        synchronized (batches) {
            return batches.computeIfAbsent(part.first(), first -> new WordExample[part.pass().batch()]);
        }
    }

    @Override
    public void fill(Part part) {
        WordExample[] batch = batch(part);
        for (int i = 0; i < batch.length; i++) {
            SplittableRandom random = part.random(i);
            batch[i] = draw((i + random.nextDouble()) / batch.length, random);
            write(batch[i].rows(), random, part.pass().input(), i * ROW);
        }
    }

    private void write(List<FeatureRows> copies, SplittableRandom random, float[] to, int at) {
        byte[] one = copies.get(random.nextInt(copies.size())).values();
        byte[] other = copies.get(random.nextInt(copies.size())).values();
        float share = MOST_MIXED * (float) random.nextDouble();
        float step = scale.scale();
        for (int k = 0; k < ROW; k++) {
            to[at + k] = step * ((1 - share) * one[k] + share * other[k] - scale.zeroPoint()) + NOISE * normal(random);
        }
    }

    /** About normal: the sum of four even numbers of 16 bits. */
    private static float normal(SplittableRandom random) {
        long bits = random.nextLong();
        int sum = (int) (bits & 0xffff) + (int) (bits >>> 16 & 0xffff) + (int) (bits >>> 32 & 0xffff) + (int) (bits >>> 48);
        return (sum - 2 * 65_535) * (1 / 37_837f);
    }

    /** Draws from the pools by their shares: {@code at} 0 to 1 says which. */
    private WordExample draw(double at, SplittableRandom random) {
        double left = at * shares.values().stream().mapToDouble(x -> x).sum();
        List<WordExample> pool = List.of();
        for (Map.Entry<String, Double> share : shares.entrySet()) {
            if (left >= 0) {
                pool = pools.get(share.getKey());
                left -= share.getValue();
            }
        }
        return pool.get(random.nextInt(pool.size()));
    }

    @Override
    public double loss(Part part) {
        WordExample[] batch = batch(part);
        float share = (float) (part.share() / batch.length);
        double loss = 0;
        for (int i = 0; i < batch.length; i++) {
            int end = batch[i].word() < 0 ? -1 : batch[i].end() / Lessons.STRIDE;
            loss += LOSS.add(part.pass().output(logit), part.pass().gradient(logit), i * Lessons.STEPS, 1, Lessons.STEPS,
                batch[i].cold() ? 0 : BLIND, end, share);
        }
        return loss;
    }
}

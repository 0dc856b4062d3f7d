package dev.pipit.apps.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import dev.pipit.framework.training.AdamW;
import dev.pipit.framework.training.Gradients;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.MaxPooledLoss;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Parameter;
import dev.pipit.framework.training.Pass;
import dev.pipit.framework.training.WeightAverage;
import dev.pipit.framework.training.sound.FeatureAugmentation;
import dev.pipit.framework.training.sound.FeatureRows;
import dev.pipit.framework.training.sound.FeatureSettings;
import dev.pipit.framework.training.sound.Range;

/**
 * Teaches a network words: the teacher's numbers at its embedding, and for each word when to rise. Step s draws the same
 * examples from the same seed; a batch is always split in two passes, whatever the number of threads.
 */
final class WordTrainer {
    private static final int PASSES = 2;
    private static final int EXAMPLES = 64;
    private static final int BANDS = 40;
    private static final float INPUT_STEP = 1f / 64;
    private static final double CLIP = 5;
    private static final double AVERAGE = 0.995;
    private static final double DECAY = 0.01;
    /** Rows at the beginning of an example in which nothing is judged: the network has not seen enough. */
    private static final int BLIND = 12;
    private static final MaxPooledLoss LOSS = new MaxPooledLoss(3, 1, 8, 6, 3);
    private static final float LESSON_STEP = 0.625f;

    private final Network network;
    private final List<Integer> logits;
    private final int embedding;
    private final List<Pass> passes = new ArrayList<>();
    private final List<FeatureAugmentation> augmentations = new ArrayList<>();
    private final Map<String, List<Example>> pools = new TreeMap<>();
    private final Map<String, Double> shares;
    private final WeightAverage average;
    private final AdamW optimizer;
    private final Gradients gradients;
    private final long seed;
    private final float lessonWeight;
    private final float[] lessonMean = new float[Teacher.SIZE];
    private final float[] lessonScale = new float[Teacher.SIZE];
    private final Progress progress;

    /**
     * @param logits       nodes of the words' scores
     * @param embedding    node that learns from the teacher
     * @param shares       of a batch, for each pool; those without examples are left out
     * @param lessonWeight of the teacher's part of the loss; 0 for none
     */
    WordTrainer(Network network, List<Integer> logits, int embedding, List<Example> examples, Map<String, Double> shares,
            float lessonWeight, FeatureSettings augmentation, long seed, Progress progress) {
        this.network = network;
        this.logits = List.copyOf(logits);
        this.embedding = embedding;
        this.shares = new TreeMap<>(shares);
        this.lessonWeight = lessonWeight;
        this.seed = seed;
        this.progress = progress;
        examples.forEach(each -> pools.computeIfAbsent(each.pool(), name -> new ArrayList<>()).add(each));
        for (int p = 0; p < PASSES; p++) {
            passes.add(network.pass(EXAMPLES));
            augmentations.add(new FeatureAugmentation(augmentation));
        }
        List<Parameter> parameters = network.parameters();
        this.average = new WeightAverage(parameters, AVERAGE);
        this.optimizer = new AdamW(parameters, DECAY);
        this.gradients = new Gradients(parameters);
        measureLessons(examples);
    }

    /** What changes features without moving them in time, so that lessons stay true. */
    static FeatureSettings still() {
        FeatureSettings standard = FeatureSettings.standard();
        return new FeatureSettings(new Range(1, 1), new Range(0.94, 1.06), new Range(-0.6, 0.6), standard.channelGain(),
            standard.gain(), standard.noise(), standard.channelMasks(), standard.maxMaskWidth(), standard.timeMasks(),
            standard.maxMaskRows(), standard.channelDropout(), standard.blank());
    }

    private void measureLessons(List<Example> examples) {
        double[] sum = new double[Teacher.SIZE];
        double[] squares = new double[Teacher.SIZE];
        long count = 0;
        for (Example example : examples) {
            for (int i = 0; i + Teacher.SIZE <= example.lessons().length; i += Teacher.SIZE, count++) {
                for (int c = 0; c < Teacher.SIZE; c++) {
                    double value = example.lessons()[i + c] * LESSON_STEP;
                    sum[c] += value;
                    squares[c] += value * value;
                }
            }
        }
        for (int c = 0; c < Teacher.SIZE && count > 0; c++) {
            double mean = sum[c] / count;
            lessonMean[c] = (float) mean;
            lessonScale[c] = (float) (1 / Math.sqrt(Math.max(1e-3, squares[c] / count - mean * mean)));
        }
    }

    /** Trains for so many steps, the learning rate falling as a cosine from {@code rate} after a warm-up; then averages. */
    void train(String what, int steps, double rate, ExecutorService threads) throws IOException {
        progress.begin(what, steps);
        double smooth = 0;
        double smoothLesson = 0;
        for (int step = 0; step < steps; step++) {
            double[] losses = step(step, learningRate(step, steps, rate), threads);
            double share = Math.max(0.02, 1.0 / (step + 1));
            smooth += share * (losses[0] - smooth);
            smoothLesson += share * (losses[1] - smoothLesson);
            progress.step(String.format(Locale.ROOT, "loss %.4f, unexplained of the teacher %.3f", smooth, smoothLesson));
        }
        average.swap();
        progress.end(String.format(Locale.ROOT, "loss %.4f, unexplained of the teacher %.3f", smooth, smoothLesson));
    }

    private static double learningRate(int step, int steps, double rate) {
        double warm = Math.min(1, (step + 1) / 100.0);
        return warm * rate * 0.5 * (1 + StrictMath.cos(Math.PI * step / steps));
    }

    private double[] step(int step, double rate, ExecutorService threads) throws IOException {
        List<Callable<double[]>> work = new ArrayList<>();
        for (int p = 0; p < PASSES; p++) {
            int number = p;
            work.add(() -> pass(step, number));
        }
        double[] losses = new double[2];
        try {
            for (Future<double[]> done : threads.invokeAll(work)) {
                losses[0] += done.get()[0] / PASSES;
                losses[1] += done.get()[1] / PASSES;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        gradients.sum(passes);
        gradients.clip(CLIP);
        optimizer.step(gradients.values(), rate);
        passes.forEach(Pass::settle);
        average.step();
        return losses;
    }

    private double[] pass(int step, int number) {
        Pass pass = passes.get(number);
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + (long) step * PASSES + number);
        Example[] batch = new Example[EXAMPLES];
        float[] rows = new float[Lessons.ROWS * BANDS];
        float[] changed = new float[Lessons.ROWS * BANDS];
        for (int i = 0; i < EXAMPLES; i++) {
            batch[i] = draw((i + random.nextDouble()) / EXAMPLES, random);
            FeatureRows features = batch[i].rows().get(random.nextInt(batch[i].rows().size()));
            features.floats(0, Lessons.ROWS, INPUT_STEP, rows);
            augmentations.get(number).apply(rows, Lessons.ROWS, BANDS, Math.max(0, batch[i].end()), random, changed);
            System.arraycopy(changed, 0, pass.input(), i * changed.length, changed.length);
        }
        pass.forward(new Layer.Mode(true, random));
        double loss = 0;
        double lesson = 0;
        for (int i = 0; i < EXAMPLES; i++) {
            for (int w = 0; w < logits.size(); w++) {
                int end = batch[i].word() == w ? batch[i].end() / Lessons.STRIDE : -1;
                loss += LOSS.add(pass.output(logits.get(w)), pass.gradient(logits.get(w)), i * Lessons.STEPS, 1,
                    Lessons.STEPS, BLIND, end, 1f / (PASSES * EXAMPLES));
            }
            lesson += lesson(pass, i, batch[i].lessons());
        }
        pass.backward();
        return new double[] {loss * PASSES, lesson / EXAMPLES};
    }

    /** Draws from the pools by their shares: {@code at} 0 to 1 says which. */
    private Example draw(double at, SplittableRandom random) {
        double all = 0;
        for (Map.Entry<String, Double> share : shares.entrySet()) {
            all += pools.containsKey(share.getKey()) ? share.getValue() : 0;
        }
        double left = at * all;
        List<Example> pool = null;
        for (Map.Entry<String, Double> share : shares.entrySet()) {
            if (left >= 0 && pools.containsKey(share.getKey())) {
                pool = pools.get(share.getKey());
                left -= share.getValue();
            }
        }
        return pool.get(random.nextInt(pool.size()));
    }

    /** Mean squared error in units of the teacher's variance. */
    private double lesson(Pass pass, int i, byte[] lessons) {
        int count = Lessons.count(lessons.length);
        if (count == 0 || lessonWeight == 0) {
            return 0;
        }
        float[] output = pass.output(embedding);
        float[] gradient = pass.gradient(embedding);
        double loss = 0;
        float factor = 2 * lessonWeight / (PASSES * EXAMPLES * count * Teacher.SIZE);
        for (int k = Lessons.FIRST; k < Lessons.FIRST + count; k++) {
            int at = (i * Lessons.STEPS + Lessons.step(k)) * Teacher.SIZE;
            for (int c = 0; c < Teacher.SIZE; c++) {
                float wanted = (lessons[k * Teacher.SIZE + c] * LESSON_STEP - lessonMean[c]) * lessonScale[c];
                float error = output[at + c] - wanted;
                loss += error * error;
                gradient[at + c] += factor * error;
            }
        }
        return loss / (count * Teacher.SIZE);
    }
}

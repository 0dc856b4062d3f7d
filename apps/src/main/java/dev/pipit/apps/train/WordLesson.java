package dev.pipit.apps.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.DoubleAdder;

import dev.pipit.framework.training.Layer.Mode;
import dev.pipit.framework.training.Lesson;
import dev.pipit.framework.training.MaxPooledLoss;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Pass;
import dev.pipit.framework.training.sound.FeatureAugmentation;
import dev.pipit.framework.training.sound.FeatureRows;
import dev.pipit.framework.training.sound.FeatureSettings;
import dev.pipit.framework.training.sound.Range;

/** Teaches words: at the embedding what the teacher said, and for each word when its score must rise. */
final class WordLesson implements Lesson {
    private static final int BANDS = 40;
    private static final float INPUT_STEP = 1f / 64;
    /** Rows at the beginning of an example from the middle of something in which nothing is judged: the network has not seen enough. */
    private static final int BLIND = 12;
    private static final int BATCH = 32;
    private static final int HARDEST = 12;
    private static final MaxPooledLoss LOSS = MaxPooledLoss.ofRows40();

    private final List<Integer> logits;
    private final int embedding;
    private final Map<String, List<WordExample>> pools = new TreeMap<>();
    private final Map<String, List<WordExample>> hardest = new TreeMap<>();
    private final Map<String, Double> shares;
    private final float lessonWeight;
    private final TeacherScale scale;
    private final FeatureSettings augmentation;
    private final Map<Integer, Room> rooms = new TreeMap<>();
    private final DoubleAdder unexplained = new DoubleAdder();

    /**
     * @param logits       nodes of the words' scores
     * @param embedding    node that learns from the teacher
     * @param shares       of a batch, for each pool; those without examples are left out
     * @param lessonWeight of the teacher's part of the loss; 0 for none
     */
    WordLesson(List<Integer> logits, int embedding, List<WordExample> examples, Map<String, Double> shares,
            float lessonWeight, TeacherScale scale, FeatureSettings augmentation) {
        this.logits = List.copyOf(logits);
        this.embedding = embedding;
        this.lessonWeight = lessonWeight;
        this.scale = scale;
        this.augmentation = augmentation;
        examples.forEach(each -> pools.computeIfAbsent(each.pool(), name -> new ArrayList<>()).add(each));
        this.shares = new TreeMap<>(shares);
        this.shares.keySet().retainAll(pools.keySet());
    }

    /** What changes features without moving them in time, so that lessons stay true. */
    static FeatureSettings still() {
        FeatureSettings standard = FeatureSettings.standard();
        return new FeatureSettings(new Range(1, 1), new Range(0.96, 1.04), new Range(-0.5, 0.5), standard.channelGain(),
            standard.gain(), standard.noise(), 1, 4, 1, 6, 0, standard.blank());
    }

    /** Memory of one pass. */
    private final class Room {
        private final FeatureAugmentation change = new FeatureAugmentation(augmentation);
        private final float[] rows = new float[Lessons.ROWS * BANDS];
        private final float[] changed = new float[Lessons.ROWS * BANDS];
        private WordExample[] batch = {};
    }

    private Room room(Part part) {
        synchronized (rooms) {
            return rooms.computeIfAbsent(part.first(), first -> new Room());
        }
    }

    @Override
    public void fill(Part part) {
        Room room = room(part);
        int count = part.pass().batch();
        room.batch = new WordExample[count];
        for (int i = 0; i < count; i++) {
            SplittableRandom random = part.random(i);
            WordExample example = draw((i + random.nextDouble()) / count, random);
            FeatureRows features = example.rows().get(random.nextInt(example.rows().size()));
            features.floats(0, Lessons.ROWS, INPUT_STEP, room.rows);
            room.change.apply(room.rows, Lessons.ROWS, BANDS, Math.max(0, example.end()), random, room.changed);
            System.arraycopy(room.changed, 0, part.pass().input(), i * room.changed.length, room.changed.length);
            room.batch[i] = example;
        }
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
        List<WordExample> hard = hardest.getOrDefault(pool.get(0).pool(), pool);
        List<WordExample> from = random.nextBoolean() ? hard : pool;
        return from.get(random.nextInt(from.size()));
    }

    /**
     * Finds, among the examples without a word, those that score highest: half of what is drawn of each pool comes from its
     * hardest twelfth until the next time.
     */
    void findHardest(Network network, Executor threads) {
        Map<WordExample, Float> scores = new ConcurrentHashMap<>();
        List<WordExample> all = pools.values().stream().flatMap(List::stream).filter(each -> each.word() < 0).toList();
        Queue<Pass> passes = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            List<WordExample> part = all.subList(from, Math.min(all.size(), from + BATCH));
            parts.add(CompletableFuture.runAsync(() -> {
                Pass pass = Optional.ofNullable(passes.poll()).orElseGet(() -> network.pass(BATCH));
                score(part, pass, scores);
                passes.add(pass);
            }, threads));
        }
        CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new)).join();
        pools.forEach((name, pool) -> {
            if (pool.stream().allMatch(each -> each.word() < 0)) {
                hardest.put(name, pool.stream().sorted(Comparator.comparing(each -> -scores.get(each)))
                    .limit(Math.max(1, pool.size() / HARDEST)).toList());
            }
        });
    }

    private void score(List<WordExample> part, Pass pass, Map<WordExample, Float> scores) {
        float[] rows = new float[Lessons.ROWS * BANDS];
        for (int i = 0; i < part.size(); i++) {
            part.get(i).rows().get(0).floats(0, Lessons.ROWS, INPUT_STEP, rows);
            System.arraycopy(rows, 0, pass.input(), i * rows.length, rows.length);
        }
        pass.forward(Mode.inference());
        for (int i = 0; i < part.size(); i++) {
            float most = Float.NEGATIVE_INFINITY;
            for (int logit : logits) {
                float[] output = pass.output(logit);
                for (int t = i * Lessons.STEPS + BLIND; t < (i + 1) * Lessons.STEPS; t++) {
                    most = Math.max(most, (output[t] + output[t - 1] + output[t - 2]) / LOSS.averaged());
                }
            }
            scores.put(part.get(i), most);
        }
    }

    @Override
    public double loss(Part part) {
        WordExample[] batch = room(part).batch;
        float share = (float) (part.share() / batch.length);
        double loss = 0;
        double missed = 0;
        for (int i = 0; i < batch.length; i++) {
            for (int w = 0; w < logits.size(); w++) {
                int end = batch[i].word() == w ? batch[i].end() / Lessons.STRIDE : -1;
                loss += LOSS.add(part.pass().output(logits.get(w)), part.pass().gradient(logits.get(w)),
                    i * Lessons.STEPS, 1, Lessons.STEPS, batch[i].cold() ? 0 : BLIND, end, share);
            }
            missed += lesson(part.pass(), i, batch[i].lessons(), share);
        }
        unexplained.add(missed);
        return loss + lessonWeight * missed;
    }

    /** Mean squared error in units of the teacher's variance. */
    private double lesson(Pass pass, int i, byte[] lessons, float share) {
        int count = Lessons.count(lessons.length);
        if (count <= 0 || lessonWeight == 0) {
            return 0;
        }
        float[] output = pass.output(embedding);
        float[] gradient = pass.gradient(embedding);
        float factor = share / (count * Teacher.SIZE);
        double loss = 0;
        for (int k = Lessons.FIRST; k < Lessons.FIRST + count; k++) {
            int at = (i * Lessons.STEPS + Lessons.step(k)) * Teacher.SIZE;
            for (int c = 0; c < Teacher.SIZE; c++) {
                float error = output[at + c] - scale.of(lessons[k * Teacher.SIZE + c], c);
                loss += error * error;
                gradient[at + c] += 2 * lessonWeight * factor * error;
            }
        }
        return factor * loss;
    }

    /** The teacher's part of the loss since the last call, 1 if nothing of it is explained. */
    double unexplained() {
        return unexplained.sumThenReset();
    }
}

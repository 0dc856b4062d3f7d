package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import dev.pipit.framework.adaptation.Prototypes;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.training.export.TfliteExport;
import dev.pipit.framework.training.sound.Pcm16;
import dev.pipit.framework.training.sound.Split;
import dev.pipit.framework.training.sound.WordBounds;

/**
 * Judges how well a word that no network knows is heard from five examples by one voice: a prototype over the embedding of the
 * backbone, the means of the first, second and last third of the word side by side.
 */
final class NewWordJudge {
    private static final int EXAMPLES = 5;
    private static final int THIRDS = 3;
    private static final int SIZE = Teacher.SIZE;
    private static final double STEPS_A_SECOND = 100.0 / Lessons.STRIDE;
    private static final double LEAD_SECONDS = 1.6;
    /** The end of a word is seen in the embedding so many steps later. */
    private static final int LATE = 2;
    private static final double SLACK = 2;
    private static final int SHARE = 8;

    private final Interpreter backbone;
    private final Map<String, Map<String, List<Heard>>> words = new TreeMap<>();
    private final List<float[]> judged = new ArrayList<>();
    private final float[] centre = new float[THIRDS * SIZE];
    private final float[] spread = new float[THIRDS * SIZE];
    private double hours;

    /** What is said, as an embedding row by row, and where: first step and the one after the last. */
    private record Heard(float[] embedding, int from, int to) {
    }

    /** What came out for a word: misses at no more false accepts an hour than one, and how many voices. */
    record Result(String word, int voices, int of, int missed, int falseAccepts, double hours) {
    }

    NewWordJudge() throws IOException {
        backbone = Interpreter.prepare(TfliteExport.streaming(Backbone.shipped().integers(), Lessons.STRIDE, "backbone"));
        Arrays.fill(spread, 1);
    }

    void read(Path data, List<String> wanted, Progress progress) throws IOException {
        List<Recording> all = PublicSpeech.in(data.resolve("speech"));
        progress.begin("reading recordings", all.size());
        SplittableRandom random = new SplittableRandom(5);
        int singles = 0;
        double[] sum = new double[SIZE];
        double[] square = new double[SIZE];
        long count = 0;
        for (Recording recording : all) {
            progress.step();
            boolean said = wanted.contains(recording.word());
            boolean single = recording.collection().equals("speech_commands") || recording.collection().equals("fsdd_8k");
            Split.Part side = recording.collection().equals("negatives_speech_to_intent") ? Split.Part.TEST
                : ShippedWords.SPLIT.of(recording.speaker());
            if (!said && (side == Split.Part.VALIDATION || single && singles++ % SHARE != 0
                    || side == Split.Part.TRAINING && count > 100_000)) {
                continue;
            }
            Clip clip = Clip.of(recording.collection(), recording.speaker(), recording.word(), recording.samples());
            Trial trial = new Trial();
            trial.clean(clip, random);
            float[] embedding = embed(trial.streams().get(0).values());
            if (said) {
                clip.bounds().ifPresent(bounds -> words.computeIfAbsent(recording.word(), name -> new TreeMap<>())
                    .computeIfAbsent(recording.speaker(), name -> new ArrayList<>()).add(heard(embedding, bounds)));
            } else if (side == Split.Part.TRAINING) {
                for (int i = 0; i < embedding.length; i++) {
                    sum[i % SIZE] += embedding[i];
                    square[i % SIZE] += (double) embedding[i] * embedding[i];
                }
                count += embedding.length / SIZE;
            } else {
                judged.add(embedding);
                hours += clip.samples().length / 3600.0 / Pcm16.RATE_HZ;
            }
        }
        for (int i = 0; i < centre.length; i++) {
            double mean = sum[i % SIZE] / count;
            centre[i] = (float) mean;
            spread[i] = (float) Math.sqrt(Math.max(1e-6, square[i % SIZE] / count - mean * mean));
        }
        progress.end(judged.size() + " recordings to judge by");
    }

    private static Heard heard(float[] embedding, WordBounds bounds) {
        int from = (int) ((LEAD_SECONDS + bounds.from() / (double) Pcm16.RATE_HZ) * STEPS_A_SECOND);
        int to = (int) ((LEAD_SECONDS + bounds.to() / (double) Pcm16.RATE_HZ) * STEPS_A_SECOND) + LATE;
        int last = embedding.length / SIZE;
        return new Heard(embedding, Math.min(from, last - THIRDS), Math.max(Math.min(from, last - THIRDS) + THIRDS,
            Math.min(to, last)));
    }

    private float[] embed(byte[] features) {
        backbone.reset();
        int each = backbone.input(0).elements();
        float[] rows = new float[features.length / each * SIZE];
        for (int t = 0; t < features.length / each; t++) {
            backbone.input(0).write(features, t * each);
            backbone.invoke();
            backbone.output(0).readReals(rows, t * SIZE);
        }
        return rows;
    }

    /** The means of the thirds of a piece. */
    private static float[] row(float[] embedding, int from, int to) {
        float[] row = new float[THIRDS * SIZE];
        for (int k = 0; k < THIRDS; k++) {
            int begin = from + (to - from) * k / THIRDS;
            int end = from + (to - from) * (k + 1) / THIRDS;
            for (int t = begin; t < end; t++) {
                for (int i = 0; i < SIZE; i++) {
                    row[k * SIZE + i] += embedding[t * SIZE + i] / (end - begin);
                }
            }
        }
        return row;
    }

    /** The least distance to the word of any piece as long as it, from a step on. */
    private static double nearest(Prototypes prototypes, float[] embedding, int length, int first) {
        double least = 2;
        for (int to = first + length; to <= embedding.length / SIZE; to++) {
            prototypes.ranked(row(embedding, to - length, to));
            least = Math.min(least, prototypes.distance(0));
        }
        return least;
    }

    Result judge(String word, Progress progress) {
        Map<String, List<Heard>> voices = new TreeMap<>(words.getOrDefault(word, Map.of()));
        voices.values().removeIf(all -> all.size() <= EXAMPLES);
        progress.begin("learning " + word, voices.size());
        int of = 0;
        int missed = 0;
        int most = (int) hours;
        for (List<Heard> all : voices.values()) {
            List<Heard> examples = all.subList(0, EXAMPLES);
            int length = Math.max(THIRDS, (int) examples.stream().mapToInt(each -> each.to() - each.from()).average().orElse(0));
            Prototypes prototypes = Prototypes.over(centre, spread, SLACK).with(word,
                examples.stream().map(each -> row(each.embedding(), each.from(), each.to())).toList());
            double[] others = judged.stream().mapToDouble(each -> nearest(prototypes, each, length, 0)).sorted().toArray();
            double limit = others[Math.min(most, others.length - 1)];
            for (Heard each : all.subList(EXAMPLES, all.size())) {
                of++;
                missed += nearest(prototypes, each.embedding(), length, (int) STEPS_A_SECOND) < limit ? 0 : 1;
            }
            progress.step();
        }
        progress.end("done");
        return new Result(word, voices.size(), of, missed, most, hours);
    }
}

package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.training.sound.Pcm16;
import dev.pipit.framework.training.sound.Split;
import dev.pipit.pipelines.wakeword.Embedding;
import dev.pipit.pipelines.wakeword.Enrolment;
import dev.pipit.pipelines.wakeword.PersonalHead;
import dev.pipit.pipelines.wakeword.Word;

/**
 * Judges what enrolment gains: each voice with enough recordings of a word enrols five of them, and is judged by the
 * others, clean and in noise. Misses are compared at equal false accepts: the threshold of each is the lowest at which as
 * many recordings of other speech are taken for the word as at the threshold of the manifest.
 */
final class EnrolmentJudge {
    static final int ENROLLED = 5;
    private static final int DRAWS = 2;
    private static final double[] SNR_DB = {Double.POSITIVE_INFINITY, 10, 5, 0};
    /** Of the many short recordings of single words, and of speech to learn from, one in so many. */
    private static final int WORDS_SHARE = 8;
    private static final int OTHERS_SHARE = 4;
    private static final double COUNTED_FROM_SECONDS = 1.5;

    private final Word word;
    private final boolean allVoices;
    private final Embedding embedding;
    private final int from;
    private final List<byte[]> others = new ArrayList<>();
    private final List<float[][]> judged = new ArrayList<>();
    private final Map<String, List<Clip>> voices = new TreeMap<>();
    private final List<float[]> noises = new ArrayList<>();
    private double hours;

    /**
     * What came out, in one condition.
     *
     * @param snrDb    how far noise is below the word; infinite without noise
     * @param manifest missed at the threshold of the manifest
     * @param before   missed at as many false accepts as that threshold has, without enrolment
     * @param after    the same, with it
     * @param strict   missed at no false accept at all, without enrolment
     * @param enrolled the same, with it
     */
    record Row(double snrDb, int of, int manifest, int before, int after, int strict, int enrolled) {
    }

    /** @param rows one a condition; {@code voices} enrolled {@code heads} times all told */
    record Result(String word, int voices, int heads, int falseAccepts, double hours, List<Row> rows) {
    }

    /** @param allVoices also those that a shipped network was trained on */
    EnrolmentJudge(Word word, boolean allVoices) throws ModelFormatException {
        this.word = word;
        this.allVoices = allVoices;
        embedding = new Embedding(word);
        from = (int) (COUNTED_FROM_SECONDS * 100 * 40 / embedding.stepSize());
    }

    /**
     * Reads the recordings, each on its side: no other speech is both learned from and judged by, nor was a shipped network
     * trained on what is judged.
     */
    void read(Path data, Progress progress) throws IOException {
        boolean ours = Word.shipped().contains(word.name());
        List<Recording> all = PublicSpeech.in(data.resolve("speech"));
        progress.begin("reading recordings for " + word.name(), all.size());
        SplittableRandom random = new SplittableRandom(5);
        int[] counts = new int[2];
        for (Recording recording : all) {
            progress.step();
            boolean said = recording.word().equals(word.name());
            Split.Part side = recording.collection().equals("negatives_speech_to_intent") ? Split.Part.TEST
                : ShippedWords.SPLIT.of(recording.speaker());
            boolean learned = side == (ours ? Split.Part.TRAINING : Split.Part.VALIDATION);
            boolean single = recording.collection().equals("speech_commands") || recording.collection().equals("fsdd_8k");
            if (said && ours && !allVoices && side == Split.Part.TRAINING || !said && single && counts[0]++ % WORDS_SHARE != 0
                    || !said && learned && ours && counts[1]++ % OTHERS_SHARE != 0) {
                continue;
            }
            Clip clip = Clip.of(recording.collection(), recording.speaker(), recording.word(), recording.samples());
            if (said) {
                clip.bounds().ifPresent(bounds ->
                    voices.computeIfAbsent(recording.speaker(), name -> new ArrayList<>()).add(clip));
                continue;
            }
            Trial trial = new Trial();
            trial.clean(clip, random);
            byte[] features = trial.streams().get(0).values();
            if (learned) {
                others.add(features);
            } else {
                judged.add(rows(features));
                hours += clip.samples().length / 3600.0 / Pcm16.RATE_HZ;
            }
        }
        Material noise = new Material(ShippedWords.SPLIT);
        noise.addNoises(data.resolve("noise"));
        noises.addAll(noise.noises(Split.Part.TEST));
        voices.values().removeIf(clips -> clips.size() <= ENROLLED);
        progress.end(voices.size() + " voices, " + others.size() + " recordings of other speech to learn from, "
            + judged.size() + " to judge by");
    }

    private float[][] rows(byte[] features) {
        float[][] rows = new float[features.length / embedding.stepSize()][];
        embedding.reset();
        for (int t = 0; t < rows.length; t++) {
            embedding.step(features, t * embedding.stepSize());
            rows[t] = embedding.row().clone();
        }
        return rows;
    }

    /** The greatest mean score of a recording; without a head, that of the network. */
    private float greatest(float[][] rows, PersonalHead head, int first) {
        int averaged = word.tuning().averaged();
        float[] scores = new float[rows.length];
        float most = 0;
        float sum = 0;
        for (int t = 0; t < rows.length; t++) {
            float[] row = rows[t];
            scores[t] = head == null ? (float) (1 / (1 + Math.exp(-8.0 * row[row.length - 1]))) : head.score(row);
            sum += scores[t] - (t >= averaged ? scores[t - averaged] : 0);
            most = t >= first ? Math.max(most, sum / averaged) : most;
        }
        return most;
    }

    /** The lowest thresholds with at most so many false accepts, and with none. */
    private float[] thresholds(PersonalHead head, int falseAccepts) {
        List<Float> greatest = new ArrayList<>();
        judged.forEach(rows -> greatest.add(greatest(rows, head, 0)));
        greatest.sort(Comparator.reverseOrder());
        return new float[] {Math.nextUp(greatest.get(Math.min(falseAccepts, greatest.size() - 1))),
            Math.nextUp(greatest.get(0))};
    }

    Result judge(Progress progress) throws ModelFormatException {
        float manifest = word.tuning().threshold();
        int falseAccepts = (int) judged.stream().filter(rows -> greatest(rows, null, 0) >= manifest).count();
        float[] before = thresholds(null, falseAccepts);
        Map<Double, int[]> counts = new LinkedHashMap<>();
        Arrays.stream(SNR_DB).forEach(snr -> counts.put(snr, new int[6]));
        SplittableRandom random = new SplittableRandom(6);
        progress.begin("enrolling", voices.size() * DRAWS);
        for (List<Clip> clips : voices.values()) {
            for (int draw = 0; draw < DRAWS; draw++) {
                List<Clip> drawn = shuffled(clips, random);
                PersonalHead head = enrolled(drawn.subList(0, ENROLLED), random);
                float[] after = thresholds(head, falseAccepts);
                for (Clip clip : drawn.subList(ENROLLED, drawn.size())) {
                    counts.forEach((snr, count) -> {
                        float[][] rows = rows(heard(clip, snr, noises, random));
                        float network = greatest(rows, null, from);
                        count[0]++;
                        count[1] += network < manifest ? 1 : 0;
                        float personal = greatest(rows, head, from);
                        for (int k = 0; k < 2; k++) {
                            count[2 + 2 * k] += network < before[k] ? 1 : 0;
                            count[3 + 2 * k] += personal < after[k] ? 1 : 0;
                        }
                    });
                }
                progress.step();
            }
        }
        progress.end("done");
        List<Row> rows = new ArrayList<>();
        counts.forEach((snr, c) -> rows.add(new Row(snr, c[0], c[1], c[2], c[3], c[4], c[5])));
        return new Result(word.name(), voices.size(), voices.size() * DRAWS, falseAccepts, hours, rows);
    }

    private PersonalHead enrolled(List<Clip> clips, SplittableRandom random) throws ModelFormatException {
        Enrolment enrolment = new Enrolment(word);
        for (Clip clip : clips) {
            for (double snr : new double[] {Double.POSITIVE_INFINITY, 5, 0}) {
                enrolment.word(heard(clip, snr, List.of(), random), from);
            }
        }
        others.forEach(enrolment::other);
        return enrolment.learn();
    }

    private static byte[] heard(Clip clip, double snrDb, List<float[]> noises, SplittableRandom random) {
        Trial trial = new Trial();
        if (Double.isInfinite(snrDb)) {
            trial.clean(clip, random);
        } else {
            trial.noisy(clip, noises, snrDb, random);
        }
        return trial.streams().get(0).values();
    }

    private static List<Clip> shuffled(List<Clip> clips, SplittableRandom random) {
        List<Clip> drawn = new ArrayList<>(clips);
        for (int i = drawn.size() - 1; i > 0; i--) {
            int k = random.nextInt(i + 1);
            Clip other = drawn.get(k);
            drawn.set(k, drawn.get(i));
            drawn.set(i, other);
        }
        return drawn;
    }
}

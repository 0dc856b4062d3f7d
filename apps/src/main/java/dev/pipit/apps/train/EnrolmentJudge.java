package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

import dev.pipit.apps.VoiceLessons;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.training.sound.Pcm16;
import dev.pipit.framework.training.sound.Split;
import dev.pipit.pipelines.wakeword.Enrolment;
import dev.pipit.pipelines.wakeword.PersonalHead;
import dev.pipit.pipelines.wakeword.Rehearsal;
import dev.pipit.pipelines.wakeword.Trace;
import dev.pipit.pipelines.wakeword.Word;

/**
 * Judges what enrolment gains: each voice with enough recordings of a word enrols five of them as a device does, and is judged by
 * the others, clean and in noise; the other voices are judged by the same head. Misses are compared at equal false accepts: the
 * threshold of each is the lowest at which as many recordings of other speech are taken for the word as at the threshold of the
 * manifest.
 */
final class EnrolmentJudge {
    static final int ENROLLED = 5;
    private static final int DRAWS = 2;
    private static final double[] SNR_DB = {Double.POSITIVE_INFINITY, 10, 5, 0};
    /** Of the many short recordings of single words, one in so many. */
    private static final int WORDS_SHARE = 8;
    /** Of another voice so many recordings are heard, in the first conditions: clean, and with noise 10 dB below. */
    private static final int OF_A_VOICE = 6;
    private static final int CONDITIONS_OF_OTHERS = 2;
    private static final double COUNTED_FROM_SECONDS = 1.5;

    private final Word word;
    private final boolean allVoices;
    private final Model backbone = Backbone.model();
    private final Rehearsal rehearsal;
    private final List<Trace> judged = new ArrayList<>();
    private final Map<String, List<Spoken>> voices = new TreeMap<>();
    private final List<float[]> noises = new ArrayList<>();
    private double hours;

    /** A recording of the word, and what the networks say of it in each condition. */
    private record Spoken(Clip clip, List<Trace> traces) {
    }

    /**
     * What came out, in one condition.
     *
     * @param snrDb            how far noise is below the word; infinite without noise
     * @param manifest         missed at the threshold of the manifest
     * @param manifestEnrolled the same, with enrolment
     * @param before           missed at as many false accepts as that threshold has, without enrolment
     * @param after            the same, with it
     * @param strict           missed at no false accept at all, without enrolment
     * @param enrolled         the same, with it
     */
    record Row(double snrDb, int of, int manifest, int manifestEnrolled, int before, int after, int strict, int enrolled) {
    }

    /**
     * What came out.
     *
     * @param kept               heads that were verified and kept; the others are judged as the network alone
     * @param falseAccepts       at the threshold of the manifest, before
     * @param falseAcceptsAfter  with a head, on average
     * @param asMany             misses at as many false accepts as before
     * @param none               misses at no false accept
     * @param others             recordings of other voices, at the threshold of the manifest: how many, missed before and after
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Result(String word, int voices, int heads, int kept, int falseAccepts, double falseAcceptsAfter, double hours,
            List<Row> rows, Reduction asMany, Reduction none, int[] others) {
    }

    /** @param allVoices also those that a shipped network was trained on */
    EnrolmentJudge(Word word, boolean allVoices) throws IOException {
        this.word = word;
        this.allVoices = allVoices;
        rehearsal = new Rehearsal(word, backbone);
    }

    /**
     * Reads the recordings. No voice is judged by other speech that a shipped network was trained on; nothing is learned from it
     * but the half minute that comes with the program.
     */
    void read(Path data, Progress progress) throws IOException {
        boolean ours = Word.shipped().contains(word.name());
        Material noise = new Material(ShippedWords.SPLIT);
        noise.addNoises(data.resolve("noise"));
        noises.addAll(noise.noises(Split.Part.TEST));
        List<Recording> all = PublicSpeech.in(data.resolve("speech"));
        progress.begin("reading recordings for " + word.name(), all.size());
        SplittableRandom random = new SplittableRandom(5);
        int singles = 0;
        for (Recording recording : all) {
            progress.step();
            boolean said = recording.word().equals(word.name());
            boolean trained = ours && side(recording) == Split.Part.TRAINING;
            boolean single = recording.collection().equals("speech_commands") || recording.collection().equals("fsdd_8k");
            if (trained && !(said && allVoices) || !said && single && singles++ % WORDS_SHARE != 0) {
                continue;
            }
            Clip clip = Clip.of(recording.collection(), recording.speaker(), recording.word(), recording.samples());
            if (!said) {
                judged.add(rehearsal.trace(heard(clip, Double.POSITIVE_INFINITY, random)));
                hours += clip.samples().length / 3600.0 / Pcm16.RATE_HZ;
            } else if (clip.bounds().isPresent()) {
                List<Trace> traces = new ArrayList<>();
                for (double snr : SNR_DB) {
                    traces.add(rehearsal.trace(heard(clip, snr, random)));
                }
                voices.computeIfAbsent(recording.speaker(), name -> new ArrayList<>()).add(new Spoken(clip, traces));
            }
        }
        voices.values().removeIf(clips -> clips.size() <= ENROLLED);
        if (voices.isEmpty() || judged.isEmpty()) {
            throw new IOException(data + ": there must be a voice with more than " + ENROLLED + " recordings of " + word.name()
                + ", and other speech: voices=" + voices.size() + ", recordings of other speech=" + judged.size());
        }
        progress.end(voices.size() + " voices, " + judged.size() + " recordings of other speech to judge by");
    }

    static Split.Part side(Recording recording) {
        return recording.collection().equals("negatives_speech_to_intent") ? Split.Part.TEST
            : ShippedWords.SPLIT.of(recording.speaker());
    }

    private byte[] heard(Clip clip, double snrDb, SplittableRandom random) {
        Trial trial = new Trial();
        if (Double.isInfinite(snrDb)) {
            trial.clean(clip, random);
        } else {
            trial.noisy(clip, noises, snrDb, random);
        }
        return trial.streams().get(0).values();
    }

    private float greatest(Trace trace, Optional<PersonalHead> head) {
        return rehearsal.greatest(trace, head, 0);
    }

    private boolean missed(Trace trace, Optional<PersonalHead> head, float threshold) {
        int from = (int) (COUNTED_FROM_SECONDS * 100 / trace.rowsOfScore());
        return rehearsal.greatest(trace, head, from) < threshold;
    }

    /** The lowest thresholds at which at most so many are reached, and none. */
    static float[] thresholds(float[] greatest, int falseAccepts) {
        float[] sorted = greatest.clone();
        Arrays.sort(sorted);
        return new float[] {Math.nextUp(sorted[Math.max(0, sorted.length - 1 - falseAccepts)]),
            Math.nextUp(sorted[sorted.length - 1])};
    }

    private float[] greatest(Optional<PersonalHead> head) {
        float[] greatest = new float[judged.size()];
        for (int i = 0; i < greatest.length; i++) {
            greatest[i] = greatest(judged.get(i), head);
        }
        return greatest;
    }

    private static int reached(float[] greatest, float threshold) {
        int reached = 0;
        for (float each : greatest) {
            reached += each >= threshold ? 1 : 0;
        }
        return reached;
    }

    Result judge(Progress progress) throws IOException {
        float manifest = word.manifest().threshold();
        float[] plain = greatest(Optional.empty());
        int falseAccepts = reached(plain, manifest);
        float[] before = thresholds(plain, falseAccepts);
        int[][] counts = new int[SNR_DB.length][7];
        int[] others = new int[3];
        int[] heads = new int[3];                                 // all, kept, their false accepts
        Map<String, int[]> asMany = new TreeMap<>();
        Map<String, int[]> none = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(6);
        progress.begin("enrolling", voices.size() * DRAWS);
        for (Map.Entry<String, List<Spoken>> voice : voices.entrySet()) {
            for (int draw = 0; draw < DRAWS; draw++) {
                List<Spoken> drawn = shuffled(voice.getValue(), random);
                Optional<PersonalHead> head = enrolled(drawn.subList(0, ENROLLED));
                float[] with = greatest(head);
                float[] after = thresholds(with, falseAccepts);
                heads[0]++;
                heads[1] += head.isPresent() ? 1 : 0;
                heads[2] += reached(with, manifest);
                for (Spoken each : drawn.subList(ENROLLED, drawn.size())) {
                    for (int c = 0; c < SNR_DB.length; c++) {
                        Trace trace = each.traces().get(c);
                        boolean[] missed = {missed(trace, Optional.empty(), manifest), missed(trace, head, manifest),
                            missed(trace, Optional.empty(), before[0]), missed(trace, head, after[0]),
                            missed(trace, Optional.empty(), before[1]), missed(trace, head, after[1])};
                        counts[c][0]++;
                        for (int k = 0; k < missed.length; k++) {
                            counts[c][1 + k] += missed[k] ? 1 : 0;
                        }
                        count(asMany, voice.getKey(), missed[2], missed[3]);
                        count(none, voice.getKey(), missed[4], missed[5]);
                    }
                }
                addOthers(voice.getKey(), head, manifest, others);
                progress.step();
            }
        }
        progress.end("done");
        List<Row> rows = new ArrayList<>();
        for (int c = 0; c < SNR_DB.length; c++) {
            int[] n = counts[c];
            rows.add(new Row(SNR_DB[c], n[0], n[1], n[2], n[3], n[4], n[5], n[6]));
        }
        return new Result(word.name(), voices.size(), heads[0], heads[1], falseAccepts, heads[2] / (double) heads[0], hours, rows,
            Reduction.of(asMany), Reduction.of(none), others);
    }

    private static void count(Map<String, int[]> counts, String voice, boolean before, boolean after) {
        int[] count = counts.computeIfAbsent(voice, name -> new int[2]);
        count[0] += before ? 1 : 0;
        count[1] += after ? 1 : 0;
    }

    /** What the other voices lose by the head of one. */
    private void addOthers(String but, Optional<PersonalHead> head, float threshold, int[] counts) {
        voices.forEach((voice, all) -> {
            if (voice.equals(but)) {
                return;
            }
            for (Spoken each : all.subList(0, Math.min(OF_A_VOICE, all.size()))) {
                for (Trace trace : each.traces().subList(0, CONDITIONS_OF_OTHERS)) {
                    counts[0]++;
                    counts[1] += missed(trace, Optional.empty(), threshold) ? 1 : 0;
                    counts[2] += missed(trace, head, threshold) ? 1 : 0;
                }
            }
        });
    }

    private Optional<PersonalHead> enrolled(List<Spoken> recordings) throws IOException {
        Enrolment enrolment = new Enrolment(word, backbone);
        VoiceLessons lessons = new VoiceLessons(enrolment);
        recordings.forEach(each -> lessons.word(each.clip().samples(), each.clip().bounds().orElseThrow()));
        lessons.bundled();
        return enrolment.learn().head();
    }

    static <T> List<T> shuffled(List<T> all, SplittableRandom random) {
        List<T> drawn = new ArrayList<>(all);
        for (int i = drawn.size() - 1; i > 0; i--) {
            int k = random.nextInt(i + 1);
            T other = drawn.get(k);
            drawn.set(k, drawn.get(i));
            drawn.set(i, other);
        }
        return drawn;
    }
}

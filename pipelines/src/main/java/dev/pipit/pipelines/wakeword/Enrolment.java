package dev.pipit.pipelines.wakeword;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.pipit.framework.adaptation.Adaptation;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Learns a {@link PersonalHead} from a few recordings of a word by one voice, and a little other speech. Deterministic.
 *
 * <p>Each recording comes as copies: as it is, and in more and more noise. What is learned is verified before it counts: each
 * recording is heard by what the others taught, in all its copies, and the other speech by all of it.
 */
public final class Enrolment {
    /** How far noise is below the word in the copies, in dB: infinite without noise. */
    public static final List<Double> COPIES_SNR_DB = List.of(Double.POSITIVE_INFINITY, 5.0, 0.0, -5.0);
    /** Of these, the first are learned from; the last only verifies. */
    static final int LEARNED = 3;
    /** The fewest recordings: two to learn from while the third is heard. */
    public static final int LEAST = 3;
    /** The end of a word is seen in the embedding so much later. */
    private static final double LATE_SECONDS = 0.16;
    /** For other speech, the best of so many scores is kept to verify changes by. */
    private static final int PIECE = 40;
    private static final int KEPT_OTHERS = 64;
    private static final float UNLIKE = 0.5f;

    private final Word word;
    private final Model backbone;
    private final Rehearsal rehearsal;
    private final List<Recording> recordings = new ArrayList<>();
    private final List<Trace> others = new ArrayList<>();
    private final List<Integer> othersFrom = new ArrayList<>();

    /** The copies of a recording; where the word is in the embeddings, and the first score that counts. */
    private record Recording(List<Trace> copies, int from, int to, int counted) {
    }

    /**
     * What was learned.
     *
     * @param head    that counts from now on; empty if it would be no better than what there was
     * @param heard   copies of recordings that are heard by what the others taught
     * @param before  by the network alone; 0 for a new word
     * @param copies  how many there are
     * @param unlike  recordings, counted from 0, that are not like the others; they may hold another word or voice
     */
    public record Learned(Optional<PersonalHead> head, int heard, int before, int copies, List<Integer> unlike) {
    }

    /** @param word whose network stays as it is; or a {@linkplain Word#spoken new word} */
    public Enrolment(Word word, Model backbone) throws ModelFormatException {
        this.word = word;
        this.backbone = backbone;
        rehearsal = new Rehearsal(word, backbone);
    }

    /**
     * Takes a recording of the word.
     *
     * @param copies      8-bit feature rows of the front end, for each of {@link #COPIES_SNR_DB}
     * @param fromSeconds where the word begins
     * @param toSeconds   and ends
     */
    public void word(List<byte[]> copies, double fromSeconds, double toSeconds) {
        List<Trace> traces = copies.stream().map(rehearsal::trace).toList();
        Trace clean = traces.get(0);
        int last = clean.embeddingSteps();
        int from = Math.max(0, Math.min(clean.step(fromSeconds), last - WordPrototype.THIRDS));
        int to = Math.max(from + WordPrototype.THIRDS, Math.min(clean.step(toSeconds + LATE_SECONDS), last));
        recordings.add(new Recording(traces, from, to,
            (int) (fromSeconds * PersonalHead.ROWS_A_SECOND / clean.rowsOfScore())));
    }

    /** Takes other speech; what is before {@code fromSeconds} is the lead. */
    public void other(byte[] features, double fromSeconds) {
        Trace trace = rehearsal.trace(features);
        others.add(trace);
        othersFrom.add(Math.min(trace.step(fromSeconds), trace.embeddingSteps()));
    }

    /**
     * Learns from all that was taken, and verifies it.
     *
     * @throws IllegalArgumentException if there are too few recordings, or no other speech
     */
    public Learned learn() {
        if (recordings.size() < LEAST || others.isEmpty()) {
            throw new IllegalArgumentException("there must be at least " + LEAST + " recordings of the word, and other speech: "
                + "recordings=" + recordings.size() + ", others=" + others.size());
        }
        List<Optional<PersonalHead>> without = new ArrayList<>();
        for (int r = 0; r < recordings.size(); r++) {
            List<Recording> rest = new ArrayList<>(recordings);
            rest.remove(r);
            without.add(Optional.of(head(rest)));
        }
        int copies = recordings.size() * COPIES_SNR_DB.size();
        var safely = new Adaptation<Optional<PersonalHead>>(this::quiet,
            head -> heard(head.isPresent() ? without : null), 0);
        var outcome = safely.attempt(Optional.empty(), nothing -> Optional.of(head(recordings)));
        List<Integer> unlike = new ArrayList<>();
        for (int r = 0; r < recordings.size(); r++) {
            if (alike(without.get(r).orElseThrow(), recordings.get(r)) < (word.isNew() ? word.manifest().threshold() : UNLIKE)) {
                unlike.add(r);
            }
        }
        boolean enough = !word.isNew() || unlike.size() <= 1;
        return new Learned(enough ? outcome.model() : Optional.empty(), whole(outcome.newAfter() * (copies + 1)),
            whole(outcome.newBefore() * (copies + 1)), copies, unlike);
    }

    private static int whole(double count) {
        return (int) (count + 1e-6);           // what was divided and multiplied again
    }

    /** How alike a recording without noise is to the word at its best. */
    private static float alike(PersonalHead head, Recording recording) {
        Trace clean = recording.copies().get(0);
        Listening listening = head.listen();
        float most = -1;
        for (int step = 0; step < clean.embeddingSteps(); step++) {
            float similarity = listening.next(clean.embedding(step));
            most = step >= recording.from() ? Math.max(most, similarity) : most;
        }
        return most;
    }

    private PersonalHead head(List<Recording> from) {
        int count = 0;
        for (int i = 0; i < others.size(); i++) {
            count += (others.get(i).embeddingSteps() - othersFrom.get(i)) * rehearsal.size();
        }
        float[] speech = new float[count];
        int at = 0;
        for (int i = 0; i < others.size(); i++) {
            int first = othersFrom.get(i) * rehearsal.size();
            int length = others.get(i).embeddings().length - first;
            System.arraycopy(others.get(i).embeddings(), first, speech, at, length);
            at += length;
        }
        int steps = (int) from.stream().mapToInt(each -> each.to() - each.from()).average().orElse(0);
        WordPrototype prototype = WordPrototype.over(speech, rehearsal.size(), steps);
        for (int copy = 0; copy < LEARNED; copy++) {
            List<float[]> pieces = new ArrayList<>();
            for (Recording each : from) {
                pieces.add(prototype.piece(each.copies().get(copy), each.from(), each.to()));
            }
            prototype = prototype.with(label(COPIES_SNR_DB.get(copy)), pieces);
        }
        return new PersonalHead(prototype, !word.isNew());
    }

    private static String label(double snrDb) {
        return Double.isInfinite(snrDb) ? "as it is" : String.format(Locale.ROOT, "%.0f dB", snrDb);
    }

    /** The share of the scores of other speech whose mean stays below the threshold. */
    private double quiet(Optional<PersonalHead> head) {
        int quiet = 0;
        int all = 0;
        for (Trace each : others) {
            for (float mean : rehearsal.means(each, head)) {
                quiet += mean < word.manifest().threshold() ? 1 : 0;
                all++;
            }
        }
        return (double) quiet / all;
    }

    /** How many copies reach the threshold, each by the head that its recording did not teach; of those that are equal, how high. */
    private double heard(List<Optional<PersonalHead>> without) {
        int heard = 0;
        double sum = 0;
        int copies = recordings.size() * COPIES_SNR_DB.size();
        for (int r = 0; r < recordings.size(); r++) {
            for (Trace copy : recordings.get(r).copies()) {
                float most = rehearsal.greatest(copy, without == null ? Optional.empty() : without.get(r),
                    recordings.get(r).counted());
                heard += most >= word.manifest().threshold() ? 1 : 0;
                sum += most / copies;
            }
        }
        return (heard + Math.min(0.999, sum)) / (copies + 1);
    }

    /** Rows of the word, to verify later changes by. */
    List<float[]> wordRows(PersonalHead head) {
        return recordings.stream().flatMap(each -> each.copies().subList(0, LEARNED).stream()
            .flatMap(copy -> head.best(copy, Math.min(each.counted(), copy.scores() - 1), Integer.MAX_VALUE).stream())).toList();
    }

    /** Rows of other speech, to verify later changes by: those that were taken for the word most. */
    List<float[]> otherRows(PersonalHead head) {
        List<float[]> rows = new ArrayList<>();
        others.forEach(each -> rows.addAll(head.best(each, 0, PIECE)));
        rows.sort(Comparator.comparingDouble(row -> -head.score(row)));
        return List.copyOf(rows.subList(0, Math.min(KEPT_OTHERS, rows.size())));
    }

    Word word() {
        return word;
    }

    Model backbone() {
        return backbone;
    }
}

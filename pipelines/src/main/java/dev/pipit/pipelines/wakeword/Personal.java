package dev.pipit.pipelines.wakeword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

import dev.pipit.framework.adaptation.Adaptation;
import dev.pipit.framework.adaptation.Prototypes;
import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.adaptation.Whitening;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * All that was learned of a word and a voice: how the voice says it, thresholds by place, a few rows to verify changes by, and what
 * came near the word since. Immutable; each change gives another one. It holds features, never sound.
 */
public final class Personal {
    /** What learns, for the folder of the state. */
    public static final String KIND = "wake word";

    private static final int VERSION = 2;
    private static final String NEW = "new";
    private static final float TURN = 0.02f;
    private static final float LEAST_THRESHOLD = 0.3f;
    private static final float MOST_THRESHOLD = 0.99f;
    private static final float MAY_LOSE = 0.01f;

    private final Word word;
    private final Model backbone;
    private final PersonalHead enrolled;
    private final PersonalHead head;
    private final float threshold;
    private final Map<String, Float> places;
    private final List<float[]> wordRows;
    private final List<float[]> otherRows;
    private final List<Heard> heard;

    /**
     * Something that came near the word.
     *
     * @param id       to answer by
     * @param detected whether the threshold was reached
     * @param right    the answer: whether it was the word; empty as long as there is none
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Heard(int id, String place, boolean detected, float score, double timeSeconds, Optional<Boolean> right,
            float[] row) {
    }

    /**
     * What an answer changed.
     *
     * @param kept  false if learning from it was undone because kept examples got worse
     * @param moved 1 − cos of the angle by which a prototype turned
     */
    public record Answered(Personal personal, boolean kept, double moved) {
    }

    private Personal(Word word, Model backbone, PersonalHead enrolled, PersonalHead head, float threshold,
            Map<String, Float> places, List<float[]> wordRows, List<float[]> otherRows, List<Heard> heard) {
        this.word = word;
        this.backbone = backbone;
        this.enrolled = enrolled;
        this.head = head;
        this.threshold = threshold;
        this.places = Map.copyOf(places);
        this.wordRows = List.copyOf(wordRows);
        this.otherRows = List.copyOf(otherRows);
        this.heard = List.copyOf(heard);
    }

    /** Begins with what an enrolment gave. The threshold is that of the manifest. */
    public static Personal of(Enrolment enrolment, PersonalHead head) {
        Word word = enrolment.word();
        return new Personal(word, enrolment.backbone(), head, head, word.manifest().threshold(), Map.of(),
            enrolment.wordRows(head), enrolment.otherRows(head), List.of());
    }

    public String word() {
        return word.name();
    }

    /** Runs beside the network of the word, or alone for a new word. */
    Model backbone() {
        return backbone;
    }

    public PersonalHead head() {
        return head;
    }

    /** The threshold of a place, or the one of all places that have none of their own. */
    public float threshold(String place) {
        return places.getOrDefault(place, threshold);
    }

    /** Thresholds by place. */
    public Map<String, Float> places() {
        return places;
    }

    /** What came near the word, the oldest first; at most {@value Episodes#MOST}. */
    public List<Heard> heard() {
        return heard;
    }

    /** With another threshold in a place. */
    public Personal at(String place, float other) {
        Map<String, Float> all = new TreeMap<>(places);
        all.put(place, Math.max(LEAST_THRESHOLD, Math.min(MOST_THRESHOLD, other)));
        return new Personal(word, backbone, enrolled, head, threshold, all, wordRows, otherRows, heard);
    }

    /** With what came near the word in a place. */
    public Personal heard(String place, List<Episodes.Episode> episodes) {
        List<Heard> all = new ArrayList<>(heard);
        int id = heard.isEmpty() ? 0 : heard.get(heard.size() - 1).id();
        for (Episodes.Episode each : episodes) {
            id++;
            all.add(new Heard(id, place, each.detected(), each.score(), each.timeSeconds(), Optional.empty(), each.row()));
        }
        return with(all.subList(Math.max(0, all.size() - Episodes.MOST), all.size()), head);
    }

    private Personal with(List<Heard> others, PersonalHead other) {
        return new Personal(word, backbone, enrolled, other, threshold, places, wordRows, otherRows, others);
    }

    /**
     * Learns from an answer: the head from all answers so far, beginning with the one that was enrolled, and the threshold
     * of the place by two hundredths. The head is kept only if it is no worse on the rows of the enrolment.
     *
     * @throws IllegalArgumentException if there is nothing with this id
     */
    public Answered answer(int id, boolean right) {
        List<Heard> answered = new ArrayList<>();
        Heard about = null;
        for (Heard each : heard) {
            Heard now = each.id() != id ? each : new Heard(id, each.place(), each.detected(), each.score(), each.timeSeconds(),
                Optional.of(right), each.row());
            about = each.id() == id ? now : about;
            answered.add(now);
        }
        if (about == null) {
            throw new IllegalArgumentException("nothing that was heard has this id: id=" + id + ", there are "
                + heard.stream().map(each -> String.valueOf(each.id())).toList());
        }
        var safely = new Adaptation<PersonalHead>(this::accuracy, candidate -> answers(candidate, answered), MAY_LOSE);
        Adaptation.Outcome<PersonalHead> outcome = safely.attempt(head, from -> learned(answered));
        Personal after = with(answered, outcome.model());
        if (right != about.detected()) {
            after = after.at(about.place(), threshold(about.place()) + (right ? -TURN : TURN));
        }
        return new Answered(after, outcome.kept(), head.turned(outcome.model()));
    }

    /** A right one is an example of the word more; wrong ones count together, from two on. */
    private PersonalHead learned(List<Heard> answered) {
        PersonalHead changed = enrolled;
        List<float[]> wrong = new ArrayList<>();
        for (Heard each : answered) {
            if (each.right().orElse(false)) {
                changed = changed.withWord(each.row());
            } else if (each.right().isPresent()) {
                wrong.add(each.row());
            }
        }
        return wrong.size() < Prototypes.LEAST_EXAMPLES ? changed : changed.withOther(wrong);
    }

    /** On the rows of the enrolment: balanced between the word and other speech. */
    double accuracy(PersonalHead candidate) {
        return 0.5 * share(candidate, wordRows, true) + 0.5 * share(candidate, otherRows, false);
    }

    private double share(PersonalHead candidate, List<float[]> rows, boolean isWord) {
        long right = rows.stream().filter(row -> candidate.score(row) >= threshold == isWord).count();
        return (double) right / rows.size();
    }

    /** The mean probability of the right answers: more is better. */
    private static double answers(PersonalHead candidate, List<Heard> answered) {
        return answered.stream().filter(each -> each.right().isPresent())
            .mapToDouble(each -> each.right().orElseThrow() ? candidate.score(each.row()) : 1 - candidate.score(each.row()))
            .average().orElse(0);
    }

    /** As a state, to keep. */
    public State state() {
        Whitening whitening = enrolled.word().whitening();
        State.Builder state = State.of(KIND, VERSION).text("word", word.name()).text(NEW, word.isNew() ? "yes" : "no")
            .numbers("model bytes", (double) word.model().fileBytes()).numbers("backbone", fingerprint(backbone))
            .numbers("threshold", threshold).text("places", String.join("\n", new TreeMap<>(places).keySet()))
            .numbers("place thresholds", floats(new TreeMap<>(places).values().stream().toList()))
            .numbers("mean", whitening.mean()).numbers("factor", whitening.factor())
            .numbers("steps", (double) enrolled.word().steps());
        enrolled.state(state, "enrolled");
        head.state(state, "now");
        state.numbers("word rows", joined(wordRows)).numbers("other rows", joined(otherRows))
            .numbers("heard rows", joined(heard.stream().map(Heard::row).toList()))
            .text("heard places", String.join("\n", heard.stream().map(Heard::place).toList()))
            .numbers("heard", heard.stream().flatMapToDouble(each -> DoubleStream.of(each.id(),
                each.detected() ? 1 : 0, each.score(), each.timeSeconds(), each.right().map(right -> right ? 1.0 : 0.0)
                    .orElse(-1.0))).toArray());
        return state.build();
    }

    /** The new word that a state is of; empty if it is one of a network. */
    public static Optional<String> newWord(State state) {
        return state.kind().equals(KIND) && state.has(NEW) && state.text(NEW).equals("yes") ? Optional.of(state.text("word"))
            : Optional.empty();
    }

    /**
     * From a state that was kept.
     *
     * @throws IllegalArgumentException if it is of another word or network, of another version, or does not fit together
     */
    public static Personal of(State state, Word word, Model backbone) {
        if (!state.kind().equals(KIND) || state.version() > VERSION) {
            throw new IllegalArgumentException("the state must be of a " + KIND + ", version " + VERSION + " or older: it is of "
                + state.kind() + ", version " + state.version());
        }
        if (state.version() < VERSION) {
            throw new IllegalArgumentException("the state was learned by an older Pipit, in another way: enrol again");
        }
        if (!state.text("word").equals(word.name()) || newWord(state).isPresent() != word.isNew()
                || !word.isNew() && state.doubles("model bytes")[0] != word.model().fileBytes()
                || state.doubles("backbone")[0] != fingerprint(backbone)) {
            throw new IllegalArgumentException("the state was learned with another network: enrol again for " + word.name()
                + "; it is of " + state.text("word"));
        }
        Whitening whitening = Whitening.of(state.doubles("mean"), state.doubles("factor"));
        int steps = (int) state.doubles("steps")[0];
        var enrolled = new PersonalHead(WordPrototype.of(state, "enrolled", whitening, steps), !word.isNew());
        int n = enrolled.size();
        Map<String, Float> places = new TreeMap<>();
        List<String> names = lines(state.text("places"));
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), state.floats("place thresholds")[i]);
        }
        List<Heard> heard = new ArrayList<>();
        List<float[]> rows = split(state.floats("heard rows"), n);
        double[] facts = state.doubles("heard");
        String[] where = state.text("heard places").split("\n", -1);    // one time without a place is an empty line
        for (int i = 0; i < rows.size(); i++) {
            double answer = facts[5 * i + 4];
            heard.add(new Heard((int) facts[5 * i], where[i], facts[5 * i + 1] > 0,
                (float) facts[5 * i + 2], facts[5 * i + 3], answer < 0 ? Optional.empty() : Optional.of(answer > 0),
                rows.get(i)));
        }
        return new Personal(word, backbone, enrolled,
            new PersonalHead(WordPrototype.of(state, "now", whitening, steps), !word.isNew()), state.floats("threshold")[0],
            places, split(state.floats("word rows"), n), split(state.floats("other rows"), n), heard);
    }

    private static double fingerprint(Model backbone) {
        try {
            return BackboneRows.fingerprint(backbone);
        } catch (ModelFormatException e) {
            throw new IllegalArgumentException("the backbone: " + e.getMessage(), e);
        }
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }

    private static float[] floats(List<Float> values) {
        float[] all = new float[values.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = values.get(i);
        }
        return all;
    }

    private static float[] joined(List<float[]> rows) {
        int n = rows.isEmpty() ? 0 : rows.get(0).length;
        float[] all = new float[n * rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, all, i * n, n);
        }
        return all;
    }

    private static List<float[]> split(float[] all, int n) {
        List<float[]> rows = new ArrayList<>();
        for (int at = 0; at + n <= all.length; at += n) {
            rows.add(Arrays.copyOfRange(all, at, at + n));
        }
        return rows;
    }
}

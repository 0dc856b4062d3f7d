package dev.pipit.pipelines.wakeword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

import dev.pipit.framework.adaptation.Adaptation;
import dev.pipit.framework.adaptation.LogisticLearner;
import dev.pipit.framework.adaptation.State;

/**
 * All that was learned of a word and a voice: the head, thresholds by place, a few rows to verify changes by, and what
 * came near the word since. Immutable; each change gives another one. It holds features, never sound.
 */
public final class Personal {
    /** What learns, for the folder of the state. */
    public static final String KIND = "wake word";

    private static final int VERSION = 1;
    private static final int KEPT_OTHERS = 64;
    private static final double ANSWER_WEIGHT = 2;
    private static final float TURN = 0.02f;
    private static final float LEAST_THRESHOLD = 0.3f;
    private static final float MOST_THRESHOLD = 0.99f;
    private static final float MAY_LOSE = 0.01f;

    private final String word;
    private final long modelBytes;
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

    /** What an answer changed: {@code kept} is false if learning from it was undone because kept examples got worse. */
    public record Answered(Personal personal, boolean kept, double moved) {
    }

    private Personal(String word, long modelBytes, PersonalHead enrolled, PersonalHead head, float threshold,
            Map<String, Float> places, List<float[]> wordRows, List<float[]> otherRows, List<Heard> heard) {
        this.word = word;
        this.modelBytes = modelBytes;
        this.enrolled = enrolled;
        this.head = head;
        this.threshold = threshold;
        this.places = Map.copyOf(places);
        this.wordRows = List.copyOf(wordRows);
        this.otherRows = List.copyOf(otherRows);
        this.heard = List.copyOf(heard);
    }

    /**
     * Begins with an enrolment. The threshold is halfway between the word and the hardest of other speech, at most that of
     * the manifest.
     */
    public static Personal of(Word word, Enrolment enrolment) {
        PersonalHead head = enrolment.learn();
        List<float[]> others = new ArrayList<>(enrolment.otherRows());
        others.sort(Comparator.comparingDouble(row -> -head.score(row)));
        double least = enrolment.wordRows().stream().mapToDouble(head::score).sorted()
            .skip(enrolment.wordRows().size() / 4).findFirst().orElse(1);
        double middle = (least + head.score(others.get(0))) / 2;
        float threshold = (float) Math.max(LEAST_THRESHOLD, Math.min(word.manifest().threshold(), middle));
        return new Personal(word.name(), word.model().fileBytes(), head, head,
            threshold, Map.of(), enrolment.wordRows(), others.subList(0, Math.min(KEPT_OTHERS, others.size())), List.of());
    }

    public String word() {
        return word;
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
        return new Personal(word, modelBytes, enrolled, head, threshold, all, wordRows, otherRows, heard);
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
        return new Personal(word, modelBytes, enrolled, other, threshold, places, wordRows, otherRows, others);
    }

    /**
     * Learns from an answer: the head from all answers so far, beginning with the one that was enrolled, and the threshold
     * of the place by a hundredth or two. The head is kept only if it is no worse on the rows of the enrolment.
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
        return new Answered(after, outcome.kept(), head.head().distance(outcome.model().head()));
    }

    private PersonalHead learned(List<Heard> answered) {
        LogisticLearner learner = LogisticLearner.from(enrolled.head(), Enrolment.PULL);
        for (Heard each : answered) {
            each.right().ifPresent(right -> learner.add(enrolled.standard(each.row()), right ? 1 : 0, ANSWER_WEIGHT));
        }
        return enrolled.with(learner.learn());
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
        State.Builder state = State.of(KIND, VERSION).text("word", word).numbers("model bytes", (double) modelBytes)
            .numbers("threshold", threshold).text("places", String.join("\n", new TreeMap<>(places).keySet()))
            .numbers("place thresholds", floats(new TreeMap<>(places).values().stream().toList()))
            .numbers("centre", enrolled.centre()).numbers("spread", enrolled.spread());
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

    /**
     * From a state that was kept.
     *
     * @throws IllegalArgumentException if it is of another word or network, of a newer version, or does not fit together
     */
    public static Personal of(State state, Word word) {
        if (!state.kind().equals(KIND) || state.version() > VERSION) {
            throw new IllegalArgumentException("the state must be of a " + KIND + ", version " + VERSION + " or older: it is of "
                + state.kind() + ", version " + state.version());
        }
        if (!state.text("word").equals(word.name()) || state.doubles("model bytes")[0] != word.model().fileBytes()) {
            throw new IllegalArgumentException("the state was learned with another network: enrol again for " + word.name()
                + "; it is of " + state.text("word"));
        }
        float[] centre = state.floats("centre");
        float[] spread = state.floats("spread");
        int n = centre.length;
        Map<String, Float> places = new TreeMap<>();
        List<String> names = lines(state.text("places"));
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), state.floats("place thresholds")[i]);
        }
        List<Heard> heard = new ArrayList<>();
        List<float[]> rows = split(state.floats("heard rows"), n);
        double[] facts = state.doubles("heard");
        for (int i = 0; i < rows.size(); i++) {
            double answer = facts[5 * i + 4];
            heard.add(new Heard((int) facts[5 * i], lines(state.text("heard places")).get(i), facts[5 * i + 1] > 0,
                (float) facts[5 * i + 2], facts[5 * i + 3], answer < 0 ? Optional.empty() : Optional.of(answer > 0),
                rows.get(i)));
        }
        return new Personal(word.name(), word.model().fileBytes(), PersonalHead.of(state, "enrolled", centre, spread),
            PersonalHead.of(state, "now", centre, spread), state.floats("threshold")[0], places,
            split(state.floats("word rows"), n), split(state.floats("other rows"), n), heard);
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

package dev.pipit.framework.adaptation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Tells the labels of one person's rows apart: what {@link People} have in common, moved by some examples of this person.
 *
 * <p>The mean of each label is what the examples and the other people together make most likely, those of labels without
 * an example too, as far as a person moves all labels alike. Rows scatter about it by {@value #SCATTER}, not by 1:
 * examples that follow each other are not {@code n} times the news of one. A row that is more likely somebody else's,
 * {@value #OWN} to {@code 1 − }{@value #OWN}, is told by what people have in common, so that others are not forgotten.
 *
 * <p>In closed form: the same examples give the same bits. Immutable in what it learned.
 *
 * <p>Shape: rows {@code [features]}, scores {@code [labels]}. Threads: one at a time.
 * Cost: places × (features + labels × places) multiplications a row, no allocation.
 */
public final class Person {
    private static final double SCATTER = 3;
    private static final double OWN = 0.2;

    private final People people;
    private final List<Example> examples;
    private final GaussianDensity[] stranger;           // a label
    private final GaussianDensity[] own;                // a label; the same where there is no example
    private final double[] z;
    private final double[] place;
    private final double[] logs;

    /**
     * A row whose label is known.
     *
     * @param label number
     * @param place {@link People#place}; not to be written
     */
    public record Example(int label, float[] place) {
        public Example {
            for (float each : Objects.requireNonNull(place, "place")) {
                if (!Float.isFinite(each)) {
                    throw new IllegalArgumentException("an example must hold numbers: label=" + label + ", number=" + each);
                }
            }
        }
    }

    private Person(People people, List<Example> examples) {
        this.people = people;
        this.examples = List.copyOf(examples);
        z = new double[people.features()];
        place = new double[people.places()];
        logs = new double[2 * people.labels().size()];
        stranger = new PersonalMeans(people, List.of(), SCATTER).normals();
        own = examples.isEmpty() ? stranger : new PersonalMeans(people, this.examples, SCATTER).normals();
    }

    /** Somebody of whom nothing is known. */
    public static Person stranger(People people) {
        return new Person(people, List.of());
    }

    /** A copy that has learned from further examples. */
    public Person with(List<Example> more) {
        for (Example each : more) {
            Objects.checkIndex(each.label(), people.labels().size());
            Objects.checkIndex(people.places() - 1, each.place().length);
        }
        List<Example> all = new ArrayList<>(examples);
        all.addAll(more);
        return new Person(people, all);
    }

    public People people() {
        return people;
    }

    /** What was learned from. */
    public List<Example> examples() {
        return examples;
    }

    /** Writes one probability per label into {@code scores}. NaN where a feature is NaN. */
    public void scores(float[] row, float[] scores) {
        people.place(row, z, place);
        score(scores);
    }

    /** The label with the largest score. */
    public int best(float[] row) {
        people.place(row, z, place);
        return best();
    }

    /** The same for a place. */
    public int bestAt(float[] at) {
        for (int i = 0; i < place.length; i++) {
            place[i] = at[i];
        }
        return best();
    }

    private int best() {
        likelihoods();
        int labels = stranger.length;
        int best = 0;
        for (int i = 1; i < labels; i++) {
            best = logs[i] + logs[labels + i] > logs[best] + logs[labels + best] ? i : best;
        }
        return best;
    }

    private void score(float[] scores) {
        likelihoods();
        int labels = stranger.length;
        double sum = 0;
        for (int i = 0; i < labels; i++) {
            sum += logs[i] + logs[labels + i];
        }
        for (int i = 0; i < labels; i++) {
            scores[i] = (float) ((logs[i] + logs[labels + i]) / sum);
        }
    }

    /** Of each label: as this person's, and as somebody else's; to the largest. */
    private void likelihoods() {
        int labels = stranger.length;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < labels; i++) {
            logs[i] = Math.log(OWN) + own[i].log(place);
            logs[labels + i] = Math.log(1 - OWN) + stranger[i].log(place);
            largest = Math.max(largest, Math.max(logs[i], logs[labels + i]));
        }
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.exp(logs[i] - largest);
        }
    }
}

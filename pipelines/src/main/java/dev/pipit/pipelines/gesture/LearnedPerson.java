package dev.pipit.pipelines.gesture;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.adaptation.Adaptation;
import dev.pipit.framework.adaptation.Person;
import dev.pipit.framework.adaptation.State;

/**
 * How one person moves, learned on the device from a few labelled frames: tried on a copy, verified against kept examples
 * of the people at the desk and of this person, and kept only if neither gets worse, and this person is recognised then.
 *
 * <p>What is kept are the examples, at most {@value #MOST_EXAMPLES} a label; all else follows from them. Immutable.
 */
public final class LearnedPerson {
    /** What a folder of such states is called. */
    public static final String KIND = "person";
    /** Fewest examples of an activity. */
    public static final int LEAST_EXAMPLES = 3;
    /** Most examples of an activity. */
    public static final int MOST_EXAMPLES = 20;

    private static final int VERSION = 1;
    private static final double MOST_LOSS = 0.01;
    private static final double LEAST_OWN = 0.6;           // unless it becomes better

    private final ActivityModel model;
    private final Person person;

    private LearnedPerson(ActivityModel model, Person person) {
        this.model = model;
        this.person = person;
    }

    /** Nothing learned yet. */
    public static LearnedPerson none(ActivityModel model) {
        return new LearnedPerson(model, Person.stranger(model.people()));
    }

    /** For {@link Activity}. */
    public Person person() {
        return person;
    }

    /** Examples of an activity that there are. */
    public int examples(String label) {
        int number = number(label);
        return (int) person.examples().stream().filter(each -> each.label() == number).count();
    }

    private int number(String label) {
        int number = model.people().labels().indexOf(label);
        if (number < 0) {
            throw new IllegalArgumentException("must be an activity of the model, " + String.join(", ",
                model.people().labels()) + ": label=" + label);
        }
        return number;
    }

    /**
     * Learns from frames of this person on a copy, and verifies it. The new are judged left out in turn.
     *
     * @param rows features; of more than {@value #MOST_EXAMPLES} with those that there are, as many as fit, evenly taken
     * @throws IllegalArgumentException if the model does not know the label, there are too few, or one is no number
     */
    public Adaptation.Outcome<LearnedPerson> learn(String label, List<float[]> rows) {
        int number = number(label);
        int room = MOST_EXAMPLES - examples(label);
        if (rows.size() + examples(label) < LEAST_EXAMPLES || room == 0) {
            throw new IllegalArgumentException("an activity is learned from " + LEAST_EXAMPLES + " to " + MOST_EXAMPLES
                + " frames: label=" + label + ", frames=" + rows.size() + ", learned before=" + examples(label));
        }
        List<Person.Example> some = new ArrayList<>();
        int count = Math.min(room, rows.size());
        for (int i = 0; i < count; i++) {
            some.add(new Person.Example(number, model.people().place(rows.get(i * rows.size() / count))));
        }
        List<Person.Example> all = new ArrayList<>(person.examples());
        all.addAll(some);
        Adaptation.Outcome<LearnedPerson> tried = new Adaptation<LearnedPerson>(LearnedPerson::others,
            each -> each.leftOut(all), MOST_LOSS).attempt(this, each -> new LearnedPerson(model, each.person.with(some)));
        boolean useful = tried.newAfter() > tried.newBefore() || tried.newAfter() >= LEAST_OWN;
        return tried.kept() && !useful ? new Adaptation.Outcome<>(this, false, tried.oldBefore(), tried.oldAfter(),
            tried.newBefore(), tried.newAfter()) : tried;
    }

    /** Part of the kept examples of others that is recognised, 0 to 1. */
    private double others() {
        return right(model.kept());
    }

    private double right(List<Person.Example> examples) {
        return examples.isEmpty() ? 1
            : examples.stream().filter(each -> person.bestAt(each.place()) == each.label()).count() / (double) examples.size();
    }

    /** Part of these that is recognised, each left out where it was learned from. */
    private double leftOut(List<Person.Example> examples) {
        int right = 0;
        for (Person.Example one : examples) {
            Person without = Person.stranger(model.people())
                .with(person.examples().stream().filter(each -> !each.equals(one)).toList());
            right += without.bestAt(one.place()) == one.label() ? 1 : 0;
        }
        return right / (double) examples.size();
    }

    /** As a state, to keep. */
    public State state() {
        return State.of(KIND, VERSION).text("model", model.name()).numbers("examples", ActivityModel.flat(person.examples()))
            .numbers("labels", person.examples().stream().mapToDouble(Person.Example::label).toArray()).build();
    }

    /**
     * From a state that was kept.
     *
     * @throws IllegalArgumentException if it is none of a person, of a newer version, of another model, or does not fit
     */
    public static LearnedPerson of(State state, ActivityModel model) {
        if (!state.kind().equals(KIND) || state.version() > VERSION) {
            throw new IllegalArgumentException("must be a " + KIND + " of version " + VERSION + " or older: kind="
                + state.kind() + ", version=" + state.version());
        }
        if (!state.text("model").equals(model.name())) {
            throw new IllegalArgumentException("was learned with another model: learned with " + state.text("model")
                + ", model=" + model.name());
        }
        return new LearnedPerson(model, Person.stranger(model.people()).with(ActivityModel.examples(
            state.floats("examples"), state.doubles("labels"), model.people().places())));
    }
}

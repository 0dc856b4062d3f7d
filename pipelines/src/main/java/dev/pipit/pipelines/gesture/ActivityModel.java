package dev.pipit.pipelines.gesture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.pipit.framework.adaptation.People;
import dev.pipit.framework.adaptation.Person;
import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.dsp.ImuRow;

/**
 * What is known of activities from people who were recorded at a desk: a few kilobytes that travel to the device, with
 * some examples of these people, by which it is seen there that they are not forgotten.
 *
 * @param people   what their features have in common, and how they differ
 * @param rateHz   samples a second
 * @param length   samples of a frame
 * @param channels 3 (acceleration) or 6 (and turning)
 * @param kept     examples of these people
 */
public record ActivityModel(People people, double rateHz, int length, int channels, List<Person.Example> kept) {
    /** What a folder of such models is called. */
    public static final String KIND = "activities";

    private static final int VERSION = 1;

    public ActivityModel {
        Objects.requireNonNull(people, "people");
        kept = List.copyOf(kept);
        int features = new ImuRow(rateHz, length, channels).names().size();
        if (people.features() != features || people.labels().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("people must be known by the features of such frames, and labels be not empty: "
                + "features=" + people.features() + ", of frames=" + features + ", labels=" + people.labels());
        }
        for (Person.Example each : kept) {
            if (each.label() < 0 || each.label() >= people.labels().size() || each.place().length != people.places()) {
                throw new IllegalArgumentException("kept examples must be of these people: label=" + each.label()
                    + ", numbers=" + each.place().length + ", places=" + people.places());
            }
        }
    }

    /** By which a person's state knows that it was learned with this model. */
    public String name() {
        return String.format(Locale.ROOT, "%08x", people.state().hashCode());
    }

    /** As a state, to keep. */
    public State state() {
        return State.of(KIND, VERSION).text("labels", String.join("\n", people.labels())).state("people", people.state())
            .numbers("frames", rateHz, length, channels).numbers("kept", flat(kept))
            .numbers("kept labels", kept.stream().mapToDouble(Person.Example::label).toArray()).build();
    }

    /**
     * From a state that was kept.
     *
     * @throws IllegalArgumentException if it is none of activities, of a newer version, or does not fit together
     */
    public static ActivityModel of(State state) {
        if (!state.kind().equals(KIND) || state.version() > VERSION) {
            throw new IllegalArgumentException("must be a model of " + KIND + " of version " + VERSION + " or older: kind="
                + state.kind() + ", version=" + state.version());
        }
        double[] frames = state.doubles("frames");
        if (frames.length != 3) {
            throw new IllegalArgumentException("frames must have a rate, a length and channels: numbers=" + frames.length);
        }
        People people = People.of(state.state("people"));
        return new ActivityModel(people, frames[0], (int) frames[1], (int) frames[2],
            examples(state.floats("kept"), state.doubles("kept labels"), people.places()));
    }

    static float[] flat(List<Person.Example> examples) {
        int size = examples.isEmpty() ? 0 : examples.get(0).place().length;
        float[] all = new float[examples.size() * size];
        for (int i = 0; i < examples.size(); i++) {
            System.arraycopy(examples.get(i).place(), 0, all, i * size, size);
        }
        return all;
    }

    static List<Person.Example> examples(float[] numbers, double[] labels, int places) {
        if (numbers.length != labels.length * places) {
            throw new IllegalArgumentException("examples must hold " + places + " numbers each: examples=" + labels.length
                + ", numbers=" + numbers.length);
        }
        List<Person.Example> examples = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            examples.add(new Person.Example((int) labels[i], Arrays.copyOfRange(numbers, i * places, (i + 1) * places)));
        }
        return examples;
    }
}

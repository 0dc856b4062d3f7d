package dev.pipit.framework.adaptation;

import java.util.List;
import java.util.Objects;

/**
 * What the rows of many people have in common, and how people differ: learned at a desk by {@link PeopleLearner}, so that
 * a few examples of a new person say much ({@link Person}).
 *
 * <p>Each feature less its centre, over its spread, cut at ±{@value LogisticHead#CUT}, then turned and scaled into
 * {@code places} coordinates, in which the rows of one person and label scatter by 1 in each direction, and in which
 * people and labels differ most. There a label has a mean; a person moves all means by a shift, and each by a further
 * one: both are drawn from normal distributions that other people tell.
 *
 * <p>Shape: rows {@code [features]}, places {@code [places]}. Immutable.
 * Source: S. Ioffe, Probabilistic Linear Discriminant Analysis (2006), for the idea.
 */
public final class People {
    private static final String KIND = "people";
    private static final int VERSION = 1;
    private static final String SEPARATOR = "\n";

    private final List<String> labels;
    private final double[] centre;
    private final double[] spread;
    private final double[] turn;               // [places, features]
    private final double[] means;              // [labels, places]
    private final double[] shift;              // covariance of a person, [places, places]
    private final double[] further;            // covariance of a person's label, [places, places]

    People(List<String> labels, double[] centre, double[] spread, double[] turn, double[] means, double[] shift,
            double[] further) {
        this.labels = List.copyOf(labels);
        this.centre = centre;
        this.spread = spread;
        this.turn = turn;
        this.means = means;
        this.shift = shift;
        this.further = further;
    }

    public List<String> labels() {
        return labels;
    }

    /** Features in a row. */
    public int features() {
        return centre.length;
    }

    /** Coordinates of a place. */
    public int places() {
        return turn.length / centre.length;
    }

    /** Where a row is. NaN where a feature is NaN. */
    public float[] place(float[] row) {
        double[] place = new double[places()];
        place(row, new double[features()], place);
        float[] narrow = new float[place.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) place[i];
        }
        return narrow;
    }

    /** @param z room for the features */
    void place(float[] row, double[] z, double[] place) {
        Objects.checkIndex(centre.length - 1, row.length);
        standardise(row, centre, spread, z);
        for (int i = 0; i < place.length; i++) {
            double sum = 0;
            for (int f = 0; f < z.length; f++) {
                sum += turn[i * z.length + f] * z[f];
            }
            place[i] = sum;
        }
    }

    static void standardise(float[] row, double[] centre, double[] spread, double[] z) {
        for (int f = 0; f < centre.length; f++) {
            z[f] = Math.max(-LogisticHead.CUT * spread[f], Math.min(LogisticHead.CUT * spread[f], row[f] - centre[f]))
                / spread[f];
        }
    }

    double mean(int label, int place) {
        return means[label * places() + place];
    }

    double shift(int a, int b) {
        return shift[a * places() + b];
    }

    double further(int a, int b) {
        return further[a * places() + b];
    }

    /** As a state, to keep. */
    public State state() {
        return State.of(KIND, VERSION).text("labels", String.join(SEPARATOR, labels)).numbers("centre", centre)
            .numbers("spread", spread).numbers("turn", turn).numbers("means", means).numbers("shift", shift)
            .numbers("further", further).build();
    }

    /**
     * From a state that was kept.
     *
     * @throws IllegalArgumentException if it is none of people, of a newer version, or does not fit together
     */
    public static People of(State state) {
        if (!state.kind().equals(KIND) || state.version() > VERSION) {
            throw new IllegalArgumentException("must be " + KIND + " of version " + VERSION + " or older: kind="
                + state.kind() + ", version=" + state.version());
        }
        List<String> labels = List.of(state.text("labels").split(SEPARATOR, -1));
        People people = new People(labels, state.doubles("centre"), state.doubles("spread"), state.doubles("turn"),
            state.doubles("means"), state.doubles("shift"), state.doubles("further"));
        int n = people.centre.length;
        int places = n == 0 ? 0 : people.places();
        if (places == 0 || people.spread.length != n || people.turn.length != places * n
                || people.means.length != labels.size() * places || people.shift.length != places * places
                || people.further.length != places * places) {
            throw new IllegalArgumentException("people of " + labels.size() + " labels and " + n + " features must fit "
                + "together: spreads=" + people.spread.length + ", turn=" + people.turn.length + ", means="
                + people.means.length + ", shift=" + people.shift.length + ", further=" + people.further.length);
        }
        return people;
    }
}

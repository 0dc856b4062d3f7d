package dev.pipit.apps.gesture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

import dev.pipit.apps.train.Progress;
import dev.pipit.apps.train.classifier.Series;
import dev.pipit.framework.adaptation.People;
import dev.pipit.framework.adaptation.PeopleLearner;
import dev.pipit.framework.adaptation.Person;
import dev.pipit.framework.dsp.ImuRow;
import dev.pipit.pipelines.gesture.ActivityModel;

/** From what several people did to a model of activities. */
final class PeopleLesson {
    private static final int KEPT = 5;                     // of each person and label
    private static final int MOST_KEPT = 1_000;
    private static final int FOLDS = 12;

    private final double rateHz;
    private final int length;
    private final int channels;
    private final List<String> labels;
    private final List<String> people;
    private final List<Labelled> rows = new ArrayList<>();

    private record Labelled(String person, int label, float[] row) {
    }

    /** @throws IOException if it is not of 3 or 6 channels, its unit cannot be right, or no series is as long as a frame */
    PeopleLesson(List<Series> series, int length, ImuRecording.Units units) throws IOException {
        this.length = length;
        rateHz = units.rateHz();
        channels = series.get(0).channels();
        if (channels != 3 && channels != 6) {
            throw new IOException(series.get(0).file() + ": must have 3 channels (acceleration x, y, z) or 6 (then turning): "
                + "channels=" + channels + "; --columns says which");
        }
        labels = List.copyOf(new TreeSet<>(series.stream().map(Series::label).toList()));
        people = List.copyOf(new TreeSet<>(series.stream().map(Series::group).toList()));
        var features = new ImuRow(rateHz, length, channels);
        for (Series each : series) {
            float[] samples = ImuRecording.of(each.file(), units, channels, each.values()).samples();
            for (int at = 0; at + length <= each.samples(); at += length / 2) {
                float[] row = new float[features.names().size()];
                features.apply(Arrays.copyOfRange(samples, at * channels, (at + length) * channels), row);
                rows.add(new Labelled(each.group(), labels.indexOf(each.label()), row));
            }
        }
        if (rows.isEmpty()) {
            throw new IOException("too little data: frame=" + length + " samples, longest series="
                + series.stream().mapToInt(Series::samples).max().orElse(0));
        }
    }

    int frames() {
        return rows.size();
    }

    int people() {
        return people.size();
    }

    private People learn(Predicate<Labelled> which) throws IOException {
        var learner = new PeopleLearner(labels, rows.get(0).row().length);
        rows.stream().filter(which).forEach(each -> learner.add(each.person(), each.label(), each.row()));
        try {
            return learner.learn();
        } catch (IllegalStateException e) {
            throw new IOException("too little data: " + e.getMessage(), e);
        }
    }

    /** Part of the frames that is recognised, of each person by what others taught: in 12 parts, if there are more. */
    double leftOut(Progress progress) throws IOException {
        int folds = Math.min(FOLDS, people.size());
        progress.begin("people left out", folds);
        int right = 0;
        for (int fold = 0; fold < folds; fold++) {
            int now = fold;
            Predicate<Labelled> judged = each -> people.indexOf(each.person()) % folds == now;
            Person stranger = Person.stranger(learn(judged.negate()));
            right += (int) rows.stream().filter(judged).filter(each -> stranger.best(each.row()) == each.label()).count();
            progress.step();
        }
        return right / (double) rows.size();
    }

    /** By all of them. */
    ActivityModel model() throws IOException {
        People learned = learn(each -> true);
        List<Person.Example> kept = new ArrayList<>();
        for (String person : people) {
            for (int label = 0; label < labels.size(); label++) {
                int wanted = label;
                List<Labelled> some = rows.stream().filter(each -> each.person().equals(person) && each.label() == wanted)
                    .toList();
                int count = Math.min(KEPT, some.size());
                for (int i = 0; i < count; i++) {
                    kept.add(new Person.Example(label, learned.place(some.get(i * some.size() / count).row())));
                }
            }
        }
        int every = (kept.size() + MOST_KEPT - 1) / MOST_KEPT;
        List<Person.Example> thinned = new ArrayList<>();
        for (int i = 0; i < kept.size(); i += every) {
            thinned.add(kept.get(i));
        }
        return new ActivityModel(learned, rateHz, length, channels, thinned);
    }
}

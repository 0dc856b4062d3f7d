package dev.pipit.apps.gesture;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import dev.pipit.framework.adaptation.LogisticHead;
import dev.pipit.framework.adaptation.LogisticLearner;

/**
 * How well activities of people are told apart whom nothing was learned from, and how much better with three labelled
 * examples of each activity of this person in this wearing of the sensor. What was learned before is held by a pull, and
 * by kept examples of the others.
 */
final class ActivityJudge {
    static final double PULL_AT_THE_DESK = 30;
    private static final double PULL_ON_THE_DEVICE = 10;
    private static final int EXAMPLES = 3;
    private static final int KEPT = 10;                    // of each activity
    private static final double KEPT_WEIGHT = 0.3;
    private static final int DRAWS = 5;

    private final Activities activities;
    private final PrintWriter out;
    private long right;
    private long all;
    private int people;
    private final long[][] confusion = new long[Activities.LABELS.size()][Activities.LABELS.size()];
    private final List<double[]> adapted = new ArrayList<>();      // before, after, old before, old after

    ActivityJudge(Activities activities, PrintWriter out) {
        this.activities = activities;
        this.out = out;
    }

    void run() {
        int features = activities.frames().get(0).row().length;
        for (int person : activities.people()) {
            List<Activities.Frame> others = activities.frames().stream().filter(each -> each.person() != person).toList();
            List<Activities.Frame> own = activities.frames().stream().filter(each -> each.person() == person).toList();
            var learner = LogisticLearner.of(Activities.LABELS, features, PULL_AT_THE_DESK);
            others.forEach(each -> learner.add(each.row(), each.label(), 1));
            LogisticHead head = learner.learn();
            person(head, own, others);
        }
        print();
    }

    /** Judges a person whom nothing was learned from. */
    void person(LogisticHead head, List<Activities.Frame> own, List<Activities.Frame> others) {
        int before = adapted.size();
        for (Activities.Frame each : own) {
            int taken = head.best(each.row());
            confusion[each.label()][taken]++;
            right += taken == each.label() ? 1 : 0;
            all++;
        }
        people++;
        own.stream().map(Activities.Frame::recording).distinct().forEach(recording -> {
            for (int draw = 0; draw < DRAWS; draw++) {
                adapt(head, own.stream().filter(each -> each.recording() == recording).toList(), others,
                    new Random(100L * recording + draw));
            }
        });
        out.printf(Locale.ROOT, "person %2d: %.1f %% of %d frames; with %d examples of each activity %.1f -> %.1f %%%n",
            own.get(0).person(), 100 * accuracy(head, own), own.size(), EXAMPLES, 100 * mean(0, before),
            100 * mean(1, before));
        out.flush();
    }

    private void adapt(LogisticHead head, List<Activities.Frame> wearing, List<Activities.Frame> others, Random random) {
        List<Activities.Frame> judged = new ArrayList<>(wearing);
        var learner = LogisticLearner.from(head, PULL_ON_THE_DEVICE);
        List<Activities.Frame> old = new ArrayList<>(others);
        Collections.shuffle(old, random);
        List<Activities.Frame> kept = new ArrayList<>();
        for (int label = 0; label < Activities.LABELS.size(); label++) {
            int wanted = label;
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < wearing.size(); i++) {
                if (wearing.get(i).label() == wanted) {
                    places.add(i);
                }
            }
            Collections.shuffle(places, random);
            for (int place : places.subList(0, Math.min(EXAMPLES, places.size()))) {
                learner.add(wearing.get(place).row(), wanted, 1);
                for (int near = Math.max(0, place - 1); near <= Math.min(wearing.size() - 1, place + 1); near++) {
                    judged.remove(wearing.get(near));      // its neighbours share half of its samples
                }
            }
            old.stream().filter(each -> each.label() == wanted).limit(KEPT).forEach(kept::add);
        }
        kept.forEach(each -> learner.add(each.row(), each.label(), KEPT_WEIGHT));
        old.removeAll(kept);
        LogisticHead changed = learner.learn();
        List<Activities.Frame> some = old.subList(0, Math.min(500, old.size()));
        adapted.add(new double[] {accuracy(head, judged), accuracy(changed, judged), accuracy(head, some),
            accuracy(changed, some)});
    }

    private static double accuracy(LogisticHead head, List<Activities.Frame> frames) {
        return frames.stream().filter(each -> head.best(each.row()) == each.label()).count() / (double) frames.size();
    }

    private double mean(int column, int from) {
        return adapted.subList(from, adapted.size()).stream().mapToDouble(each -> each[column]).average().orElse(0);
    }

    void print() {
        out.printf(Locale.ROOT, "%nactivities, %d people in turn, none learned from: %.2f %% of %d frames%n",
            people, 100.0 * right / all, all);
        for (int i = 0; i < confusion.length; i++) {
            out.printf(Locale.ROOT, "%-11s", Activities.LABELS.get(i));
            for (long count : confusion[i]) {
                out.printf(Locale.ROOT, " %4d", count);
            }
            out.println();
        }
        out.printf(Locale.ROOT, "%d examples of each activity of a new person: %.2f -> %.2f %% (%+.2f points; %.0f %% of the "
            + "errors go), mean of %d draws%n", EXAMPLES, 100 * mean(0, 0), 100 * mean(1, 0), 100 * (mean(1, 0) - mean(0, 0)),
            100 * (mean(1, 0) - mean(0, 0)) / (1 - mean(0, 0)), adapted.size());
        out.printf(Locale.ROOT, "the others meanwhile: %.2f -> %.2f %% (%+.2f points)%n", 100 * mean(2, 0), 100 * mean(3, 0),
            100 * (mean(3, 0) - mean(2, 0)));
        out.flush();
    }
}

package dev.pipit.apps.gesture;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * How well activities of people are told apart whom nothing was learned from, and how much better with three labelled
 * examples of each activity of this person in this wearing of the sensor. No judged frame shares a sample with one.
 */
final class ActivityJudge {
    private static final int EXAMPLES = 3;
    private static final int KEPT = 10;                    // of each activity
    private static final int DRAWS = 5;
    private static final int OTHERS = 500;                 // frames that are looked at again

    private final PrintWriter out;
    private long right;
    private long all;
    private int people;
    private final long[][] confusion = new long[Activities.LABELS.size()][Activities.LABELS.size()];
    private final List<Adapted> adapted = new ArrayList<>();

    /** Accuracies of one draw, 0 to 1: of this person, and of the others. */
    private record Adapted(int person, double before, double after, double othersBefore, double othersAfter) {
    }

    ActivityJudge(PrintWriter out) {
        this.out = out;
    }

    /**
     * Judges a person whom nothing was learned from.
     *
     * @param known  by the others
     * @param own    frames in the order of the recordings
     * @param others frames that were learned from
     */
    void person(Known known, List<Activities.Frame> own, List<Activities.Frame> others) {
        for (Activities.Frame each : own) {
            int taken = known.best(each.row());
            confusion[each.label()][taken]++;
            right += taken == each.label() ? 1 : 0;
            all++;
        }
        people++;
        int person = own.get(0).person();
        own.stream().map(Activities.Frame::recording).distinct().forEach(recording -> {
            for (int draw = 0; draw < DRAWS; draw++) {
                adapted.add(adapt(known, own.stream().filter(each -> each.recording() == recording).toList(), others,
                    new Random(100L * recording + draw)));
            }
        });
        out.printf(Locale.ROOT, "person %2d: %.1f %% of %d frames; with %d examples of each activity %.1f -> %.1f %%%n",
            person, 100 * accuracy(known, own), own.size(), EXAMPLES, 100 * mean(each -> each == person).before(),
            100 * mean(each -> each == person).after());
        out.flush();
    }

    private static Adapted adapt(Known known, List<Activities.Frame> wearing, List<Activities.Frame> others, Random random) {
        List<Activities.Frame> judged = new ArrayList<>(wearing);
        List<Activities.Frame> old = new ArrayList<>(others);
        Collections.shuffle(old, random);
        List<Activities.Frame> examples = new ArrayList<>();
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
                examples.add(wearing.get(place));
                for (int near = Math.max(0, place - 1); near <= Math.min(wearing.size() - 1, place + 1); near++) {
                    judged.remove(wearing.get(near));      // its neighbours share half of its samples
                }
            }
            old.stream().filter(each -> each.label() == wanted).limit(KEPT).forEach(kept::add);
        }
        old.removeAll(kept);
        Known changed = known.with(examples, kept);
        List<Activities.Frame> some = old.subList(0, Math.min(OTHERS, old.size()));
        return new Adapted(wearing.get(0).person(), accuracy(known, judged), accuracy(changed, judged),
            accuracy(known, some), accuracy(changed, some));
    }

    private static double accuracy(Known known, List<Activities.Frame> frames) {
        return frames.stream().filter(each -> known.best(each.row()) == each.label()).count() / (double) frames.size();
    }

    private Adapted mean(IntPredicate of) {
        List<Adapted> some = adapted.stream().filter(each -> of.test(each.person())).toList();
        return new Adapted(0, some.stream().mapToDouble(Adapted::before).average().orElse(0),
            some.stream().mapToDouble(Adapted::after).average().orElse(0),
            some.stream().mapToDouble(Adapted::othersBefore).average().orElse(0),
            some.stream().mapToDouble(Adapted::othersAfter).average().orElse(0));
    }

    /** Without examples. */
    void printStrangers() {
        out.printf(Locale.ROOT, "%nactivities, %d people in turn, none learned from: %.2f %% of %d frames%n",
            people, 100.0 * right / all, all);
        for (int i = 0; i < confusion.length; i++) {
            out.printf(Locale.ROOT, "%-11s", Activities.LABELS.get(i));
            for (long count : confusion[i]) {
                out.printf(Locale.ROOT, " %4d", count);
            }
            out.println();
        }
        out.flush();
    }

    /** With examples, of some people; nothing if none of them was judged. */
    void printAdapted(String whom, IntPredicate of) {
        long draws = adapted.stream().filter(each -> of.test(each.person())).count();
        if (draws == 0) {
            return;
        }
        Adapted mean = mean(of);
        out.printf(Locale.ROOT, "%s, %d examples of each activity: %.2f -> %.2f %% (%+.2f points; %.0f %% of the errors go), "
            + "mean of %d draws; the others meanwhile: %.2f -> %.2f %% (%+.2f points)%n", whom, EXAMPLES,
            100 * mean.before(), 100 * mean.after(), 100 * (mean.after() - mean.before()),
            100 * (mean.after() - mean.before()) / (1 - mean.before()), draws, 100 * mean.othersBefore(),
            100 * mean.othersAfter(), 100 * (mean.othersAfter() - mean.othersBefore()));
        out.flush();
    }
}

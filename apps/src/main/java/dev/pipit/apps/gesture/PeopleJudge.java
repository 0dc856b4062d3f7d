package dev.pipit.apps.gesture;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Each person in turn, by what all others taught; in both ways that there are, one after the other. */
final class PeopleJudge {
    /** Of the recordings that are public; by these the settings of {@code Person} were chosen. */
    private static final Set<Integer> CHOSEN_BY = Set.of(3, 6, 7, 8, 16, 17);

    private final Activities activities;
    private final PrintWriter out;

    PeopleJudge(Activities activities, PrintWriter out) {
        this.activities = activities;
        this.out = out;
    }

    void run() {
        out.println("\nlogistic head over the features:");
        way(Known::head);
        out.println("\nmeans of labels, and how people differ:");
        way(Known::people);
    }

    private void way(Function<List<Activities.Frame>, Known> learn) {
        var judge = new ActivityJudge(out);
        for (int person : activities.people()) {
            List<Activities.Frame> others = activities.frames().stream().filter(each -> each.person() != person).toList();
            List<Activities.Frame> own = activities.frames().stream().filter(each -> each.person() == person).toList();
            judge.person(learn.apply(others), own, others);
        }
        judge.printStrangers();
        judge.printAdapted("all", person -> true);
        judge.printAdapted("those by whom the settings were chosen", CHOSEN_BY::contains);
        judge.printAdapted("those by whom nothing was chosen", person -> !CHOSEN_BY.contains(person));
    }
}

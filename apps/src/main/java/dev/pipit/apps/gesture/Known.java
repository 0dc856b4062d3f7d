package dev.pipit.apps.gesture;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.adaptation.LogisticHead;
import dev.pipit.framework.adaptation.LogisticLearner;
import dev.pipit.framework.adaptation.People;
import dev.pipit.framework.adaptation.PeopleLearner;
import dev.pipit.framework.adaptation.Person;

/** What is known of activities, in one of several ways, and can be moved by examples of one person. */
interface Known {
    /** The label of a row. */
    int best(float[] row);

    /**
     * A copy that has learned from examples.
     *
     * @param kept some of what was learned from before
     */
    Known with(List<Activities.Frame> examples, List<Activities.Frame> kept);

    /** Means of labels, and how people differ. */
    static Known people(List<Activities.Frame> frames) {
        var learner = new PeopleLearner(Activities.LABELS, frames.get(0).row().length);
        frames.forEach(each -> learner.add(String.valueOf(each.person()), each.label(), each.row()));
        return new OfPeople(Person.stranger(learner.learn()));
    }

    /** A logistic head. */
    static Known head(List<Activities.Frame> frames) {
        var learner = LogisticLearner.of(Activities.LABELS, frames.get(0).row().length, OfHead.PULL_AT_THE_DESK);
        frames.forEach(each -> learner.add(each.row(), each.label(), 1));
        return new OfHead(learner.learn());
    }

    /** {@link Person}. */
    record OfPeople(Person person) implements Known {
        @Override
        public int best(float[] row) {
            return person.best(row);
        }

        @Override
        public Known with(List<Activities.Frame> examples, List<Activities.Frame> kept) {
            People people = person.people();
            List<Person.Example> some = new ArrayList<>();
            examples.forEach(each -> some.add(new Person.Example(each.label(), people.place(each.row()))));
            return new OfPeople(person.with(some));
        }
    }

    /** {@link LogisticHead}: what was learned before is held by a pull, and by kept examples. */
    record OfHead(LogisticHead head) implements Known {
        private static final double PULL_AT_THE_DESK = 30;
        private static final double PULL_ON_THE_DEVICE = 10;
        private static final double KEPT_WEIGHT = 0.3;

        @Override
        public int best(float[] row) {
            return head.best(row);
        }

        @Override
        public Known with(List<Activities.Frame> examples, List<Activities.Frame> kept) {
            var learner = LogisticLearner.from(head, PULL_ON_THE_DEVICE);
            examples.forEach(each -> learner.add(each.row(), each.label(), 1));
            kept.forEach(each -> learner.add(each.row(), each.label(), KEPT_WEIGHT));
            return new OfHead(learner.learn());
        }
    }
}

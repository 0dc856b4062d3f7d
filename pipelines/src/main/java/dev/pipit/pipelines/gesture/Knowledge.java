package dev.pipit.pipelines.gesture;

import dev.pipit.framework.adaptation.NearestExamples;
import dev.pipit.framework.adaptation.Person;

/** What is recognised by. */
sealed interface Knowledge {
    /** Numbers of a stroke, a frame or a row. */
    int size();

    /** Ready to answer. */
    Says open();

    /**
     * A network, and what was learned beside it.
     *
     * @param threshold score that counts as yes, 0 to 1
     */
    record OfNetwork(GestureModel model, NearestExamples learned, float threshold) implements Knowledge {
        @Override
        public int size() {
            return model.rows() * model.columns();
        }

        @Override
        public Says open() {
            return new Recogniser(model, learned, threshold);
        }
    }

    /**
     * What people have in common, and a person.
     *
     * @param threshold score that counts as yes, 0 to 1
     */
    record OfPerson(Person person, float threshold) implements Knowledge {
        @Override
        public int size() {
            return person.people().features();
        }

        @Override
        public Says open() {
            return new PersonRecogniser(person, threshold);
        }
    }
}

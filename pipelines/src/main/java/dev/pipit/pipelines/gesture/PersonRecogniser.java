package dev.pipit.pipelines.gesture;

import java.util.List;

import dev.pipit.framework.adaptation.Person;

/** Says what somebody does by a row of features, where the score reaches the threshold. */
final class PersonRecogniser implements Says {
    private final Person person;
    private final float threshold;
    private final float[] scores;
    private float score;

    PersonRecogniser(Person person, float threshold) {
        this.person = person.with(List.of());               // with room of its own to compute in
        this.threshold = threshold;
        scores = new float[person.people().labels().size()];
    }

    @Override
    public int recognise(float[] values) {
        person.scores(values, scores);
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        score = scores[best];
        return score >= threshold ? best : -1;
    }

    @Override
    public float score() {
        return score;
    }

    @Override
    public List<String> labels() {
        return person.people().labels();
    }
}

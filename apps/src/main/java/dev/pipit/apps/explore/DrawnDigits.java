package dev.pipit.apps.explore;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.apps.train.classifier.FrameTask;
import dev.pipit.apps.train.labelled.DataSet;
import dev.pipit.apps.train.labelled.Example;
import dev.pipit.apps.train.labelled.InputSteps;
import dev.pipit.apps.train.labelled.Task;
import dev.pipit.framework.training.Shape;
import dev.pipit.pipelines.gesture.Drawing;
import dev.pipit.pipelines.gesture.OtherHand;

/** Strokes that are synthesised: digits as some dozen hands draw them. No file is needed. */
final class DrawnDigits {
    private static final int HANDS = 60;
    private static final int POINTS = 32;            // as the shipped network takes them
    private static final long SEED = 50_000;          // others than those that the demonstrations show

    private DrawnDigits() {
    }

    static Task task() {
        List<String> labels = Drawing.digits();
        List<float[]> strokes = new ArrayList<>();
        List<String> hands = new ArrayList<>();
        List<Integer> drawn = new ArrayList<>();
        for (int hand = 0; hand < HANDS; hand++) {
            for (int label = 0; label < labels.size(); label++) {
                for (double[] way : Drawing.ways(labels.get(label))) {
                    strokes.add(new OtherHand(SEED + 100L * hand + label).shape(POINTS, way));
                    hands.add("hand " + hand);
                    drawn.add(label);
                }
            }
        }
        InputSteps steps = InputSteps.of(strokes, 2);
        List<Example> training = new ArrayList<>();
        List<Example> test = new ArrayList<>();
        for (int i = 0; i < strokes.size(); i++) {
            var example = new Example(hands.get(i), drawn.get(i), steps.quantize(strokes.get(i)));
            (Integer.parseInt(hands.get(i).substring(5)) % 3 == 0 ? test : training).add(example);
        }
        return new Task("digits that are drawn", new DataSet(labels, Shape.rows(strokes.get(0).length / 2, 2), steps, training,
            test, "strokes", "every third hand"), FrameTask.change());
    }
}

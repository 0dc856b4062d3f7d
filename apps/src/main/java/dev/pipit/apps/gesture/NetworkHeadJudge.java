package dev.pipit.apps.gesture;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.pipit.apps.train.labelled.Sides;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.pipelines.gesture.GestureModel;

/**
 * The same for a frozen int8 network that {@code pipit train classifier} has trained on the raw samples of some people:
 * over its last features, learned from these people, and changed by three examples of each activity of one of the
 * others.
 */
final class NetworkHeadJudge {
    private static final double SHARE = 0.25;              // as 'train classifier' chooses whom to judge by

    private final Activities activities;
    private final GestureModel model;
    private final Interpreter interpreter;
    private final TensorView features;
    private final PrintWriter out;

    NetworkHeadJudge(Activities activities, Path file, PrintWriter out) throws IOException {
        this.activities = activities;
        this.out = out;
        model = GestureModel.load(file);
        if (!Set.copyOf(model.labels()).equals(Set.copyOf(Activities.LABELS)) || model.columns() != 6
                || model.rows() != Activities.LENGTH) {
            throw new IOException(file + ": must tell " + Activities.LABELS + " apart in frames of " + Activities.LENGTH
                + " samples of 6 channels: labels=" + model.labels() + ", rows=" + model.rows() + ", columns="
                + model.columns());
        }
        try {
            interpreter = Interpreter.prepare(model.model(), Settings.standard().keepingAllTensors());
        } catch (ModelFormatException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        features = lastFeatures();
    }

    /** What the last operator with weights takes. */
    private TensorView lastFeatures() {
        List<Operator> operators = model.model().main().operators();
        for (int i = operators.size() - 1; i >= 0; i--) {
            OperatorCode code = operators.get(i).code();
            if (code == OperatorCode.FULLY_CONNECTED || code == OperatorCode.CONV_2D) {
                return interpreter.tensor(model.model().main().index(), operators.get(i).inputs().get(0)).orElseThrow();
            }
        }
        throw new IllegalArgumentException("the network must have a last layer with weights");
    }

    void run() {
        Map<String, Set<String>> groups = new TreeMap<>();
        activities.frames().forEach(each -> groups.computeIfAbsent(Activities.LABELS.get(each.label()),
            name -> new TreeSet<>()).add(String.valueOf(each.person())));
        Set<String> judged = Sides.test(groups, SHARE);
        List<Activities.Frame> learned = new ArrayList<>();
        List<Activities.Frame> others = new ArrayList<>();
        int right = 0;
        for (Activities.Frame each : activities.frames()) {
            Activities.Frame frame = new Activities.Frame(embedding(each.samples()), each.samples(), each.label(),
                each.person(), each.recording());
            boolean judge = judged.contains(String.valueOf(each.person()));
            (judge ? others : learned).add(frame);
            right += judge && model.labels().get(best()).equals(Activities.LABELS.get(each.label())) ? 1 : 0;
        }
        out.printf(Locale.ROOT, "%nfrozen int8 network on raw samples, %d people that it was not trained on (%s): %.2f %% of "
            + "%d frames by itself%n", judged.size(), String.join(", ", new TreeSet<>(judged)), 100.0 * right / others.size(),
            others.size());
        for (boolean people : new boolean[] {false, true}) {
            out.println(people ? "\nmeans of labels, and how people differ, over its last features:"
                : "\nlogistic head over its last features:");
            Known known = people ? Known.people(learned) : Known.head(learned);
            var judge = new ActivityJudge(out);
            new TreeSet<>(others.stream().map(Activities.Frame::person).toList()).forEach(person ->
                judge.person(known, others.stream().filter(each -> each.person() == person).toList(), learned));
            judge.printStrangers();
            judge.printAdapted("these", person -> true);
        }
    }

    private int best() {
        TensorView scores = interpreter.output(0);
        int best = 0;
        for (int i = 1; i < scores.elements(); i++) {
            best = scores.get(i) > scores.get(best) ? i : best;
        }
        return best;
    }

    private float[] embedding(float[] samples) {
        TensorView in = interpreter.input(0);
        for (int i = 0; i < samples.length; i++) {
            int column = i % model.columns();
            float q = (samples[i] - model.centres().get(column)) / model.steps().get(column);
            in.set(i, Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, Math.round(q))));
        }
        interpreter.invoke();
        float[] row = new float[features.elements()];
        features.readReals(row, 0);
        return row;
    }
}

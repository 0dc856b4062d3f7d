package dev.pipit.apps.gesture;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.pipit.framework.signal.Detection;
import dev.pipit.pipelines.gesture.AirPen;
import dev.pipit.pipelines.gesture.Drawing;
import dev.pipit.pipelines.gesture.Gesture;
import dev.pipit.pipelines.gesture.GestureModel;
import dev.pipit.pipelines.gesture.LearnedGestures;

/** {@code pipit gesture demo}. */
@Command(
    name = "demo",
    description = "Shows it without a sensor: synthesised samples of a wand that draws digits, then a star, which it does not "
        + "know, learns from five examples, and knows.")
final class DemoCommand implements Callable<Integer> {
    private static final double RATE_HZ = 100;
    private static final int EXAMPLES = 5;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        GestureModel model = GestureModel.shipped();
        LearnedGestures nothing = LearnedGestures.none(model, LearnedGestures.digits());
        Gesture gesture = Gesture.strokes(model, 0, nothing.nearest());
        int wrong = 0;
        for (String digit : model.labels()) {
            Seen seen = Seen.in(gesture::see, drawn(Integer.parseInt(digit), 1, Drawing.digit(digit)));
            print(out, seen);
            wrong += says(seen, digit) ? 0 : 1;
        }
        out.println("a star, which it does not know:");
        print(out, Seen.in(gesture::see, drawn(20, 1, Drawing.star())));
        LearnedGestures.Outcome outcome = nothing.learn("star", Seen.in(gesture::see, drawn(30, EXAMPLES, Drawing.star()))
            .strokes());
        out.printf(Locale.ROOT, "%s from %d examples; kept examples of the digits: %.1f %% before, %.1f %% with it%n",
            outcome.kept() ? "learned" : "not learned", EXAMPLES, 100 * outcome.oldBefore(), 100 * outcome.oldAfter());
        Seen again = Seen.in(Gesture.strokes(model, 0, outcome.gestures().nearest())::see, drawn(40, 1, Drawing.star()));
        out.println("another star:");
        print(out, again);
        out.flush();
        return wrong == 0 && says(again, "star") ? 0 : 1;
    }

    private static ImuRecording drawn(long seed, int times, double... corners) {
        var pen = new AirPen(RATE_HZ, seed);
        for (int i = 0; i < times; i++) {
            pen.draw(corners.length > 4 ? 1.2 : 0.7, corners);
        }
        return new ImuRecording("demo", RATE_HZ, 6, pen.samples());
    }

    private static boolean says(Seen seen, String label) {
        return seen.detections().size() == 1 && seen.detections().get(0).label().equals(label);
    }

    private static void print(PrintWriter out, Seen seen) {
        List<Detection> detections = seen.detections();
        for (float[] stroke : seen.strokes()) {
            StrokePicture.lines(stroke).forEach(line -> out.println("  " + line));
        }
        out.println(detections.isEmpty() ? "  nothing" : String.format(Locale.ROOT, "  %s (%.2f)",
            detections.get(0).label(), detections.get(0).score()));
    }
}

package dev.pipit.apps.gesture;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.pipit.framework.dsp.StrokePath;
import dev.pipit.framework.dsp.StrokeShape;
import dev.pipit.pipelines.gesture.Example;
import dev.pipit.pipelines.gesture.GestureModel;
import dev.pipit.pipelines.gesture.LearnedGestures;

/**
 * How well the digits are recognised, and how well gestures of other people that are learned from five examples: the
 * spells, raw samples of a wand, integrated to strokes. The first five recordings of each are learned from, the others
 * judged; learned one at a time beside the digits, then all of them one after the other.
 */
final class StrokeJudge {
    private static final int EXAMPLES = 5;
    private static final int SAMPLES = 119;                // of a recording of a spell
    private static final double RATE_HZ = 119;

    private final PrintWriter out;

    StrokeJudge(PrintWriter out) {
        this.out = out;
    }

    void run(Path digits, Path spells) throws IOException {
        GestureModel model = GestureModel.shipped();
        List<Example> kept = LearnedGestures.digits();
        List<Example> known = new ArrayList<>();
        for (Path file : files(digits, ".json")) {
            List<StrokeRecording> strokes = StrokeRecording.read(file);
            strokes.subList(EXAMPLES, strokes.size()).forEach(each -> known.add(new Example(each.label(), each.shape())));
        }
        LearnedGestures nothing = LearnedGestures.none(model, kept);
        double before = nothing.right(known);
        out.printf(Locale.ROOT, "digits: %.2f %% of %d strokes (network, score 0.6 or nothing; it was trained on three in four "
            + "of them)%n", 100 * before, known.size());
        LearnedGestures together = nothing;
        List<Example> judged = new ArrayList<>();
        for (Path file : files(spells, ".csv")) {
            String name = file.getFileName().toString().replace(".csv", "");
            List<float[]> strokes = spell(file);
            List<Example> others = strokes.subList(EXAMPLES, strokes.size()).stream()
                .map(each -> new Example(name, each)).toList();
            LearnedGestures.Outcome alone = nothing.learn(name, strokes.subList(0, EXAMPLES));
            out.printf(Locale.ROOT, "%-22s from %d: %s, %.1f %% of %d others; digits %+.2f points%n", name, EXAMPLES,
                alone.kept() ? "kept" : "rolled back", 100 * alone.gestures().right(others), others.size(),
                100 * (alone.gestures().right(known) - before));
            together = together.learn(name, strokes.subList(0, EXAMPLES)).gestures();
            judged.addAll(others);
        }
        out.printf(Locale.ROOT, "all of them (%s): %.1f %% of %d others; digits %+.2f points%n",
            String.join(", ", together.labels()), 100 * together.right(judged), judged.size(),
            100 * (together.right(known) - before));
        out.flush();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    /** Recordings stand one behind the other, and were cut at the start of the movement: gravity is their mean. */
    private static List<float[]> spell(Path file) throws IOException {
        float[] samples = ImuRecording.read(file, new ImuRecording.Units(RATE_HZ, true, true)).samples();
        var path = new StrokePath(RATE_HZ, 0, SAMPLES + 1);
        var shape = new StrokeShape(StrokeRecording.POINTS);
        List<float[]> strokes = new ArrayList<>();
        for (int start = 0; start + 6 * SAMPLES <= samples.length; start += 6 * SAMPLES) {
            float[] one = Arrays.copyOfRange(samples, start, start + 6 * SAMPLES);
            double[] mean = new double[6];
            for (int i = 0; i < one.length; i++) {
                mean[i % 6] += one[i] / SAMPLES;
            }
            path.begin(mean[0], mean[1], mean[2]);
            for (int n = 0; n < SAMPLES; n++) {
                path.turn(one[6 * n + 3], one[6 * n + 4], one[6 * n + 5]);
            }
            float[] normal = new float[2 * StrokeRecording.POINTS];
            shape.apply(path.points(), path.count(), normal);
            strokes.add(normal);
        }
        return strokes;
    }
}

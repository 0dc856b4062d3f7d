package dev.pipit.apps.maintenance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.pipit.framework.decision.AlarmLevel;
import dev.pipit.framework.signal.Unit;
import dev.pipit.pipelines.maintenance.Machine;
import dev.pipit.pipelines.maintenance.MachineState;
import dev.pipit.pipelines.maintenance.Maintenance;

/**
 * A labelled time series, judged by our pipeline and by published detectors.
 *
 * @param learned rows of its start from which those without a label are learned
 */
record Series(String name, Table table, boolean[] labels, int learned) {
    private static final int SKAB_LEARNED = 400;                 // as the data set's own comparison does
    private static final double NAB_LEARNED = 0.15;              // the benchmark's probation
    /** Limits that the others are tried with, over what 99 % of their scores lay below: they get the best. */
    private static final double[] FACTORS = {1, 1.1, 1.25, 1.5, 2, 3, 5, 10};
    private static final int SMOOTHED = 3;                       // a median, as the comparison of skab does

    static List<Series> skab(Path folder) throws IOException {
        List<Series> all = new ArrayList<>();
        for (int k = 0; Files.exists(folder.resolve("valve1/" + k + ".csv")); k++) {
            Path file = folder.resolve("valve1/" + k + ".csv");
            Table table = Table.load(file);
            Table label = table.columns(file, List.of("anomaly"));
            boolean[] labels = new boolean[table.rows()];
            IntStream.range(0, labels.length).forEach(r -> labels[r] = label.values()[r] > 0);
            List<String> sensors = table.names().stream()
                .filter(name -> !name.equals("anomaly") && !name.equals("changepoint")).toList();
            all.add(new Series("skab valve1/" + k, table.columns(file, sensors), labels, SKAB_LEARNED));
        }
        return all;
    }

    static List<Series> nab(Path folder) throws IOException {
        JsonObject windows = JsonParser.parseString(Files.readString(folder.resolve("labels/combined_windows.json")))
            .getAsJsonObject();
        List<Series> all = new ArrayList<>();
        for (String name : windows.keySet()) {
            Path file = folder.resolve("data").resolve(name);
            if (Files.exists(file)) {
                Table table = Table.load(file);
                all.add(new Series("nab " + file.getFileName(), table, within(table, windows.getAsJsonArray(name)),
                    (int) (NAB_LEARNED * table.rows())));
            }
        }
        return all;
    }

    private static boolean[] within(Table table, JsonArray windows) {
        boolean[] labels = new boolean[table.rows()];
        for (JsonElement window : windows) {
            String from = window.getAsJsonArray().get(0).getAsString().substring(0, 19);
            String to = window.getAsJsonArray().get(1).getAsString().substring(0, 19);
            for (int r = 0; r < labels.length; r++) {
                labels[r] |= from.compareTo(table.times().get(r)) <= 0 && to.compareTo(table.times().get(r)) >= 0;
            }
        }
        return labels;
    }

    /** Judges all of one kind, and prints a line for each detector. */
    static void judge(String kind, List<Series> all, PrintWriter out) throws IOException {
        Events ours = Events.NONE;
        Events samples = Events.NONE;
        for (Series each : all) {
            boolean[] alarmed = each.alarmed(Method.Baselines.standard());
            Events events = each.events(alarmed);
            ours = ours.plus(events);
            samples = samples.plus(Events.ofSamples(each.judged(alarmed), each.judged(each.labels)));
            out.printf(Locale.ROOT, "  %-45s hits %d, false alarms %d, misses %d%n", each.name, events.hits(),
                events.falseAlarms(), events.misses());
        }
        out.println(line(kind, "ours", ours, samples, ""));
        Method streaming = new Method.Baselines(Optional.empty(), true);
        Events followed = Events.NONE;
        Events followedSamples = Events.NONE;
        for (Series each : all) {
            boolean[] alarmed = each.alarmed(streaming);
            followed = followed.plus(each.events(alarmed));
            followedSamples = followedSamples.plus(Events.ofSamples(each.judged(alarmed), each.judged(each.labels)));
        }
        out.println(line(kind, "ours, streaming", followed, followedSamples, ""));
        for (Detector detector : List.of(new Hotelling(false), new Hotelling(true), new IsolationForest(1),
                new WindowedGaussian(), new HalfSpaceDetector())) {
            compare(kind, detector, all, out);
        }
    }

    private static String line(String kind, String name, Events events, Events samples, String more) {
        return String.format(Locale.ROOT, "%s: %-18s event F1 %.3f (hits %d, false alarms %d, misses %d), sample F1 %.3f%s",
            kind, name, events.f1(), events.hits(), events.falseAlarms(), events.misses(), samples.f1(), more);
    }

    private static void compare(String kind, Detector detector, List<Series> all, PrintWriter out) {
        Map<Double, Events[]> perFactor = new TreeMap<>();
        for (Series each : all) {
            List<double[]> rows = each.rows();
            int[] healthy = IntStream.range(0, each.learned).filter(r -> !each.labels[r]).toArray();
            double[] scores = detector.scores(Arrays.stream(healthy).mapToObj(rows::get).toList(), rows);
            double[] sorted = Arrays.stream(healthy).mapToDouble(r -> scores[r]).toArray();
            Arrays.sort(sorted);
            double limit = sorted[(int) (0.99 * (sorted.length - 1))];
            for (double factor : FACTORS) {
                boolean[] alarmed = smoothed(scores, limit * factor);
                Events[] sums = perFactor.computeIfAbsent(factor, f -> new Events[] {Events.NONE, Events.NONE});
                sums[0] = sums[0].plus(each.events(alarmed));
                sums[1] = sums[1].plus(Events.ofSamples(each.judged(alarmed), each.judged(each.labels)));
            }
        }
        perFactor.entrySet().stream().max((a, b) -> Double.compare(a.getValue()[0].f1(), b.getValue()[0].f1()))
            .ifPresent(best -> out.println(line(kind, detector.name(), best.getValue()[0], best.getValue()[1],
                String.format(Locale.ROOT, ", at its best limit, × %.2f", best.getKey()))));
    }

    private static boolean[] smoothed(double[] scores, double limit) {
        boolean[] alarmed = new boolean[scores.length];
        for (int r = SMOOTHED - 1; r < alarmed.length; r++) {
            int above = 0;
            for (int k = 0; k < SMOOTHED; k++) {
                above += scores[r - k] > limit ? 1 : 0;
            }
            alarmed[r] = above > SMOOTHED / 2;
        }
        return alarmed;
    }

    private List<double[]> rows() {
        List<double[]> rows = new ArrayList<>();
        int n = table.names().size();
        for (int r = 0; r < table.rows(); r++) {
            double[] row = new double[n];
            for (int c = 0; c < n; c++) {
                row[c] = table.values()[r * n + c];
            }
            rows.add(row);
        }
        return rows;
    }

    /** Feature rows of the learned part, without what is labelled there. */
    private List<float[]> healthy(Recorded source) throws IOException {
        List<float[]> rows = new ArrayList<>();
        for (int from = 0; from < learned; from++) {
            int to = from;
            while (to < learned && !labels[to]) {
                to++;
            }
            if (to > from) {
                rows.addAll(Watching.rows(source.part(from, to)));
                from = to;
            }
        }
        return rows;
    }

    /** Which samples our pipeline marks; each by the frame that ends with it. */
    private boolean[] alarmed(Method method) throws IOException {
        boolean[] alarmed = new boolean[labels.length];
        Recorded source = table.source(name, table.rateHz(), Unit.NONE);
        MachineState state;
        try {
            state = method.learn(source.format(), Machine.UNKNOWN, healthy(source), new PrintWriter(Writer.nullWriter()));
        } catch (IllegalArgumentException constant) {
            return alarmed;                                      // nothing can be learned from what never moves
        }
        int before = Maintenance.standard(source.format()).frame() - 1;
        int from = learned - before;
        for (Watching.Assessed frame : Watching.watch(source.part(from, table.rows()), state).frames()) {
            alarmed[(int) (from + frame.lastSample())] = frame.level() != AlarmLevel.NORMAL;
        }
        return alarmed;
    }

    /** What is behind the learned part. */
    private boolean[] judged(boolean[] marked) {
        return Arrays.copyOfRange(marked, learned, marked.length);
    }

    private Events events(boolean[] alarmed) {
        return Events.of(judged(alarmed), judged(labels));
    }
}

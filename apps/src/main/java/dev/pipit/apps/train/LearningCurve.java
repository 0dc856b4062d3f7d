package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The loss of each head over the steps, in a file that outlives an interruption, and in a picture that is always new. */
final class LearningCurve implements HeadTraining.Watcher {
    private static final long PERIOD_NANOS = 10_000_000_000L;
    private static final int SMOOTH = 20;

    private final Path file;
    private final Path picture;
    private final SortedMap<Integer, List<Double>> losses = new TreeMap<>();
    private long drawn = System.nanoTime();

    /**
     * @param file    of the numbers; read if it is there
     * @param picture PNG, written again every ten seconds
     */
    LearningCurve(Path file, Path picture) throws IOException {
        this.file = file;
        this.picture = picture;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ", -1);
                losses.computeIfAbsent(Integer.valueOf(words[0]), head -> new ArrayList<>()).add(Double.valueOf(words[1]));
            }
        }
    }

    @Override
    public void step(int head, long step, double loss) throws IOException {
        List<Double> own = losses.computeIfAbsent(head, number -> new ArrayList<>());
        if (step < own.size()) {
            own.subList((int) step, own.size()).clear();
        }
        own.add(loss);
        if (System.nanoTime() - drawn > PERIOD_NANOS) {
            drawn = System.nanoTime();
            save();
        }
    }

    /** Writes numbers and picture. */
    void save() throws IOException {
        List<String> lines = new ArrayList<>();
        losses.forEach((head, all) -> all.forEach(loss -> lines.add(head + " " + loss)));
        Output.text(file, String.join("\n", lines));
        if (!losses.isEmpty()) {
            Output.bytes(picture, Chart.png(chart()));
        }
    }

    XYChart chart() {
        XYChart chart = new XYChartBuilder().width(Chart.WIDTH).height(Chart.HEIGHT).title("Learning")
            .xAxisTitle("step").yAxisTitle("loss").build();
        chart.getStyler().setYAxisMin(0.0);
        losses.forEach((head, all) -> {
            double[] smooth = new double[(all.size() + SMOOTH - 1) / SMOOTH];
            double[] steps = new double[smooth.length];
            for (int i = 0; i < smooth.length; i++) {
                List<Double> some = all.subList(i * SMOOTH, Math.min(all.size(), (i + 1) * SMOOTH));
                smooth[i] = some.stream().mapToDouble(x -> x).average().orElse(0);
                steps[i] = i * SMOOTH + some.size();
            }
            chart.addSeries("head " + (head + 1), steps, smooth).setMarker(SeriesMarkers.NONE);
        });
        return chart;
    }
}

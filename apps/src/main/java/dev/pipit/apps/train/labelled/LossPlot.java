package dev.pipit.apps.train.labelled;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the loss over the steps: in floats, then with rounding. */
final class LossPlot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 360;

    private LossPlot() {
    }

    /** A PNG. */
    static byte[] png(Learned learned) throws IOException {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).xAxisTitle("step").yAxisTitle("loss").build();
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Line);
        add(chart, "in floats", learned, 0, learned.rounded());
        add(chart, "with rounding", learned, learned.rounded(), learned.losses().size());
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        chart.paint(canvas, WIDTH, HEIGHT);
        canvas.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static void add(XYChart chart, String name, Learned learned, int from, int to) {
        List<Double> losses = learned.losses().subList(from, to);
        double[] steps = new double[losses.size()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (double) (from + i + 1) * learned.every();
        }
        chart.addSeries(name, steps, losses.stream().mapToDouble(loss -> loss).toArray()).setMarker(SeriesMarkers.NONE);
    }
}

package dev.pipit.apps.train;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

import dev.pipit.apps.meter.Curve;
import dev.pipit.apps.meter.Point;

/** Pictures of numbers. */
final class Chart {
    static final int WIDTH = 800;
    static final int HEIGHT = 450;

    private Chart() {
    }

    /** Misses over false accepts, a line for each condition and a dot at the threshold. A rate of 0 is drawn at half an accept. */
    static XYChart misses(Map<String, Curve> curves) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title("Misses over false accepts")
            .xAxisTitle("false accepts per hour").yAxisTitle("missed (%)").build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisMin(0.0).setLegendPosition(LegendPosition.InsideNE);
        curves.forEach((condition, curve) -> {
            chart.addSeries(condition, curve.points().stream().mapToDouble(Chart::x).toArray(),
                curve.points().stream().mapToDouble(Chart::y).toArray()).setMarker(SeriesMarkers.NONE);
            Point set = curve.chosen();
            chart.addSeries(condition + ", as set", new double[] {x(set)}, new double[] {y(set)})
                .setMarker(SeriesMarkers.CIRCLE).setShowInLegend(false);
        });
        return chart;
    }

    private static double x(Point point) {
        return Math.max(point.falseAccepts(), 0.5) / point.negativeHours();
    }

    private static double y(Point point) {
        return 100 * point.missRate();
    }

    static byte[] png(XYChart chart) throws IOException {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        chart.paint(canvas, WIDTH, HEIGHT);
        canvas.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}

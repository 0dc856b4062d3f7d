package dev.pipit.apps.meter;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws misses over false accepts per hour: one line per word, a dot where its threshold is set. */
final class CurvePlot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 600;

    private CurvePlot() {
    }

    /** Writes a PNG. A rate of 0 is drawn at half of what one false accept would be. */
    static void write(List<Curve> curves, Path png) throws IOException {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT)
            .title("Wake word: misses over false accepts")
            .xAxisTitle("false accepts per hour").yAxisTitle("missed (%)").build();
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Line);
        chart.getStyler().setXAxisLogarithmic(true).setYAxisMin(0.0).setLegendPosition(LegendPosition.InsideNE);
        for (Curve curve : curves) {
            XYSeries line = chart.addSeries(curve.label(),
                curve.points().stream().mapToDouble(CurvePlot::x).toArray(),
                curve.points().stream().mapToDouble(CurvePlot::y).toArray());
            line.setMarker(SeriesMarkers.NONE);
            chart.addSeries(curve.label() + " at threshold " + curve.chosen().threshold(),
                new double[] {x(curve.chosen())}, new double[] {y(curve.chosen())}).setMarker(SeriesMarkers.CIRCLE);
        }
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        chart.paint(canvas, WIDTH, HEIGHT);
        canvas.dispose();
        ImageIO.write(image, "png", png.toFile());
    }

    private static double x(Point point) {
        return Math.max(point.falseAccepts(), 0.5) / point.negativeHours();
    }

    private static double y(Point point) {
        return 100 * point.missRate();
    }
}

package dev.pipit.apps.explore;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws accuracy against multiply-accumulates, bytes and microseconds: a dot a network, a line for the Pareto front. */
final class FrontPlot {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 480;

    private FrontPlot() {
    }

    /** Writes a PNG. */
    static void write(String title, List<Tried> all, Path png) throws IOException {
        Tried.Need[] needs = Tried.Need.values();
        var image = new BufferedImage(WIDTH * needs.length, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        for (Tried.Need need : needs) {
            chart(title, all, need).paint(canvas, WIDTH, HEIGHT);
            canvas.translate(WIDTH, 0);
        }
        canvas.dispose();
        ImageIO.write(image, "png", png.toFile());
    }

    private static XYChart chart(String title, List<Tried> all, Tried.Need need) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(need.unit())
            .yAxisTitle("accuracy (%)").build();
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler().setXAxisLogarithmic(true).setLegendPosition(LegendPosition.InsideSE);
        for (Family family : Family.values()) {
            List<Tried> some = all.stream().filter(tried -> tried.family() == family).toList();
            if (!some.isEmpty()) {
                add(chart, family.name().toLowerCase(Locale.ROOT), some, need);
            }
        }
        XYSeries front = add(chart, "Pareto front", Front.of(all, need), need);
        front.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line).setMarker(SeriesMarkers.NONE);
        return chart;
    }

    private static XYSeries add(XYChart chart, String name, List<Tried> some, Tried.Need need) {
        double[] accuracies = some.stream().mapToDouble(tried -> 100 * tried.chosenBy()).toArray();
        return chart.addSeries(name, some.stream().mapToDouble(need::of).toArray(), accuracies);
    }
}

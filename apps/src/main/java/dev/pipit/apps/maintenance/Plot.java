package dev.pipit.apps.maintenance;

import java.util.List;
import java.util.Locale;

/** A picture of lines over one axis, as SVG: needs no font and no display where it is made. */
final class Plot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int LEFT = 56;
    private static final int BOTTOM = 36;
    private static final int TICKS = 5;

    private final StringBuilder svg = new StringBuilder();
    private final double from;
    private final double to;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    /** @param all what will be drawn: the range of the upright axis */
    Plot(double from, double to, String along, String upright, List<float[]> all) {
        this.from = from;
        this.to = to;
        for (float[] values : all) {
            for (float value : values) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        if (!(most > least)) {
            most = least + 1;
        }
        svg.append(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
            + "font-size=\"11\" font-family=\"sans-serif\">%n", LEFT + WIDTH + 12, HEIGHT + BOTTOM + 14));
        for (int k = 0; k <= TICKS; k++) {
            double x = from + (to - from) * k / TICKS;
            double y = least + (most - least) * k / TICKS;
            svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.4g</text>%n", x(x),
                HEIGHT + 26, x));
            svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3g</text>%n", LEFT - 6,
                y(y) + 4, y));
        }
        svg.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"10\" width=\"%d\" height=\"%d\" fill=\"none\" "
            + "stroke=\"#444444\"/>%n", LEFT, WIDTH, HEIGHT));
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n", LEFT + WIDTH,
            HEIGHT + BOTTOM + 8, along));
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"24\">%s</text>%n", LEFT + 6, upright));
    }

    private double x(double value) {
        return LEFT + (value - from) / (to - from) * WIDTH;
    }

    private double y(double value) {
        return 10 + HEIGHT - (value - least) / (most - least) * HEIGHT;
    }

    /** Values at even distances from the start of the axis to {@code end}. */
    void line(float[] values, double end, String colour) {
        if (values.length < 2) {
            return;
        }
        svg.append("<polyline fill=\"none\" stroke=\"").append(colour).append("\" points=\"");
        for (int k = 0; k < values.length; k++) {
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(from + (end - from) * k / (values.length - 1)),
                y(values[k])));
        }
        svg.append("\"/>\n");
    }

    void level(double value, String colour) {
        svg.append(String.format(Locale.ROOT, "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" "
            + "stroke-dasharray=\"4\"/>%n", LEFT, LEFT + WIDTH, y(value), y(value), colour));
    }

    String svg() {
        return svg + "</svg>\n";
    }
}

package dev.pipit.pipelines.gesture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Corners of what {@link AirPen} draws: right, up, right, up … in the order in which a hand draws. */
public final class Drawing {
    /** The digits that the shipped network knows. */
    private static final Map<String, double[]> DIGITS = Map.of(
        "0", round(0.5, 0.5, 0.33, 0.5, 80, 440),
        "1", new double[] {0.5, 1, 0.5, 0},
        "2", joined(round(0.5, 0.7, 0.4, 0.3, 160, -35), 0.1, 0, 0.9, 0),
        "3", joined(new double[] {0.2, 0.95, 0.45, 1, 0.72, 0.9, 0.74, 0.75, 0.55, 0.6, 0.25, 0.5}, 0.55, 0.53, 0.8, 0.4,
            0.8, 0.22, 0.6, 0.05, 0.2, 0),
        "4", new double[] {0.85, 0.35, 0.15, 0.35, 0.6, 1, 0.62, 0},
        "5", joined(new double[] {0.8, 0.95, 0.35, 1, 0.25, 0.5}, round(0.42, 0.3, 0.33, 0.28, 90, -150)),
        "6", joined(new double[] {0.7, 1, 0.4, 0.85, 0.2, 0.5}, round(0.45, 0.27, 0.3, 0.27, 170, 500)));

    /** A zero may as well be drawn the other way round. */
    private static final double[] CLOCKWISE = round(0.5, 0.5, 0.33, 0.5, 100, -260);

    private static final double[] STAR = {0.2, 0, 0.5, 1, 0.8, 0, 0, 0.62, 1, 0.62, 0.2, 0};

    private Drawing() {
    }

    /** The labels of the digits that there are, in order. */
    public static List<String> digits() {
        return DIGITS.keySet().stream().sorted().toList();
    }

    /** A digit by its label, in a new array. */
    public static double[] digit(String label) {
        return DIGITS.get(label).clone();
    }

    /** The ways in which people draw a digit, in new arrays. */
    public static List<double[]> ways(String label) {
        return label.equals("0") ? List.of(digit(label), CLOCKWISE.clone()) : List.of(digit(label));
    }

    /** A star of five points, which the shipped network does not know. */
    public static double[] star() {
        return STAR.clone();
    }

    /** An arc about a centre, from an angle to another, in degrees; anticlockwise if the angle grows. */
    private static double[] round(double right, double up, double wide, double high, double from, double to) {
        int pieces = 24;
        double[] corners = new double[2 * (pieces + 1)];
        for (int i = 0; i <= pieces; i++) {
            double angle = Math.toRadians(from + (to - from) * i / pieces);
            corners[2 * i] = right + wide * Math.cos(angle);
            corners[2 * i + 1] = up + high * Math.sin(angle);
        }
        return corners;
    }

    private static double[] joined(double[] first, double... second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}

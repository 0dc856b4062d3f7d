package dev.pipit.apps.bench;

import com.google.gson.JsonObject;
import java.util.Locale;

/**
 * How fast a network learns.
 *
 * @param part  "forward", or "both": forward and backward
 * @param macs  products that are added up each time
 * @param times of as many passes as threads
 */
record TrainingSpeed(String network, String part, int threads, long macs, Times times) {
    /** Forward and backward, against forward: gradients to weights and to inputs are as many products each. */
    static final int BOTH = 3;

    private static final String ROW = "%-24s %-10s %9s %12s %12s";

    static String header() {
        return String.format(Locale.ROOT, ROW, "training", "", "threads", "most GMAC/s", "GMAC/s");
    }

    private double most() {
        return macs / times.min() / 1e3;
    }

    private double median() {
        return macs / times.median() / 1e3;
    }

    String row() {
        return String.format(Locale.ROOT, ROW, network, part, threads, rounded(most(), 10), rounded(median(), 10));
    }

    JsonObject json() {
        var json = new JsonObject();
        json.addProperty("network", network);
        json.addProperty("part", part);
        json.addProperty("threads", threads);
        json.addProperty("gmac_per_s_most", rounded(most(), 1000));
        json.addProperty("gmac_per_s_median", rounded(median(), 1000));
        json.addProperty("us_median", rounded(times.median(), 1000));
        return json;
    }

    private static double rounded(double value, int of) {
        return Math.round(value * of) / (double) of;
    }
}

package dev.pipit.apps.bench;

import com.google.gson.JsonObject;
import java.util.Locale;

/**
 * What was measured of one model, with one set of kernels.
 *
 * @param model      name of the file without its ending
 * @param kernels    which ran
 * @param times      per inference
 * @param macs       products that an inference adds up
 * @param arenaBytes for tensors that are computed
 * @param modelBytes all that the prepared model holds
 * @param firstMillis from the file's bytes to the first output
 * @param rssKilobytes of the process afterwards
 */
record Measurement(String model, String kernels, Times times, long macs, long arenaBytes, long modelBytes,
        double firstMillis, long rssKilobytes) {
    private static final String ROW = "%-24s %-10s %9s %9s %8s %9s %9s %6s %9s %8s";

    static String header() {
        return String.format(Locale.ROOT, ROW, "", "kernels", "min us", "median us", "GMAC/s", "arena", "memory", "alloc",
            "first ms", "RSS MB");
    }

    private double macsPerSecond() {
        return macs / times.median() * 1e6;
    }

    String row() {
        return String.format(Locale.ROOT, ROW, model, kernels, number("%.1f", times.min()), number("%.1f", times.median()),
            macs == 0 ? "" : number("%.2f", macsPerSecond() / 1e9), arenaBytes == 0 ? "" : arenaBytes,
            modelBytes == 0 ? "" : modelBytes, times.bytes(), number("%.1f", firstMillis),
            number("%.0f", rssKilobytes / 1e3));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    JsonObject json() {
        var json = new JsonObject();
        json.addProperty("model", model);
        json.addProperty("kernels", kernels);
        json.addProperty("us_min", rounded(times.min()));
        json.addProperty("us_median", rounded(times.median()));
        json.addProperty("mac_per_s", Math.round(macsPerSecond()));
        json.addProperty("arena_bytes", arenaBytes);
        json.addProperty("memory_bytes", modelBytes);
        json.addProperty("bytes_per_inference", times.bytes());
        json.addProperty("first_inference_ms", rounded(firstMillis));
        json.addProperty("rss_kb", rssKilobytes);
        json.addProperty("inferences", times.count());
        return json;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}

package dev.pipit.apps.bench;

import com.google.gson.JsonObject;
import java.util.Locale;

/**
 * How fast a layer is whose weights are 0 in blocks.
 *
 * @param zeros  part of the blocks, 0 to 1
 * @param dense  shortest time of the layer with all weights, in µs
 * @param sparse shortest time without the blocks, in µs
 */
record SparseSpeed(String layer, double zeros, double dense, double sparse) {
    private static final String ROW = "%-32s %9s %11s %11s %10s";

    static String header() {
        return String.format(Locale.ROOT, ROW, "blocks of 1 input x 16 filters", "zeros", "dense us", "sparse us",
            "dense/sparse");
    }

    String row() {
        return String.format(Locale.ROOT, ROW, layer, String.format(Locale.ROOT, "%.1f %%", 100 * zeros),
            String.format(Locale.ROOT, "%.1f", dense), String.format(Locale.ROOT, "%.1f", sparse),
            String.format(Locale.ROOT, "%.2f", dense / sparse));
    }

    JsonObject json() {
        var json = new JsonObject();
        json.addProperty("layer", layer);
        json.addProperty("zeros", zeros);
        json.addProperty("dense_us", Math.round(10 * dense) / 10.0);
        json.addProperty("sparse_us", Math.round(10 * sparse) / 10.0);
        return json;
    }
}

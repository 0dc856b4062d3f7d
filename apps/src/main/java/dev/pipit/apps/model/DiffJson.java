package dev.pipit.apps.model;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** What differs, for scripts. docs/model.md lists the keys. */
final class DiffJson {
    private static final Gson GSON = new Gson();

    private DiffJson() {
    }

    /** Of cases of a reference. */
    static JsonObject of(List<GoldenDiff.Result> results) {
        JsonArray cases = new JsonArray();
        for (GoldenDiff.Result result : results) {
            JsonObject each = new JsonObject();
            each.addProperty("case", result.each());
            each.addProperty("compared", result.compared());
            result.first().ifPresent(first -> {
                JsonObject where = where(first.where());
                where.addProperty("count", first.what().count());
                where.addProperty("of", first.what().of());
                finite(where, "largest", first.what().largest());
                where.addProperty("first", first.what().first());
                where.add("is", GSON.toJsonTree(first.is().stream().map(ArrayDifference::number).toList()));
                where.add("expected", GSON.toJsonTree(first.expected().stream().map(ArrayDifference::number).toList()));
                each.add("first_different", where);
            });
            cases.add(each);
        }
        JsonObject all = new JsonObject();
        all.addProperty("equal", results.stream().allMatch(result -> result.first().isEmpty()));
        all.add("cases", cases);
        return all;
    }

    /** Of two models. */
    static JsonObject of(ModelDiff diff) {
        JsonArray tensors = new JsonArray();
        for (TensorError error : diff.errors()) {
            JsonObject each = where(error.where());
            each.addProperty("other_tensor", error.other().index());
            each.addProperty("count", error.different());
            each.addProperty("of", error.count());
            each.addProperty("same_quantization", error.stored());
            finite(each, "mean_error", error.mean());
            finite(each, "largest_error", error.largest());
            finite(each, "snr_db", error.decibels());
            tensors.add(each);
        }
        JsonObject all = new JsonObject();
        all.addProperty("equal", diff.firstDifferent().isEmpty());
        diff.firstDifferent().ifPresent(first -> all.add("first_different", where(first.where())));
        diff.largestJump().ifPresent(jump -> all.add("largest_jump", where(jump.where())));
        all.add("tensors", tensors);
        return all;
    }

    private static JsonObject where(Computed at) {
        JsonObject where = new JsonObject();
        where.addProperty("subgraph", at.subgraph());
        where.addProperty("operator", at.operator().index());
        where.addProperty("operator_name", at.operator().name());
        where.addProperty("tensor", at.tensor().index());
        where.addProperty("tensor_name", at.tensor().name());
        return where;
    }

    /** JSON has no infinity: null. */
    private static void finite(JsonObject object, String name, double value) {
        object.addProperty(name, Double.isFinite(value) ? value : null);
    }
}

package dev.pipit.apps.model;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;

import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.pipelines.wakeword.Manifest;

/** The facts about a model, for scripts. docs/model.md lists the keys. */
final class FactsJson {
    private static final Gson GSON = new Gson();

    private FactsJson() {
    }

    static JsonObject of(ModelFacts facts) throws IOException {
        JsonObject all = new JsonObject();
        all.addProperty("file", facts.file().file().toString());
        all.addProperty("file_bytes", facts.model().fileBytes());
        facts.file().packedBytes().ifPresent(bytes -> all.addProperty("packed_bytes", bytes));
        all.addProperty("description", facts.model().description());
        facts.file().manifest().ifPresent(manifest -> all.add("manifest", manifest(manifest)));
        all.add("inputs", tensors(facts.inputs()));
        all.add("outputs", tensors(facts.outputs()));
        all.add("operators", array(facts.kinds().stream().map(FactsJson::kind).toList()));
        all.add("nodes", array(facts.nodes().stream().map(FactsJson::node).toList()));
        all.addProperty("macs", facts.macs());
        JsonObject memory = new JsonObject();
        facts.memory().ifPresent(use -> {
            memory.addProperty("arena_bytes", use.arenaBytes());
            memory.addProperty("variable_bytes", use.variableBytes());
            memory.addProperty("scratch_bytes", use.scratchBytes());
            memory.addProperty("twin_bytes", use.twinBytes());
        });
        memory.addProperty("constant_bytes", facts.constantBytes());
        all.add("memory", memory);
        facts.state().ifPresent(state -> all.addProperty("state", state));
        all.addProperty("runs", facts.refusal().isEmpty());
        facts.refusal().ifPresent(why -> all.addProperty("refusal", why));
        all.add("unsupported", array(facts.unsupported().stream().map(operator -> {
            JsonObject object = operator(operator.subgraph(), operator.index(), operator.name(), operator.version(),
                operator.inputTypes(), operator.outputTypes());
            object.addProperty("alternative", operator.alternative());
            return object;
        }).toList()));
        return all;
    }

    private static JsonObject manifest(Manifest manifest) {
        JsonObject object = new JsonObject();
        object.addProperty("name", manifest.name());
        object.addProperty("label", manifest.label());
        object.addProperty("threshold", manifest.threshold());
        object.addProperty("averaged", manifest.averaged());
        object.addProperty("hop_ms", manifest.hop().toMillis());
        object.addProperty("refractory_s", manifest.refractory().toMillis() / 1000.0);
        object.add("origin", GSON.toJsonTree(manifest.origin()));
        return object;
    }

    private static JsonArray tensors(List<TensorInfo> tensors) {
        return array(tensors.stream().map(tensor -> {
            JsonObject object = new JsonObject();
            object.addProperty("tensor", tensor.index());
            object.addProperty("name", tensor.name());
            object.addProperty("type", tensor.type().name());
            object.add("shape", GSON.toJsonTree(tensor.shape()));
            tensor.quantization().ifPresent(quantization -> quantization(object, quantization));
            return object;
        }).toList());
    }

    private static void quantization(JsonObject object, Quantization quantization) {
        boolean perAxis = quantization.perAxis();
        object.add("scale", perAxis ? GSON.toJsonTree(quantization.scales()) : GSON.toJsonTree(quantization.scale()));
        object.add("zero_point",
            perAxis ? GSON.toJsonTree(quantization.zeroPoints()) : GSON.toJsonTree(quantization.zeroPoint()));
    }

    private static JsonObject kind(ModelFacts.Kind kind) {
        JsonObject object = new JsonObject();
        object.addProperty("name", kind.name());
        object.addProperty("count", kind.count());
        object.add("versions", GSON.toJsonTree(kind.versions()));
        object.add("types", GSON.toJsonTree(kind.types()));
        object.addProperty("macs", kind.macs());
        return object;
    }

    private static JsonObject node(ModelFacts.Node node) {
        JsonObject object = operator(node.subgraph(), node.index(), node.name(), node.version(), node.inputTypes(),
            node.outputTypes());
        object.addProperty("macs", node.macs());
        return object;
    }

    private static JsonObject operator(int subgraph, int index, String name, int version, List<String> inputTypes,
            List<String> outputTypes) {
        JsonObject object = new JsonObject();
        object.addProperty("subgraph", subgraph);
        object.addProperty("index", index);
        object.addProperty("name", name);
        object.addProperty("version", version);
        object.add("input_types", GSON.toJsonTree(inputTypes));
        object.add("output_types", GSON.toJsonTree(outputTypes));
        return object;
    }

    private static JsonArray array(List<? extends JsonElement> elements) {
        JsonArray array = new JsonArray();
        elements.forEach(array::add);
        return array;
    }
}

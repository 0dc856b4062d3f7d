package dev.pipit.apps.model;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.pipit.framework.inference.MemoryUse;
import dev.pipit.framework.inference.UnsupportedOperator;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.pipelines.wakeword.Manifest;

/** The facts about a model, for people. */
final class FactsText {
    private final PrintWriter out;

    FactsText(PrintWriter out) {
        this.out = out;
    }

    void print(ModelFacts facts, boolean operators) throws IOException {
        facts.file().manifest().ifPresent(this::manifest);
        OptionalLong packed = facts.file().packedBytes();
        line("file", facts.file().file() + ", " + bytes(facts.model().fileBytes())
            + (packed.isPresent() ? ", packed " + bytes(packed.getAsLong()) : ""));
        if (!facts.model().description().isBlank()) {
            line("description", facts.model().description());
        }
        tensors("input", facts.inputs());
        tensors("output", facts.outputs());
        line("operators", facts.nodes().size() + ", " + number(facts.macs()) + " multiply-accumulates");
        kinds(facts.kinds());
        if (operators) {
            line("in order", "");
            facts.nodes().forEach(this::node);
        }
        memory(facts);
        line("state", facts.state().map(state -> state ? "yes: an invocation depends on those before it" : "no")
            .orElse("not known"));
        if (!facts.unsupported().isEmpty()) {
            line("not supported", Integer.toString(facts.unsupported().size()));
            for (UnsupportedOperator operator : facts.unsupported()) {
                out.println("  " + operator);
            }
        }
    }

    private void manifest(Manifest manifest) {
        line("wake word", manifest.label());
        line("threshold", "mean of " + manifest.averaged() + " scores at least " + manifest.threshold());
        line("hop", manifest.hop().toMillis() + " ms");
        line("refractory", manifest.refractory().toMillis() / 1000.0 + " s");
        new TreeMap<>(manifest.origin()).forEach(this::line);
    }

    private void tensors(String role, List<TensorInfo> tensors) {
        for (int k = 0; k < tensors.size(); k++) {
            TensorInfo tensor = tensors.get(k);
            line(role + " " + k, tensor.type() + " " + Arrays.toString(tensor.shape())
                + tensor.quantization().map(FactsText::scale).orElse("") + (tensor.name().isEmpty() ? "" : ", ")
                + tensor.name());
        }
    }

    private static String scale(Quantization quantization) {
        return quantization.perAxis() ? ", " + quantization.scales().length + " scales"
            : ", scale " + quantization.scale() + ", zero point " + quantization.zeroPoint();
    }

    private void kinds(List<ModelFacts.Kind> kinds) {
        int width = kinds.stream().mapToInt(kind -> kind.name().length()).max().orElse(0);
        for (ModelFacts.Kind kind : kinds) {
            String start = String.format(Locale.ROOT, "  %-" + width + "s %4d  version %-5s %13s  ", kind.name(),
                kind.count(), versions(kind.versions()), kind.macs() == 0 ? "" : number(kind.macs()));
            for (String types : kind.types()) {
                out.println((start + types).stripTrailing());
                start = " ".repeat(start.length());
            }
        }
    }

    private static String versions(Set<Integer> versions) {
        return versions.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private void node(ModelFacts.Node node) {
        String where = node.subgraph() == 0 ? "" + node.index() : node.subgraph() + "/" + node.index();
        out.printf(Locale.ROOT, "  %6s  %-24s %13s  %s%n", where, node.name(),
            node.macs() == 0 ? "" : number(node.macs()), node.types());
    }

    private void memory(ModelFacts facts) {
        if (facts.memory().isPresent()) {
            MemoryUse memory = facts.memory().get();
            line("arena", bytes(memory.arenaBytes()) + " of tensors that are computed");
            line("constants", bytes(memory.constantBytes()));
            line("variables", bytes(memory.variableBytes()));
            line("scratch", bytes(memory.scratchBytes()));
            line("twins", bytes(memory.twinBytes()) + " of the fast kernels");
        } else {
            line("arena", "not known: the model cannot be run");
            line("constants", bytes(facts.constantBytes()));
        }
    }

    /** Files say what they like: what would move the cursor is taken out. */
    private void line(String name, String value) {
        out.println(String.format(Locale.ROOT, "%-13s %s", name, value.replaceAll("\\p{Cntrl}", " ")).stripTrailing());
    }

    private static String bytes(long bytes) {
        return number(bytes) + (bytes == 1 ? " byte" : " bytes");
    }

    /** Digits in groups of three. */
    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }
}

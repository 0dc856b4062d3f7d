package dev.pipit.apps;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which package may import which. Names are those behind {@code dev.pipit.}; a star stands for what begins so. */
final class Directions {
    private static final String OURS = "dev.pipit.";

    /** Every package has a row, or falls under one with a star: what it may import of ours. */
    private static final Map<String, Set<String>> ROWS = Map.ofEntries(
        entry("framework.signal", Set.of()),
        entry("framework.stream", Set.of("framework.signal")),
        entry("framework.dsp", Set.of()),
        entry("framework.dsp.micro", Set.of("framework.dsp")),
        entry("framework.npy", Set.of()),
        entry("framework.tflite.packed", Set.of()),
        // whatever loads a model loads a packed one: it is expanded where it is read
        entry("framework.tflite", Set.of("framework.tflite.packed")),
        // audio front ends inside a model compute with the very numbers of the one outside
        entry("framework.inference.kernel", Set.of("framework.tflite", "framework.dsp.micro")),
        entry("framework.inference.kernel.scalar", Set.of("framework.tflite", "framework.inference.kernel")),
        entry("framework.inference.kernel.simd", Set.of("framework.tflite", "framework.inference.kernel",
            "framework.inference.kernel.scalar")),
        entry("framework.inference", Set.of("framework.signal", "framework.tflite", "framework.inference.kernel",
            "framework.inference.kernel.scalar", "framework.inference.kernel.simd")),
        entry("framework.decision", Set.of("framework.signal")),
        // the sums of products of training are those of inference
        entry("framework.training", Set.of("framework.signal", "framework.dsp", "framework.inference",
            "framework.inference.kernel", "framework.training.integer")),
        entry("framework.training.integer", Set.of()),
        entry("framework.training.export", Set.of("framework.tflite", "framework.training",
            "framework.training.integer")),
        entry("framework.training.sound", Set.of("framework.signal", "framework.dsp", "framework.dsp.micro")),
        // last layers are taken out of a network's file, and put back; an autoencoder is trained where its machine is
        entry("framework.adaptation", Set.of("framework.signal", "framework.dsp", "framework.tflite", "framework.inference",
            "framework.training", "framework.training.integer", "framework.training.export")),
        entry("framework.compression", Set.of("framework.tflite", "framework.inference", "framework.training")),
        entry("framework.compression.prune", Set.of("framework.tflite", "framework.training", "framework.compression",
            "framework.compression.retrain")),
        entry("framework.compression.factorise", Set.of("framework.tflite", "framework.training", "framework.compression",
            "framework.compression.retrain")),
        entry("framework.compression.retrain", Set.of("framework.tflite", "framework.training",
            "framework.training.integer", "framework.compression")),
        entry("framework.compression.*", Set.of("framework.tflite", "framework.inference", "framework.training",
            "framework.training.integer", "framework.training.export", "framework.compression",
            "framework.compression.retrain")),
        entry("framework.compression.pack", Set.of("framework.tflite", "framework.tflite.packed")),
        entry("framework.compression.quantize", Set.of("framework.tflite", "framework.inference", "framework.compression")),
        entry("framework.blocks", Set.of("framework.signal", "framework.stream", "framework.dsp",
            "framework.dsp.micro", "framework.tflite", "framework.inference", "framework.decision",
            "framework.adaptation")),

        entry("sensors.bus", Set.of("framework.signal", "framework.stream")),
        entry("sensors.bus.*", Set.of("framework.signal", "framework.stream", "sensors.bus")),
        entry("sensors.chip", Set.of("framework.signal", "framework.stream", "sensors.bus")),
        entry("sensors.simulated", Set.of("framework.stream", "sensors.bus", "sensors.bus.fake")),
        entry("sensors.catalogue", Set.of("framework.stream", "sensors.*")),
        entry("sensors.sound", Set.of("framework.signal", "framework.stream", "framework.dsp")),
        entry("sensors.microphone", Set.of("framework.signal", "framework.stream", "sensors.bus", "sensors.bus.alsa",
            "sensors.sound")),
        entry("sensors.recording", Set.of("framework.signal", "framework.stream", "sensors.chip", "sensors.sound")),
        // one package per chip family: no driver imports another
        entry("sensors.*", Set.of("framework.signal", "framework.stream", "sensors.bus", "sensors.chip")),

        entry("pipelines.*", Set.of("framework.signal", "framework.stream", "framework.dsp", "framework.dsp.micro",
            "framework.tflite", "framework.inference", "framework.decision", "framework.adaptation",
            "framework.blocks", "pipelines.*")),
        entry("boards", Set.of()),
        entry("boards.doctor", Set.of("boards")),
        entry("boards.deploy", Set.of("boards", "boards.doctor")),
        // on a desk: no other program, no board
        entry("apps.train.labelled", Set.of("framework.*", "apps", "apps.train", "apps.workshop")),
        entry("apps.train.classifier", Set.of("framework.*", "sensors.recording", "apps", "apps.train",
            "apps.train.labelled")),
        entry("apps.train", Set.of("framework.*", "sensors.*", "pipelines.*", "apps", "apps.meter", "apps.speech")),
        entry("apps.train.keyword", Set.of("framework.*", "sensors.recording", "apps", "apps.speech", "apps.train", "apps.train.labelled")),
        entry("apps.speech", Set.of("framework.dsp", "framework.signal", "framework.stream", "sensors.recording",
            "sensors.sound", "apps", "apps.features")),
        entry("apps.onnx", Set.of("framework.tflite", "framework.compression", "framework.inference")),
        entry("apps.*", Set.of("*")));

    /** Whose they are, and which of our packages may import them. */
    private static final Map<String, Set<String>> OTHERS = Map.of(
        "jdk.incubator.vector", Set.of("framework.inference.kernel.simd"),
        "com.google.flatbuffers.*", Set.of("framework.tflite"),
        "com.pi4j.*", Set.of("sensors.bus.pi4j"),
        "org.apache.sshd.*", Set.of("boards.deploy"),
        "com.google.gson.*", Set.of("pipelines.*", "apps.*"),
        "com.google.protobuf.*", Set.of("apps.onnx"),
        "picocli.*", Set.of("apps.*"));

    private Directions() {
    }

    /** What breaks a rule, one line each. {@code imports} has full names: a package, and the packages it imports. */
    static List<String> violations(Map<String, Set<String>> imports) {
        List<String> violations = new ArrayList<>();
        imports.forEach((importer, imported) -> {
            String from = importer.substring(OURS.length());
            Set<String> row = row(from);
            if (row == null) {
                violations.add(importer + " has no row in Directions.ROWS: add what it may import there");
                return;
            }
            for (String to : imported) {
                if (to.startsWith(OURS) ? !fits(to.substring(OURS.length()), row) : !mayUse(from, to)) {
                    violations.add(importer + " may not import " + to);
                }
            }
        });
        Set<String> cycle = cycle(imports);
        if (!cycle.isEmpty()) {
            violations.add("there is a cycle among " + cycle);
        }
        return violations;
    }

    /** The row of a package: its own, or else the one with the longest name before the star; null without one. */
    private static Set<String> row(String name) {
        return ROWS.keySet().stream()
            .filter(pattern -> fits(name, Set.of(pattern)))
            .reduce((a, b) -> a.equals(name) || !b.equals(name) && a.length() > b.length() ? a : b)
            .map(ROWS::get)
            .orElse(null);
    }

    private static boolean mayUse(String from, String library) {
        return OTHERS.entrySet().stream()
            .filter(other -> fits(library, Set.of(other.getKey())))
            .allMatch(other -> fits(from, other.getValue()));
    }

    private static boolean fits(String name, Set<String> patterns) {
        return patterns.stream().anyMatch(pattern -> pattern.endsWith("*")
            ? (name + ".").startsWith(pattern.substring(0, pattern.length() - 1))
            : name.equals(pattern));
    }

    /** Takes away, again and again, what imports nothing that is left. What stays is a cycle or imports one. */
    private static Set<String> cycle(Map<String, Set<String>> imports) {
        Map<String, Set<String>> left = new TreeMap<>(imports);
        boolean shrinks = true;
        while (shrinks) {
            shrinks = left.entrySet().removeIf(row -> row.getValue().stream()
                .noneMatch(to -> !to.equals(row.getKey()) && left.containsKey(to)));
        }
        return new TreeSet<>(left.keySet());
    }
}

package dev.pipit.apps.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The models that are measured when none is named: those of MLPerf Tiny and a microWakeWord. They are looked for in the
 * folder {@code PIPIT_DATA}, then in what {@code shared/data/unpack} of a folder around this one unpacks.
 */
final class PublicModels {
    private static final List<String> NAMES = List.of("kws_ref_model", "ad01_int8", "pretrainedResnet_quant",
        "vww_96_int8", "str_ww_ref_model", "mww_v2_okay_nabu");

    private PublicModels() {
    }

    /** Those that are there, in a fixed order. */
    static List<Path> find(Map<String, String> environment, Path around) throws IOException {
        Optional<Path> root = root(environment, around);
        List<Path> found = new ArrayList<>();
        for (String name : NAMES) {
            if (root.isPresent()) {
                file(root.get(), name + ".tflite").ifPresent(found::add);
            }
        }
        if (found.isEmpty()) {
            throw new IOException("no model is named: give .tflite files, or set PIPIT_DATA to a folder with "
                + String.join(".tflite, ", NAMES) + ".tflite");
        }
        return found;
    }

    private static Optional<Path> root(Map<String, String> environment, Path around) throws IOException {
        String set = environment.get("PIPIT_DATA");
        if (set != null) {
            return Optional.of(Path.of(set));
        }
        for (Path at = around.toAbsolutePath(); at != null; at = at.getParent()) {
            Path unpack = at.resolve("shared/data/unpack");
            if (Files.isExecutable(unpack)) {
                return Optional.of(unpacked(unpack));
            }
        }
        return Optional.empty();
    }

    private static Path unpacked(Path unpack) throws IOException {
        Process process = new ProcessBuilder(unpack.toString(), "golden").redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
        return Path.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    private static Optional<Path> file(Path root, String name) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().equals(name)).sorted().findFirst();
        }
    }
}

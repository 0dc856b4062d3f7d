package dev.pipit.apps.workshop.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.pipit.framework.compression.pack.Packed;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;

/** Writes models as files. */
final class PackedOutput {
    private PackedOutput() {
    }

    /** Writes a {@code .tflite} file, or a packed one where the name ends so. */
    static void write(Model model, Path out) throws IOException {
        String name = out.getFileName().toString();
        if (name.endsWith(".pipit")) {
            pack(model, out);
        } else {
            ModelWriter.write(model, out);
        }
    }

    static void pack(Model model, Path out) throws IOException {
        Files.write(out, Packed.of(ModelWriter.bytes(model), out.getFileName().toString()).file());
    }
}

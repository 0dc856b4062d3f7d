package dev.pipit.apps.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.UnsupportedOperator;
import dev.pipit.framework.inference.UnsupportedOperatorsException;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.pipelines.wakeword.Manifest;

/**
 * A model that was named on the command line, by its own file or by a manifest.
 *
 * @param file     the {@code .tflite} file, or the packed one
 * @param manifest where that was named
 * @param model    checked
 */
public record ModelFile(Path file, Optional<Manifest> manifest, Model model) {
    /** What the file takes, if it is packed. */
    OptionalLong packedBytes() throws IOException {
        long bytes = Files.size(file);
        return bytes == model.fileBytes() ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    /** Reads a {@code .tflite} file, or a {@code .json} manifest and the model that it names. */
    public static ModelFile load(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder; expected is a .tflite file, a packed one (.pipit) or a manifest (.json)");
        }
        if (!file.getFileName().toString().endsWith(".json")) {
            return new ModelFile(file, Optional.empty(), Model.load(file));
        }
        Manifest manifest = Manifest.load(file);
        return new ModelFile(manifest.model(), Optional.of(manifest), Model.load(manifest.model()));
    }

    /** Makes a model ready to run; what is wrong with it is said in one line, with the file's name first. */
    public static Interpreter prepare(Model model, Settings settings) throws ModelFormatException {
        try {
            return Interpreter.prepare(model, settings);
        } catch (UnsupportedOperatorsException e) {
            throw new ModelFormatException(model.name() + ": not supported: " + names(e.operators()), e);
        } catch (ModelFormatException e) {
            throw new ModelFormatException(named(model, e), e);
        }
    }

    /** Which operators, each once. */
    static String names(List<UnsupportedOperator> operators) {
        return operators.stream().map(UnsupportedOperator::name).distinct().collect(Collectors.joining(", "));
    }

    /** What was wrong with a model, in one line with its file's name first. */
    static String named(Model model, ModelFormatException e) {
        return e.getMessage().startsWith(model.name()) ? e.getMessage() : model.name() + ": " + e.getMessage();
    }
}

package dev.pipit.apps.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.boards.deploy.ReleaseFile;
import dev.pipit.pipelines.wakeword.Manifest;
import dev.pipit.pipelines.wakeword.Word;

/** The models that go to the board: each file with its manifest beside it; a word that comes with Pipit is there already. */
final class ModelFiles {
    private static final String FOLDER = "models/";

    private final List<ReleaseFile> files = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private final List<String> shipped = new ArrayList<>();

    /** @throws IOException if a model or its manifest cannot be used; the message is one line */
    ModelFiles(List<Path> models) throws IOException {
        for (Path model : models) {
            if (Word.shipped().contains(model.toString()) && !Files.isRegularFile(model)) {
                shipped.add(model.toString());
            } else if (!Files.isRegularFile(model)) {
                throw new NoSuchFileException(model.toString());
            } else {
                add(model);
            }
        }
    }

    private void add(Path file) throws IOException {
        given.add(FOLDER + file.getFileName());
        files.add(ReleaseFile.of(FOLDER + file.getFileName(), file, false));
        Path network = Manifest.load(file).model();
        if (!network.toAbsolutePath().getParent().equals(file.toAbsolutePath().getParent())) {
            throw new IOException(file + ": its model must lie beside it: " + network);
        }
        String name = file.getFileName().toString();
        Path beside = name.matches(".*\\.(tflite|pipit)") ? file.resolveSibling(name.replaceFirst("(tflite|pipit)$", "json"))
            : network;
        if (Files.isRegularFile(beside)) {
            files.add(ReleaseFile.of(FOLDER + beside.getFileName(), beside, false));
        }
    }

    List<ReleaseFile> files() {
        return files;
    }

    /** Names in the release of what was given. */
    List<String> given() {
        return given;
    }

    /** Words that come with Pipit. */
    List<String> shipped() {
        return shipped;
    }
}

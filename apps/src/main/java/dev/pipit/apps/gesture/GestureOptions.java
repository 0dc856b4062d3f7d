package dev.pipit.apps.gesture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.framework.blocks.Strokes;
import dev.pipit.pipelines.gesture.Example;
import dev.pipit.pipelines.gesture.Gesture;
import dev.pipit.pipelines.gesture.GestureModel;
import dev.pipit.pipelines.gesture.LearnedGestures;

/** Which gestures, and how a wand points. */
final class GestureOptions {
    @Option(names = "--model", paramLabel = "JSON|DIR", description = "A model.json of 'pipit train classifier' (or .pipit beside "
        + "it), for frames as they are, or a folder of 'gesture people' (default: the digits 0 to 6 that come with Pipit, as strokes of a "
        + "wand).")
    private Path model;

    @Option(names = "--axis", paramLabel = "x|y|z", defaultValue = "x",
        description = "The axis of the sensor that points along the wand (default: ${DEFAULT-VALUE}).")
    private String axis;

    @Option(names = "--threshold", paramLabel = "X", defaultValue = "0.6",
        description = "Score that counts as yes, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private float threshold;

    /** The folder of a model of activities, if it is one. */
    Optional<Path> activities() {
        return model != null && Files.isDirectory(model) ? Optional.of(model) : Optional.empty();
    }

    float threshold() {
        return threshold;
    }

    GestureModel model() throws IOException {
        if (activities().isPresent()) {
            throw new IOException(model + ": is a model of activities, not of gestures; 'pipit gesture person' learns with it");
        }
        return model == null ? GestureModel.shipped() : GestureModel.load(model);
    }

    /** Kept examples of what the model knows; none but of the digits. */
    List<Example> old() throws IOException {
        return model == null ? LearnedGestures.digits() : List.of();
    }

    /** What was learned, as the newest version in a folder has it. */
    LearnedGestures learned(GestureModel known, Optional<StateFolder.Version> version, Path folder) throws IOException {
        if (version.isEmpty()) {
            return LearnedGestures.none(known, old());
        }
        try {
            return LearnedGestures.of(version.get().state(), known, old());
        } catch (IllegalArgumentException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }

    Gesture gesture(GestureModel known, LearnedGestures learned) {
        int points = "xyz".indexOf(axis);
        if (points < 0 || axis.length() != 1) {
            throw new IllegalArgumentException("--axis must be x, y or z: " + axis);
        }
        return new Gesture(known, model == null ? Optional.of(Strokes.of(points, known.rows())) : Optional.empty(),
            learned.nearest(), threshold);
    }
}

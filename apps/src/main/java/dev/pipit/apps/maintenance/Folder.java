package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.pipelines.maintenance.MachineState;

/** Where what was learned about a machine is kept, and beside it what the report draws. */
final class Folder {
    private static final String PICTURES = "maintenance pictures";

    private Folder() {
    }

    /** The newest version. */
    static MachineState load(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        try (StateFolder opened = StateFolder.open(folder, MachineState.KIND)) {
            return MachineState.of(opened.current().orElseThrow(() ->
                new IOException(folder + " holds nothing that was learned: pipit maintenance learn --state " + folder))
                .state());
        } catch (IllegalArgumentException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }

    /** Keeps a new version; returns its number. */
    static int save(Path folder, MachineState state, String note) throws IOException {
        try (StateFolder opened = StateFolder.open(folder, MachineState.KIND)) {
            return opened.save(state.state(), note).number();
        }
    }

    static Optional<State> pictures(Path folder, String name) throws IOException {
        Path beside = folder.resolve(name);
        if (!Files.isDirectory(beside)) {
            return Optional.empty();
        }
        try (StateFolder opened = StateFolder.open(beside, PICTURES)) {
            return opened.current().map(StateFolder.Version::state);
        }
    }

    static void savePictures(Path folder, String name, State.Builder state, String note) throws IOException {
        try (StateFolder opened = StateFolder.open(folder.resolve(name), PICTURES)) {
            opened.save(state.build(), note);
        }
    }

    static State.Builder pictures() {
        return State.of(PICTURES, 1);
    }
}

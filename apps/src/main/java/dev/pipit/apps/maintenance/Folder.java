package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.io.PrintWriter;
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

    /**
     * Keeps a new version; returns its number.
     *
     * @throws IOException if it cannot, as on a full disk; what was there before still counts
     */
    static int save(Path folder, MachineState state, String note) throws IOException {
        try (StateFolder opened = StateFolder.open(folder, MachineState.KIND)) {
            return save(opened, state, note, folder);
        }
    }

    /** The JDK does not say which file did not fit. */
    private static int save(StateFolder opened, MachineState state, String note, Path folder) throws IOException {
        try {
            return opened.save(state.state(), note).number();
        } catch (IOException e) {
            throw new IOException(folder + ": could not be kept, and what was there before still counts: " + e.getMessage(), e);
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

    /** What the report draws. Without it the rest is as good, so that a failure is said and no more. */
    static void savePictures(Path folder, String name, State.Builder state, PrintWriter err) {
        try (StateFolder opened = StateFolder.open(folder.resolve(name), PICTURES)) {
            opened.save(state.build(), name);
        } catch (IOException e) {
            err.println(folder + ": the report will not draw what was " + name + ": " + e.getMessage());
        }
    }

    static State.Builder pictures() {
        return State.of(PICTURES, 1);
    }
}

package dev.pipit.apps.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

import dev.pipit.framework.adaptation.StateFolder;

/**
 * A folder as it was found.
 *
 * @param versions those that are whole, the oldest first
 * @param damaged  files that should be versions and are not
 */
record Folder(Path path, List<StateFolder.Version> versions, List<Path> damaged) {
    /** @throws IOException if there is no such folder, or nothing of Pipit is in it */
    static Folder of(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isDirectory(path)) {
            throw new NotDirectoryException(path.toString());
        }
        Folder folder = new Folder(path, StateFolder.history(path), StateFolder.damaged(path));
        if (folder.versions.isEmpty() && folder.damaged.isEmpty()) {
            throw new IOException(path + " holds nothing that was learned");
        }
        return folder;
    }

    /** @throws IOException if no version is whole */
    StateFolder.Version newest() throws IOException {
        if (versions.isEmpty()) {
            throw new IOException(path + " holds no version that is whole; damaged: " + damaged.size());
        }
        return versions.get(versions.size() - 1);
    }

    /** To write in it. */
    StateFolder open() throws IOException {
        return StateFolder.open(path, versions.isEmpty() ? "nothing yet" : newest().state().kind());
    }
}

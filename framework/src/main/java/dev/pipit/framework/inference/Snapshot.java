package dev.pipit.framework.inference;

import dev.pipit.framework.inference.kernel.Storage;

/** What an interpreter kept at one moment: its variables. To be given back to an interpreter of the same model. */
public final class Snapshot {
    private final Storage storage;

    Snapshot(int bytes) {
        this.storage = Storage.of(bytes);
    }

    Storage storage() {
        return storage;
    }
}

package dev.pipit.apps.model;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be used, in one line. */
final class Reason {
    private Reason() {
    }

    static String of(IOException e) {
        return e instanceof NoSuchFileException missing && missing.getReason() == null
            ? missing.getFile() + ": no such file" : e.getMessage();
    }
}

package dev.pipit.framework.tflite.packed;

import java.io.IOException;

/** A packed file is cut off or damaged. The message says where, in one line, without the file's name. */
public final class PackedFormatException extends IOException {
    private static final long serialVersionUID = 1;

    PackedFormatException(String message) {
        super(message);
    }
}

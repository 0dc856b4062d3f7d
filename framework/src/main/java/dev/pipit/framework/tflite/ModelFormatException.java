package dev.pipit.framework.tflite;

import java.io.IOException;

/** A file is not a model, is damaged, or is one that cannot be run. The message says which and why, in one line. */
public class ModelFormatException extends IOException {
    private static final long serialVersionUID = 1;

    public ModelFormatException(String message) {
        super(message);
    }

    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}

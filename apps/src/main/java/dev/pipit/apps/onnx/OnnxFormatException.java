package dev.pipit.apps.onnx;

import java.io.IOException;

/** A file is no ONNX model that can be used; the message is one line, with the file's name first. */
public final class OnnxFormatException extends IOException {
    private static final long serialVersionUID = 1;

    OnnxFormatException(String message) {
        super(message);
    }

    OnnxFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}

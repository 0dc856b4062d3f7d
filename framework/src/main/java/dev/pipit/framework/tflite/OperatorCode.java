package dev.pipit.framework.tflite;

/** The operators that the schema knows, with its numbers. */
public enum OperatorCode {
    ADD(0),
    AVERAGE_POOL_2D(1),
    CONCATENATION(2),
    CONV_2D(3),
    DEPTHWISE_CONV_2D(4),
    CUSTOM(32);

    private final int code;

    OperatorCode(int code) {
        this.code = code;
    }

    /** The schema's number. */
    public int code() {
        return code;
    }
}

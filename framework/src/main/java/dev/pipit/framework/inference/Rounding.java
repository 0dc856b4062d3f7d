package dev.pipit.framework.inference;

/** How the product of a sum with a multiplier is rounded; a model gives slightly other numbers with one or the other. */
public enum Rounding {
    /** To 31 bits and then once more when shifted: what TensorFlow Lite Micro does unless it is built otherwise. */
    DOUBLE,
    /** Once: TensorFlow Lite Micro built with {@code TFLITE_SINGLE_ROUNDING=1}. */
    SINGLE
}

/**
 * ONNX files: read, checked, and converted to models as {@code .tflite} files hold them. It runs nothing of ONNX; what
 * comes out runs by {@code inference}.
 *
 * <p>In reading order: {@link dev.pipit.apps.onnx.OnnxModel} is what a file says; {@link dev.pipit.apps.onnx.OnnxConversion}
 * goes through its nodes; the rules of each operator make steps of a draft; what belongs together is taken into one operator,
 * and what the file rounds becomes whole numbers.
 */
package dev.pipit.apps.onnx;

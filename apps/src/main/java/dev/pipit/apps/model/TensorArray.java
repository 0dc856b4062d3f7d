package dev.pipit.apps.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/** Tensors as arrays of {@code .npy} files, and back. */
final class TensorArray {
    private static final Set<Npy.Type> REAL = Set.of(Npy.Type.FLOAT32, Npy.Type.FLOAT64);

    private TensorArray() {
    }

    /** The type of an array that has the same bytes; empty where there is none. */
    static Optional<Npy.Type> type(TensorType type) {
        return switch (type) {
            case BOOL -> Optional.of(Npy.Type.BOOL);
            case INT8 -> Optional.of(Npy.Type.INT8);
            case UINT8 -> Optional.of(Npy.Type.UINT8);
            case INT16 -> Optional.of(Npy.Type.INT16);
            case UINT16 -> Optional.of(Npy.Type.UINT16);
            case INT32 -> Optional.of(Npy.Type.INT32);
            case UINT32 -> Optional.of(Npy.Type.UINT32);
            case INT64 -> Optional.of(Npy.Type.INT64);
            case UINT64 -> Optional.of(Npy.Type.UINT64);
            case FLOAT32 -> Optional.of(Npy.Type.FLOAT32);
            case FLOAT64 -> Optional.of(Npy.Type.FLOAT64);
            case FLOAT16, BFLOAT16, INT4, STRING, RESOURCE, VARIANT, COMPLEX64, COMPLEX128 -> Optional.empty();
        };
    }

    /** The same, where a model cannot be served without. */
    static Npy.Type typeOf(TensorInfo tensor) throws IOException {
        return type(tensor.type()).orElseThrow(() -> new IOException(
            "tensor " + tensor.index() + " is " + tensor.type() + ", which a .npy file cannot hold"));
    }

    /** The shape of a tensor; with a leading axis of steps unless there is only what one invocation takes. */
    static List<Integer> shape(TensorInfo tensor, Optional<Integer> steps) {
        List<Integer> shape = new ArrayList<>(steps.stream().toList());
        for (int extent : tensor.shape()) {
            shape.add(extent);
        }
        return shape;
    }

    /** A copy of a tensor; empty if a {@code .npy} file cannot hold its type. */
    static Optional<Npy> of(TensorView tensor) {
        byte[] bytes = new byte[tensor.bytes()];
        tensor.read(bytes, 0);
        return type(tensor.info().type())
            .map(type -> new Npy(type, shape(tensor.info(), Optional.empty()), bytes));
    }

    /**
     * An array as bytes for a tensor, one step after the other.
     *
     * @param array    of the tensor's shape behind the axis of steps, if there is one; not checked
     * @param quantize whether real numbers become whole ones, by the tensor's quantization
     * @throws IOException if it is of another type; the message begins with what must hold
     */
    static byte[] bytes(Npy array, TensorView tensor, boolean quantize) throws IOException {
        TensorInfo info = tensor.info();
        if (array.type() == typeOf(info)) {
            return array.bytes();
        }
        boolean possible = REAL.contains(array.type()) && info.quantization().isPresent();
        if (!possible || !quantize) {
            throw new IOException("must be " + info.type() + ": it is " + array.type()
                + (possible ? "; --quantize translates real numbers by scale and zero point" : ""));
        }
        byte[] bytes = new byte[array.elements() * (info.type().bits() / 8)];
        for (int at = 0; at < array.elements(); at += tensor.elements()) {
            for (int i = 0; i < tensor.elements(); i++) {
                tensor.setReal(i, (float) array.get(at + i));
            }
            tensor.read(bytes, at * (info.type().bits() / 8));
        }
        return bytes;
    }
}

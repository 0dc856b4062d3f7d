package dev.pipit.framework.tflite;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads tensors with their shapes and constants. */
final class TensorReader {
    private final Place place;
    private final List<ByteBuffer> buffers;
    private final QuantizationReader quantizations;

    TensorReader(Place place, List<ByteBuffer> buffers) {
        this.place = place;
        this.buffers = buffers;
        quantizations = new QuantizationReader(place);
    }

    /** @param computed whether an operator or the outside fills it */
    TensorInfo read(int index, FlatTable table, boolean computed) throws ModelFormatException {
        String name = table.text(Schema.TENSOR_NAME);
        place.atTensor(index, name);
        if (table.has(Schema.TENSOR_SPARSITY)) {
            throw place.error("must not be stored sparse");
        }
        int code = table.int8(Schema.TENSOR_TYPE, 0);
        TensorType type = TensorType.of(code).orElseThrow(() -> place.error("type " + code + " is not known"));
        int[] shape = table.vector(Schema.TENSOR_SHAPE).intArray();
        checkShape(shape, table.vector(Schema.TENSOR_SHAPE_SIGNATURE), type);
        Optional<Quantization> quantization = table.has(Schema.TENSOR_QUANTIZATION)
            ? quantizations.read(table.table(Schema.TENSOR_QUANTIZATION), type, shape) : Optional.empty();
        boolean variable = table.bool(Schema.TENSOR_VARIABLE, false);
        TensorInfo empty = new TensorInfo(index, name, type, shape, quantization, Optional.empty(), variable);
        Optional<ByteBuffer> constant = constant(table, empty, computed);
        return constant.isEmpty() ? empty
            : new TensorInfo(index, name, type, shape, quantization, constant, variable);
    }

    private void checkShape(int[] shape, FlatVector signature, TensorType type) throws ModelFormatException {
        if (signature.length() != 0 && signature.length() != shape.length) {
            throw place.error("shape is not fixed: shape=" + text(shape) + ", shape_signature=" + text(signature.intArray()));
        }
        boolean empty = false;
        for (int extent : shape) {
            if (extent < 0) {
                throw place.error("shape is not fixed: shape=" + text(shape));
            }
            empty |= extent == 0;
        }
        long elements = empty ? 0 : 1;
        for (int extent : shape) {
            elements *= extent;                       // no overflow: both factors are below 2^31
            if (Math.max(elements, elements * type.bits() / Byte.SIZE) > Integer.MAX_VALUE) {
                throw place.error("must not be larger than 2 GB: shape=" + text(shape) + " of " + type);
            }
        }
    }

    private Optional<ByteBuffer> constant(FlatTable table, TensorInfo tensor, boolean computed)
            throws ModelFormatException {
        int index = table.int32(Schema.TENSOR_BUFFER, 0);
        if (index < 0 || index >= buffers.size() && index != 0) {
            throw place.error("has buffer " + Integer.toUnsignedString(index) + " of " + buffers.size());
        }
        ByteBuffer buffer = buffers.isEmpty() ? ByteBuffer.allocate(0) : buffers.get(index);
        if (buffer.remaining() == 0) {
            boolean nothing = tensor.elements() == 0 && !computed && !tensor.variable();
            return nothing ? Optional.of(buffer) : Optional.empty();
        }
        if (tensor.type().bits() == 0) {
            throw place.error("must not be constant: type=" + tensor.type());
        }
        if (buffer.remaining() != tensor.bytes()) {
            throw place.error("buffer has " + buffer.remaining() + " bytes, shape " + text(tensor.shape()) + " of "
                + tensor.type() + " needs " + tensor.bytes());
        }
        if (computed || tensor.variable()) {
            throw place.error(tensor.variable() ? "is a variable and a constant at once" : "is a constant and computed at once");
        }
        return Optional.of(buffer);
    }

    /** In a message; a damaged file can have very many dimensions. */
    private static String text(int[] shape) {
        return shape.length <= 8 ? Arrays.toString(shape) : "of " + shape.length + " dimensions";
    }
}

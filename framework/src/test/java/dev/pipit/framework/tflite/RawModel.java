package dev.pipit.framework.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A file put together field by field, for what a {@link Model} cannot say. Two tensors, of which an operator makes one. */
final class RawModel {
    final FlatBufferBuilder builder = new FlatBufferBuilder();
    private final List<Integer> buffers = new ArrayList<>(List.of(table().end()));
    private int codeNumber = OperatorCode.ADD.code();
    private int codeVersion = 1;
    private List<Integer> inputs = List.of(0);
    private UnaryOperator<TableWriter> tensor = UnaryOperator.identity();
    private UnaryOperator<TableWriter> operator = UnaryOperator.identity();

    TableWriter table() {
        return new TableWriter(builder);
    }

    RawModel code(int number, int version) {
        codeNumber = number;
        codeVersion = version;
        return this;
    }

    /** Fields of tensor 0, an input of one FLOAT32. */
    RawModel tensor(UnaryOperator<TableWriter> fields) {
        tensor = fields;
        return this;
    }

    /** Fields of operator 0. */
    RawModel operator(UnaryOperator<TableWriter> fields) {
        operator = fields;
        return this;
    }

    /** Nothing comes from outside, so that tensor 0 may be constant. */
    RawModel withoutInputs() {
        inputs = List.of();
        return this;
    }

    /** Adds a buffer and returns its index. */
    int buffer(int table) {
        buffers.add(table);
        return buffers.size() - 1;
    }

    ByteBuffer file() {
        int x = tensor.apply(table().ints(Schema.TENSOR_SHAPE, List.of(1)).text(Schema.TENSOR_NAME, "x")).end();
        int y = table().ints(Schema.TENSOR_SHAPE, List.of(1)).text(Schema.TENSOR_NAME, "y").end();
        int op = operator.apply(table().ints(Schema.OPERATOR_INPUTS, List.of(0)).ints(Schema.OPERATOR_OUTPUTS, List.of(1)))
            .end();
        int subgraph = table().tables(Schema.SUBGRAPH_TENSORS, List.of(x, y)).ints(Schema.SUBGRAPH_INPUTS, inputs)
            .ints(Schema.SUBGRAPH_OUTPUTS, List.of(1)).tables(Schema.SUBGRAPH_OPERATORS, List.of(op)).end();
        int code = table().int8(Schema.CODE_SMALL_NUMBER, Math.min(codeNumber, Schema.CODE_LARGEST_SMALL_NUMBER))
            .int32(Schema.CODE_NUMBER, codeNumber).int32(Schema.CODE_VERSION, codeVersion, 1).end();
        int model = table().int32(Schema.MODEL_VERSION, Schema.VERSION)
            .tables(Schema.MODEL_OPERATOR_CODES, List.of(code)).tables(Schema.MODEL_SUBGRAPHS, List.of(subgraph))
            .tables(Schema.MODEL_BUFFERS, buffers).end();
        builder.finish(model, Schema.IDENTIFIER);
        return ByteBuffer.wrap(builder.sizedByteArray());
    }
}

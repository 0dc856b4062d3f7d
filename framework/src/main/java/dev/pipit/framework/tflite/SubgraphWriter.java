package dev.pipit.framework.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes subgraphs with their tensors and operators. */
final class SubgraphWriter {
    private final FlatBufferBuilder builder;
    private final List<CodeEntry> codes;
    private final Map<ByteBuffer, Integer> buffers;

    SubgraphWriter(FlatBufferBuilder builder, List<CodeEntry> codes, Map<ByteBuffer, Integer> buffers) {
        this.builder = builder;
        this.codes = codes;
        this.buffers = buffers;
    }

    int write(Subgraph subgraph) {
        return new TableWriter(builder)
            .tables(Schema.SUBGRAPH_TENSORS, subgraph.tensors().stream().map(this::tensor).toList())
            .ints(Schema.SUBGRAPH_INPUTS, subgraph.inputs())
            .ints(Schema.SUBGRAPH_OUTPUTS, subgraph.outputs())
            .tables(Schema.SUBGRAPH_OPERATORS, subgraph.operators().stream().map(this::operator).toList())
            .text(Schema.SUBGRAPH_NAME, subgraph.name())
            .end();
    }

    private int tensor(TensorInfo tensor) {
        TableWriter table = new TableWriter(builder)
            .ints(Schema.TENSOR_SHAPE, Arrays.stream(tensor.shape()).boxed().toList())
            .int8(Schema.TENSOR_TYPE, tensor.type().code())
            .int32(Schema.TENSOR_BUFFER, tensor.constant().map(buffers::get).orElse(0))
            .text(Schema.TENSOR_NAME, tensor.name())
            .flag(Schema.TENSOR_VARIABLE, tensor.variable())
            .flag(Schema.TENSOR_HAS_RANK, true);
        tensor.quantization().ifPresent(q -> table.offset(Schema.TENSOR_QUANTIZATION, quantization(q)));
        return table.end();
    }

    private int quantization(Quantization quantization) {
        return new TableWriter(builder)
            .floats(Schema.QUANTIZATION_SCALE, quantization.scales())
            .longs(Schema.QUANTIZATION_ZERO_POINT, quantization.zeroPoints())
            .int32(Schema.QUANTIZATION_AXIS, quantization.axis())
            .end();
    }

    private int operator(Operator operator) {
        TableWriter table = new TableWriter(builder)
            .int32(Schema.OPERATOR_CODE, codes.indexOf(CodeEntry.of(operator)))
            .ints(Schema.OPERATOR_INPUTS, operator.inputs())
            .ints(Schema.OPERATOR_OUTPUTS, operator.outputs());
        if (!operator.intermediates().isEmpty()) {
            table.ints(Schema.OPERATOR_INTERMEDIATES, operator.intermediates());
        }
        options(operator, table);
        return table.end();
    }

    private void options(Operator operator, TableWriter table) {
        Options options = operator.options();
        int number = operator.code().optionsTable();
        if (options instanceof Options.Unread) {
            throw new IllegalArgumentException("options that were not read cannot be written: operator "
                + operator.index() + " (" + operator.name() + ")");
        } else if (options instanceof Options.Custom custom) {
            table.offset(Schema.OPERATOR_CUSTOM_OPTIONS, builder.createByteVector(custom.bytes()));
        } else if (OptionsTable.hasFields(number)) {
            table.int8(Schema.OPERATOR_OPTIONS_TYPE, number);
            table.offset(Schema.OPERATOR_OPTIONS, OptionsTable.write(number, options, builder));
        }
    }
}

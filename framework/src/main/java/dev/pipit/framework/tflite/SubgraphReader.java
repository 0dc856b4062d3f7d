package dev.pipit.framework.tflite;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads one subgraph: its operators, then its tensors, then whether they fit together. */
final class SubgraphReader {
    private final FlatFile file;
    private final List<CodeEntry> codes;
    private final List<ByteBuffer> buffers;

    SubgraphReader(FlatFile file, List<CodeEntry> codes, List<ByteBuffer> buffers) {
        this.file = file;
        this.codes = codes;
        this.buffers = buffers;
    }

    Subgraph read(int index, FlatTable table) throws ModelFormatException {
        String name = table.text(Schema.SUBGRAPH_NAME);
        FlatVector tensors = table.vector(Schema.SUBGRAPH_TENSORS);
        List<Integer> inputs = tensorIndices(table, Schema.SUBGRAPH_INPUTS, "input", tensors.length());
        List<Integer> outputs = tensorIndices(table, Schema.SUBGRAPH_OUTPUTS, "output", tensors.length());
        List<Operator> operators = operators(table.vector(Schema.SUBGRAPH_OPERATORS), tensors.length());
        Subgraph subgraph = new Subgraph(index, name, tensors(tensors, inputs, operators), inputs, outputs, operators);
        new FlowCheck(file.place(), subgraph).check();
        return subgraph;
    }

    private List<Operator> operators(FlatVector tables, int tensors) throws ModelFormatException {
        OperatorReader reader = new OperatorReader(file, codes, tensors);
        List<Operator> operators = new ArrayList<>();
        for (int i = 0; i < tables.length(); i++) {
            file.place().at("operator", i);
            operators.add(reader.read(i, tables.table(i)));
        }
        return operators;
    }

    private List<TensorInfo> tensors(FlatVector tables, List<Integer> inputs, List<Operator> operators)
            throws ModelFormatException {
        boolean[] computed = new boolean[tables.length()];
        inputs.forEach(tensor -> computed[tensor] = true);
        operators.forEach(operator -> operator.outputs().forEach(tensor -> computed[tensor] = true));
        TensorReader reader = new TensorReader(file.place(), buffers);
        List<TensorInfo> tensors = new ArrayList<>();
        for (int i = 0; i < tables.length(); i++) {
            file.place().atTensor(i, "");
            tensors.add(reader.read(i, tables.table(i), computed[i]));
        }
        return tensors;
    }

    /** Indices of tensors, all of them there. */
    static List<Integer> tensorIndices(FlatTable table, int field, String kind, int tensors)
            throws ModelFormatException {
        return tensorIndices(table, field, kind, 0, tensors);
    }

    /** Indices of tensors, from {@code least}, which may be {@link Operator#ABSENT}. */
    static List<Integer> tensorIndices(FlatTable table, int field, String kind, int least, int tensors)
            throws ModelFormatException {
        List<Integer> indices = table.vector(field).ints();
        for (int i = 0; i < indices.size(); i++) {
            int tensor = indices.get(i);
            if (tensor < least || tensor >= tensors) {
                throw table.error(kind + " " + i + " is tensor " + tensor + " of " + tensors);
            }
        }
        return indices;
    }
}

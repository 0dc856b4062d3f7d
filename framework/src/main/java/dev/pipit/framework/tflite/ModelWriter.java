package dev.pipit.framework.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a model as a {@code .tflite} file.
 *
 * <p>What is read from the file equals the model in all but its name and size. The same model gives the same bytes.
 * Equal constants are written once, at a multiple of 16 bytes.
 */
public final class ModelWriter {
    private static final int ALIGNMENT = 16;
    private static final int INITIAL_BYTES = 1 << 16;

    private final FlatBufferBuilder builder = new FlatBufferBuilder(INITIAL_BYTES);
    private final Map<ByteBuffer, Integer> buffers = new LinkedHashMap<>();
    private final List<CodeEntry> codes;
    private final Model model;

    private ModelWriter(Model model) {
        this.model = model;
        Set<CodeEntry> used = new LinkedHashSet<>();
        model.subgraphs().forEach(subgraph -> subgraph.operators().forEach(op -> used.add(CodeEntry.of(op))));
        codes = List.copyOf(used);
        buffers.put(ByteBuffer.allocate(0), 0);              // by convention that of all that is not constant
        model.subgraphs().forEach(subgraph -> subgraph.tensors().forEach(tensor -> tensor.constant()
            .ifPresent(bytes -> buffers.putIfAbsent(bytes, buffers.size()))));
    }

    /** The model as a file. Whether the model is one that can be read again is not checked. */
    public static byte[] bytes(Model model) {
        return new ModelWriter(model).write();
    }

    /**
     * Writes the model to a file.
     *
     * @throws ModelFormatException if it could not be read again; then nothing is written
     */
    public static void write(Model model, Path file) throws IOException {
        byte[] bytes = bytes(model);
        Model.read(ByteBuffer.wrap(bytes), String.valueOf(file.getFileName()));
        Files.write(file, bytes);
    }

    private byte[] write() {
        TableWriter table = new TableWriter(builder);
        table.int32(Schema.MODEL_VERSION, Schema.VERSION);
        table.tables(Schema.MODEL_BUFFERS, buffers.keySet().stream().map(this::buffer).toList());
        SubgraphWriter writer = new SubgraphWriter(builder, codes, buffers);
        table.tables(Schema.MODEL_SUBGRAPHS, model.subgraphs().stream().map(writer::write).toList());
        table.tables(Schema.MODEL_OPERATOR_CODES, codes.stream().map(entry -> entry.write(builder)).toList());
        table.text(Schema.MODEL_DESCRIPTION, model.description());
        builder.finish(table.end(), Schema.IDENTIFIER);
        return builder.sizedByteArray();
    }

    private int buffer(ByteBuffer bytes) {
        TableWriter table = new TableWriter(builder);
        if (bytes.hasRemaining()) {
            builder.createUnintializedVector(Byte.BYTES, bytes.remaining(), ALIGNMENT).put(bytes.duplicate());
            table.offset(Schema.BUFFER_DATA, builder.endVector());
        }
        return table.end();
    }
}

package dev.pipit.framework.tflite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a model and checks all of it.
 *
 * <p>Cost: besides the file itself at most {@value #OBJECT_BYTES_PER_FILE_BYTE} bytes per byte of the file and {@value #FIXED_BYTES};
 * pinned by {@code ModelFuzzTest}. Constants are not copied.
 */
final class ModelReader {
    static final int OBJECT_BYTES_PER_FILE_BYTE = 100;
    static final int FIXED_BYTES = 1 << 16;

    private static final int IDENTIFIER_AT = 4;

    private final Map<ByteBuffer, Integer> starts = new IdentityHashMap<>();
    private final Place place;
    private final FlatFile file;
    private final String name;

    ModelReader(ByteBuffer bytes, String name) {
        this.name = name;
        place = new Place(name);
        file = new FlatFile(bytes, place);
    }

    Model read() throws ModelFormatException {
        checkIdentifier();
        FlatTable model = file.root();
        int version = model.int32(Schema.MODEL_VERSION, 0);
        if (version != Schema.VERSION) {
            throw place.error("the schema must have version " + Schema.VERSION + ": version="
                + Integer.toUnsignedString(version));
        }
        List<CodeEntry> codes = codes(model.vector(Schema.MODEL_OPERATOR_CODES));
        List<ByteBuffer> buffers = buffers(model.vector(Schema.MODEL_BUFFERS));
        List<Subgraph> subgraphs = subgraphs(model.vector(Schema.MODEL_SUBGRAPHS), codes, buffers);
        place.atModel();
        return new Model(name, model.text(Schema.MODEL_DESCRIPTION), subgraphs, file.size());
    }

    /** Where in the file a constant begins of the model that was read. */
    int start(TensorInfo tensor) {
        return starts.get(tensor.constant().orElseThrow());
    }

    private void checkIdentifier() throws ModelFormatException {
        String start = "is not a TensorFlow Lite model: ";
        if (file.size() == 0) {
            throw place.error(start + "the file is empty");
        }
        byte[] expected = Schema.IDENTIFIER.getBytes(StandardCharsets.US_ASCII);
        byte[] found = new byte[expected.length];
        if (file.size() >= IDENTIFIER_AT + found.length) {
            file.bytes().get(IDENTIFIER_AT, found);
        }
        if (!Arrays.equals(expected, found)) {
            throw place.error(start + "it does not have " + Schema.IDENTIFIER + " at byte " + IDENTIFIER_AT);
        }
    }

    private List<CodeEntry> codes(FlatVector tables) throws ModelFormatException {
        List<CodeEntry> codes = new ArrayList<>();
        for (int i = 0; i < tables.length(); i++) {
            place.at("operator code", i);
            codes.add(CodeEntry.read(tables.table(i)));
        }
        return codes;
    }

    private List<ByteBuffer> buffers(FlatVector tables) throws ModelFormatException {
        List<ByteBuffer> buffers = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < tables.length(); i++) {
            place.at("buffer", i);
            buffers.add(buffer(tables.table(i)));
            bytes += buffers.get(i).remaining();
            if (bytes > file.size()) {               // whoever copies constants must be sure of how many there are
                throw place.error("shares its bytes with another: buffers hold more than the file of " + file.size()
                    + " bytes");
            }
        }
        return buffers;
    }

    /** The numbers of a large file lie outside of the tables; an offset of 0 or 1 says that these do not. */
    private ByteBuffer buffer(FlatTable table) throws ModelFormatException {
        FlatVector inside = table.blob(Schema.BUFFER_DATA);
        long offset = table.int64(Schema.BUFFER_OFFSET);
        if (offset == 0 || offset == 1) {
            return noted(inside.bytes(), inside.start());
        }
        if (inside.length() > 0) {
            throw place.error("lies both inside and outside of the tables");
        }
        return noted(file.view(offset, table.int64(Schema.BUFFER_SIZE)), (int) offset);
    }

    private ByteBuffer noted(ByteBuffer buffer, int start) {
        starts.put(buffer, start);
        return buffer;
    }

    private List<Subgraph> subgraphs(FlatVector tables, List<CodeEntry> codes, List<ByteBuffer> buffers)
            throws ModelFormatException {
        place.atModel();
        if (tables.length() == 0) {
            throw place.error("has no subgraph");
        }
        List<Subgraph> subgraphs = new ArrayList<>();
        for (int i = 0; i < tables.length(); i++) {
            place.atSubgraph(i);
            subgraphs.add(new SubgraphReader(file, codes, buffers).read(i, tables.table(i)));
        }
        new CallCheck(place, subgraphs).check();
        return subgraphs;
    }
}

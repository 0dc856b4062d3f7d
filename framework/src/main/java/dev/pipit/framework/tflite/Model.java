package dev.pipit.framework.tflite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.pipit.framework.tflite.packed.PackedFile;
import dev.pipit.framework.tflite.packed.PackedFormatException;

/**
 * A network as its file describes it, checked. The first subgraph is the one that is run; others are called by it.
 *
 * @param name        of the file, for messages; empty if there is none
 * @param description what the converter wrote, often empty
 * @param subgraphs   at least one
 * @param fileBytes   size of the file, expanded if it was packed
 */
public record Model(String name, String description, List<Subgraph> subgraphs, long fileBytes) {
    public Model {
        subgraphs = List.copyOf(subgraphs);
    }

    /** A model that does not come from a named file. */
    public Model(String description, List<Subgraph> subgraphs, long fileBytes) {
        this("", description, subgraphs, fileBytes);
    }

    /**
     * Reads a file into memory and checks all of it. A packed one ({@code .pipit}) is expanded first, whatever its name.
     *
     * @throws ModelFormatException if it is not a model that can be trusted; in one line, with the file's name first
     */
    public static Model load(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > Integer.MAX_VALUE) {
            throw new ModelFormatException(name + ": a model must not be larger than 2 GB: bytes=" + Files.size(file));
        }
        return read(ByteBuffer.wrap(Files.readAllBytes(file)), name);
    }

    /**
     * Checks a model in memory. Constants are views of {@code bytes}, which must not be changed from now on.
     *
     * @param bytes from its position to its limit, which stay as they are
     * @param name  of the file, for messages
     * @throws ModelFormatException if it is not a model that can be trusted; in one line, with the name first
     */
    public static Model read(ByteBuffer bytes, String name) throws ModelFormatException {
        return new ModelReader(expanded(bytes, name), name).read();
    }

    private static ByteBuffer expanded(ByteBuffer bytes, String name) throws ModelFormatException {
        if (!PackedFile.is(bytes)) {
            return bytes;
        }
        try {
            return ByteBuffer.wrap(PackedFile.expand(bytes));
        } catch (PackedFormatException e) {
            throw new ModelFormatException(new Place(name).error(e.getMessage()).getMessage(), e);
        }
    }

    /** How much memory the objects made of a file of this size may take while it is read, besides the file itself. */
    public static long mostBytes(long fileBytes) {
        return ModelReader.OBJECT_BYTES_PER_FILE_BYTE * fileBytes + ModelReader.FIXED_BYTES;
    }

    /** The subgraph that is run. */
    public Subgraph main() {
        return subgraphs.get(0);
    }
}

package dev.pipit.framework.compression.pack;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.pipit.framework.tflite.ConstantPlace;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.packed.Coding;
import dev.pipit.framework.tflite.packed.Container;
import dev.pipit.framework.tflite.packed.PackedFile;
import dev.pipit.framework.tflite.packed.PackedFormatException;
import dev.pipit.framework.tflite.packed.Part;

/**
 * A model that was packed.
 *
 * @param file  what goes over the connection
 * @param items what became of each constant, and of the rest, the rest first
 */
@SuppressWarnings("ArrayRecordComponent")
public record Packed(byte[] file, List<Item> items) {
    /** A smaller constant stays with the rest: saying where it lies would take more than is saved. */
    private static final int LEAST_BYTES = 48;
    /** One that gets no shorter stays there too if it is smaller than this. */
    private static final int LEAST_RAW_BYTES = 256;

    public Packed {
        items = List.copyOf(items);
    }

    /**
     * One part of the file.
     *
     * @param name   of the constant; empty for the rest
     * @param coding that was the shortest
     * @param bytes  as it was
     * @param packed as it is now
     */
    public record Item(String name, Coding coding, int bytes, int packed) { }

    /**
     * Packs a model. What it expands to was compared with the model: a model that is returned is exact.
     *
     * @param file a whole {@code .tflite} file
     * @param name of the file, for messages
     * @throws ModelFormatException if it is not a model that can be trusted, or too large
     */
    public static Packed of(byte[] file, String name) throws ModelFormatException {
        if (file.length > Container.MOST_BYTES) {
            throw new ModelFormatException(name + ": a model that is packed must not be larger than " + Container.MOST_BYTES
                + " bytes: bytes=" + file.length);
        }
        ByteBuffer rest = ByteBuffer.allocate(file.length);
        List<Part> parts = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        int at = 0;
        for (ConstantPlace place : ConstantPlace.in(ByteBuffer.wrap(file), name)) {
            Part part = Shortest.ofConstant(place.tensor(), place.from() - at);
            if (part.bytes() >= (part.coding() == Coding.RAW ? LEAST_RAW_BYTES : LEAST_BYTES)) {
                rest.put(file, at, place.from() - at);
                parts.add(part);
                items.add(item(place.tensor().name(), part));
                at = place.from() + part.bytes();
            }
        }
        rest.put(file, at, file.length - at);
        Part left = Shortest.ofRest(rest.flip());
        items.add(0, item("", left));
        int checksum = Container.checksum(ByteBuffer.wrap(file));
        byte[] packed = new Container(file.length, checksum, left, parts).file();
        Part whole = Shortest.ofRest(ByteBuffer.wrap(file));
        byte[] together = new Container(file.length, checksum, whole, List.of()).file();
        return together.length < packed.length ? new Packed(exact(together, file), List.of(item("", whole)))
            : new Packed(exact(packed, file), items);
    }

    private static Item item(String name, Part part) {
        return new Item(name, part.coding(), part.bytes(), part.stored().remaining());
    }

    private static byte[] exact(byte[] packed, byte[] file) {
        try {
            if (Arrays.equals(PackedFile.expand(ByteBuffer.wrap(packed)), file)) {
                return packed;
            }
            throw new IllegalStateException("a packed model must expand to what it was");
        } catch (PackedFormatException e) {
            throw new IllegalStateException("a packed model must expand", e);
        }
    }
}

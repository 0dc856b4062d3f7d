package dev.pipit.framework.compression.pack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.tflite.ConstantPlace;

/** What is stored of the constants of a model when it is packed. */
final class StoredParts {
    private StoredParts() {
    }

    static List<byte[]> of(byte[] file) throws IOException {
        List<byte[]> stored = new ArrayList<>();
        for (ConstantPlace place : ConstantPlace.in(ByteBuffer.wrap(file), "model")) {
            ByteBuffer part = Shortest.ofConstant(place.tensor(), 0).stored().duplicate();
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            stored.add(bytes);
        }
        return stored;
    }
}

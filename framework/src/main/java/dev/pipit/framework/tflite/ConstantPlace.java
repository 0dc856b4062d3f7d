package dev.pipit.framework.tflite;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Where in a file the numbers of a constant lie.
 *
 * @param from   the first byte
 * @param tensor the first one that has them; {@link TensorInfo#bytes()} is how many bytes they are
 */
public record ConstantPlace(int from, TensorInfo tensor) {
    /**
     * All constants of a model, each once, in the order in which they lie in the file. None overlaps another.
     *
     * @param file as it is written, not packed
     * @param name of the file, for messages
     * @throws ModelFormatException if it is not a model that can be trusted; in one line, with the name first
     */
    public static List<ConstantPlace> in(ByteBuffer file, String name) throws ModelFormatException {
        ModelReader reader = new ModelReader(file, name);
        TreeMap<Integer, ConstantPlace> places = new TreeMap<>();
        for (Subgraph subgraph : reader.read().subgraphs()) {
            for (TensorInfo tensor : subgraph.tensors()) {
                if (tensor.constant().isPresent() && tensor.bytes() > 0) {
                    int from = reader.start(tensor);
                    places.putIfAbsent(from, new ConstantPlace(from, tensor));
                }
            }
        }
        return apart(places.values());
    }

    /** Buffers of a strange file may share bytes: then the first one counts. */
    private static List<ConstantPlace> apart(Iterable<ConstantPlace> places) {
        List<ConstantPlace> apart = new ArrayList<>();
        int end = 0;
        for (ConstantPlace place : places) {
            if (place.from >= end) {
                apart.add(place);
                end = place.from + place.tensor.bytes();
            }
        }
        return apart;
    }
}

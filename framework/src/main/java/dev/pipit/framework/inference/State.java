package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;

/** What a model keeps from one invocation to the next. In a fresh interpreter everything is real zero. */
final class State {
    private final List<Kept> parts = new ArrayList<>();
    private final long mostBytes;

    private record Kept(Storage storage, int size, int zero) { }

    /** @param mostBytes refuses tensors beyond that */
    State(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Memory for the numbers of a tensor; at first they are its zero point. */
    Storage add(TensorInfo tensor) throws ModelFormatException {
        if (tensor.bytes() > mostBytes - bytes()) {
            throw new ModelFormatException("variables must fit the memory that the arena leaves: bytes="
                + (bytes() + (long) tensor.bytes()) + ", left=" + mostBytes);
        }
        int zero = tensor.quantization().map(Quantization::zeroPoint).orElse(0);
        return add(tensor.bytes(), Math.max(1, tensor.type().bits() / 8), zero);
    }

    /** Memory that is all zeros at first. */
    Storage add(int bytes) {
        return add(bytes, 1, 0);
    }

    private Storage add(int bytes, int size, int zero) {
        var kept = new Kept(Storage.of(bytes), size, zero);
        parts.add(kept);
        fill(kept);
        return kept.storage;
    }

    private static void fill(Kept kept) {
        for (int i = 0; i < kept.storage.length(); i++) {
            int shift = 8 * (i % kept.size);                 // little-endian, sign bits above
            kept.storage.putInt8(i, kept.zero >> Math.min(31, shift));
        }
    }

    void reset() {
        for (Kept kept : parts) {
            fill(kept);
        }
    }

    int bytes() {
        return parts.stream().mapToInt(kept -> kept.storage.length()).sum();
    }

    void read(Storage into) {
        int at = 0;
        for (Kept kept : parts) {
            kept.storage.copy(0, into, at, kept.storage.length());
            at += kept.storage.length();
        }
    }

    void write(Storage from) {
        int at = 0;
        for (Kept kept : parts) {
            from.copy(at, kept.storage, 0, kept.storage.length());
            at += kept.storage.length();
        }
    }
}

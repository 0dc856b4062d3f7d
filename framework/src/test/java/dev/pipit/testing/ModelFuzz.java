package dev.pipit.testing;

import java.nio.ByteBuffer;
import java.util.List;

import dev.pipit.framework.tflite.FileDamage;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Subgraph;

/**
 * Damages model files at random and reads them. Each must either load or be refused with a
 * {@link ModelFormatException} of one line, and take no more memory than its size justifies.
 *
 * <p>A case is fully given by the files, the seed and its number.
 */
public final class ModelFuzz {
    private static final String NAME = "damaged.tflite";

    private final FileDamage damage;
    private int loaded;
    private int refused;
    private long mostBytes;

    /**
     * @param files intact models
     * @param seed  of all that is random
     */
    public ModelFuzz(List<byte[]> files, long seed) {
        damage = new FileDamage(files, seed);
    }

    /** Runs the cases from {@code first} to {@code first + count - 1}. */
    public void run(int first, int count) {
        for (int i = first; i < first + count; i++) {
            byte[] file = damage.damaged(i);
            try {
                runOne(file);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("case " + i + ", " + file.length + " bytes: " + e, e);
            }
        }
    }

    private void runOne(byte[] file) {
        long took = memory(file);
        long allowed = Model.mostBytes(file.length);
        if (took > allowed) {
            took = memory(file);               // a message for the first time loads the classes that put it together
        }
        mostBytes = Math.max(mostBytes, took);
        if (took > allowed) {
            throw new AssertionError("took " + took + " bytes of memory");
        }
        judge(file);
    }

    private void judge(byte[] file) {
        try {
            Model model = Model.read(ByteBuffer.wrap(file), NAME);
            loaded++;
            checkSound(model);
        } catch (ModelFormatException e) {
            refused++;
            String message = e.getMessage();
            if (!message.startsWith(NAME + ": ") || message.lines().count() != 1) {
                throw new AssertionError("message: " + message);
            }
        }
    }

    /** What was read can be described, written, and read again. */
    private static void checkSound(Model model) {
        for (Subgraph subgraph : model.subgraphs()) {
            for (Operator operator : subgraph.operators()) {
                if (operator.options() instanceof Options.Unread) {
                    return;
                }
            }
        }
        try {
            Model again = Model.read(ByteBuffer.wrap(ModelWriter.bytes(model)), NAME);
            if (!again.subgraphs().equals(model.subgraphs()) || !again.description().equals(model.description())) {
                throw new AssertionError("is another model when it is written and read again");
            }
        } catch (ModelFormatException e) {
            throw new AssertionError("cannot be read again when it is written", e);
        }
    }

    private static long memory(byte[] file) {
        long before = AllocatedBytes.ofThisThread();
        read(file);
        return AllocatedBytes.ofThisThread() - before;
    }

    private static void read(byte[] file) {
        try {
            Model.read(ByteBuffer.wrap(file), NAME);
        } catch (ModelFormatException e) {
            assert e.getMessage() != null;
        }
    }

    /** How many damaged files were read all the same: damage in weights or names cannot be seen. */
    public int loaded() {
        return loaded;
    }

    public int refused() {
        return refused;
    }

    /** The most memory that one file took. */
    public long mostBytes() {
        return mostBytes;
    }

    @Override
    public String toString() {
        return loaded + " loaded, " + refused + " refused, at most " + mostBytes + " bytes of memory";
    }
}

package dev.pipit.testing;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;

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
    private final int bytesPerFileByte;
    private final int fixedBytes;
    private int loaded;
    private int refused;
    private long mostBytes;

    /**
     * @param files            intact models
     * @param seed             of all that is random
     * @param bytesPerFileByte how much memory reading may take, for each byte of a file
     * @param fixedBytes       and besides
     */
    public ModelFuzz(List<byte[]> files, long seed, int bytesPerFileByte, int fixedBytes) {
        damage = new FileDamage(files, seed);
        this.bytesPerFileByte = bytesPerFileByte;
        this.fixedBytes = fixedBytes;
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
        long allowed = (long) bytesPerFileByte * file.length + fixedBytes;
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

    /** Ways in which a file goes wrong, by accident or on purpose. */
    private record FileDamage(List<byte[]> files, long seed) {
        private static final int[] EXTREMES = {0, 1, -1, 2, 3, 4, 8, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FFF, 0x8000,
            0xFFFF, 0x10000, 0x7FC00000, 0x7F800000, 0x40000000};
        private static final int MOST_AT_ONCE = 4;

        byte[] damaged(int number) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
            byte[] file = any(random).clone();
            for (int left = 1 + random.nextInt(MOST_AT_ONCE); left > 0 && file.length > 8; left--) {
                file = damage(file, random);
            }
            return file;
        }

        private byte[] damage(byte[] file, SplittableRandom random) {
            switch (random.nextInt(8)) {
                case 0 -> file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> file[random.nextInt(file.length)] = (byte) random.nextInt();
                case 2 -> overwrite(file, EXTREMES[random.nextInt(EXTREMES.length)], random);
                case 3 -> overwrite(file, file.length - random.nextInt(16), random);
                case 4 -> overwrite(file, random.nextInt(), random);
                case 5 -> overwrite(file, random.nextInt(file.length), random);
                case 6 -> splice(file, any(random), random);
                default -> {
                    byte[] shorter = new byte[random.nextInt(16) == 0 ? random.nextInt(file.length) : file.length];
                    System.arraycopy(file, 0, shorter, 0, shorter.length);
                    return shorter;
                }
            }
            return file;
        }

        private byte[] any(SplittableRandom random) {
            return files.get(random.nextInt(files.size()));
        }

        /** 16 or 32 bits, where a number of that size may lie. */
        private static void overwrite(byte[] file, int value, SplittableRandom random) {
            int bytes = random.nextBoolean() ? Integer.BYTES : Short.BYTES;
            int at = random.nextInt(file.length / bytes) * bytes;
            for (int i = 0; i < bytes; i++) {
                file[at + i] = (byte) (value >> Byte.SIZE * i);
            }
        }

        private static void splice(byte[] into, byte[] from, SplittableRandom random) {
            int length = random.nextInt(1 + Math.min(64, Math.min(into.length, from.length)));
            System.arraycopy(from, random.nextInt(1 + from.length - length), into,
                random.nextInt(1 + into.length - length), length);
        }
    }
}

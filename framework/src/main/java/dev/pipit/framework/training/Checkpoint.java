package dev.pipit.framework.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Named numbers in a file: a network, or a training that goes on later.
 *
 * <p>The file, in big-endian: "PIPITNET", version 1, seed, step, how many tensors; of each its name, how many numbers, and
 * the numbers; the CRC-32C of all before.
 *
 * @param seed of the training, or 0
 * @param step how many steps were made, or 0
 */
public record Checkpoint(long seed, long step, List<Parameter> tensors) {
    private static final long MAGIC = 0x50495049544E4554L;
    private static final int VERSION = 1;
    private static final int CHECKSUM_BYTES = 8;

    public Checkpoint {
        tensors = List.copyOf(tensors);
    }

    /** The parameters and statistics of a network. */
    public static Checkpoint of(Network network) {
        return new Checkpoint(0, 0, network.state());
    }

    /** Writes beside the file, and takes its place when all is on the disk. */
    public void save(Path file) throws IOException {
        byte[] bytes = bytes();
        var checksum = new CRC32C();
        checksum.update(bytes);
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling(target.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
            write(channel, ByteBuffer.wrap(bytes));
            write(channel, ByteBuffer.allocate(CHECKSUM_BYTES).putLong(0, checksum.getValue()));
            channel.force(true);
        }
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private byte[] bytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeLong(MAGIC);
        out.writeInt(VERSION);
        out.writeLong(seed);
        out.writeLong(step);
        out.writeInt(tensors.size());
        for (Parameter tensor : tensors) {
            out.writeUTF(tensor.name());
            out.writeInt(tensor.values().length);
            ByteBuffer numbers = ByteBuffer.allocate(Float.BYTES * tensor.values().length);
            numbers.asFloatBuffer().put(tensor.values());
            out.write(numbers.array());
        }
        return bytes.toByteArray();
    }

    /** Reads a file that {@link #save} has written. */
    public static Checkpoint load(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length - CHECKSUM_BYTES;
        if (length < Long.BYTES || ByteBuffer.wrap(bytes).getLong() != MAGIC) {
            throw new IOException(file + ": not a saved network");
        }
        var checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        if (checksum.getValue() != ByteBuffer.wrap(bytes).getLong(length)) {
            throw new IOException(file + ": damaged, its checksum does not fit");
        }
        var in = new DataInputStream(new ByteArrayInputStream(bytes, Long.BYTES, length - Long.BYTES));
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException(file + ": must have version " + VERSION + ": version=" + version);
        }
        long seed = in.readLong();
        long step = in.readLong();
        List<Parameter> tensors = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            float[] values = new float[in.readInt()];
            ByteBuffer.wrap(in.readNBytes(Float.BYTES * values.length)).asFloatBuffer().get(values);
            tensors.add(new Parameter(name, values, false));
        }
        return new Checkpoint(seed, step, tensors);
    }

    /** Writes the numbers into a network of the same nodes. */
    public void into(Network network, Path file) throws IOException {
        into(network.state(), file);
    }

    /** All or nothing. */
    void into(List<Parameter> targets, Path file) throws IOException {
        for (int i = 0; i < Math.max(targets.size(), tensors.size()); i++) {
            String expected = i < targets.size() ? label(targets.get(i)) : "nothing more";
            String found = i < tensors.size() ? label(tensors.get(i)) : "nothing more";
            if (!expected.equals(found)) {
                throw new IOException(file + ": of another network: expected " + expected + ", found " + found);
            }
        }
        for (int i = 0; i < targets.size(); i++) {
            float[] values = tensors.get(i).values();
            System.arraycopy(values, 0, targets.get(i).values(), 0, values.length);
        }
    }

    private static String label(Parameter tensor) {
        return tensor.name() + "[" + tensor.values().length + "]";
    }
}

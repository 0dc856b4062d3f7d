package dev.pipit.sensors.bus.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.i2c.I2C;
import java.io.IOException;

import dev.pipit.sensors.bus.Commands;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;

/**
 * A chip on I2C. A register is read with a repeated start.
 *
 * <p>Pi4J ignores where in a buffer the bytes of a register shall go, so they go to a buffer of its own first; and it
 * has room for two thousand of them: for more, the register is said in one transaction and read in the next.
 */
final class I2cChip implements Registers, Commands {
    private static final int MOST_AT_ONCE = 1_900;               // of 2048 with all that Pi4J puts before them

    private final Context context;
    private final I2C i2c;
    private final String name;
    private final RegisterForm form;
    private final byte[] one = new byte[1];
    private byte[] buffer = new byte[64];
    private boolean open = true;

    I2cChip(Context context, I2C i2c, String name, RegisterForm form) {
        this.context = context;
        this.i2c = i2c;
        this.name = name;
        this.form = form;
    }

    /** A transaction; gives how many bytes came or went. */
    private interface Transaction {
        int run();
    }

    private void run(int expected, Transaction transaction) throws IOException {
        int bytes;
        try {
            bytes = transaction.run();
        } catch (RuntimeException | LinkageError e) {
            throw Complaint.of(name, e);
        }
        if (bytes < expected) {
            throw new IOException(name + ": " + bytes + " bytes instead of " + expected);
        }
    }

    @Override
    public int read(int register) throws IOException {
        read(register, one, 0, 1);
        return one[0] & 0xFF;
    }

    @Override
    public void read(int register, byte[] into, int offset, int length) throws IOException {
        int first = form.i2c(register, length);
        byte[] bytes = room(length);
        if (length > MOST_AT_ONCE) {
            run(1, () -> i2c.write((byte) first));
            run(length, () -> i2c.read(bytes, 0, length));
        } else {
            run(length, () -> i2c.readRegister(first, bytes, 0, length));
        }
        System.arraycopy(bytes, 0, into, offset, length);
    }

    @Override
    public void write(int register, int value) throws IOException {
        one[0] = (byte) value;
        write(register, one, 0, 1);
    }

    @Override
    public void write(int register, byte[] from, int offset, int length) throws IOException {
        byte[] bytes = room(length + 1);
        bytes[0] = (byte) form.i2c(register, length);
        System.arraycopy(from, offset, bytes, 1, length);
        write(bytes, 0, length + 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length < 1) {
            throw new IllegalArgumentException("length must be at least 1: length=" + length);
        }
        run(length, () -> i2c.write(bytes, offset, length));
    }

    @Override
    public void read(byte[] into, int offset, int length) throws IOException {
        byte[] bytes = room(length);
        run(length, () -> i2c.read(bytes, 0, length));
        System.arraycopy(bytes, 0, into, offset, length);
    }

    private byte[] room(int length) {
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        return buffer;
    }

    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            run(0, () -> {
                context.shutdown(i2c.id());
                return 0;
            });
        }
    }
}

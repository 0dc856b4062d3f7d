package dev.pipit.sensors.bus.pi4j;

import java.io.IOException;
import java.util.Arrays;

import dev.pipit.sensors.bus.Exchange;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;

/** The registers of a chip on SPI: the first byte says which, the others are values. */
final class SpiRegisters implements Registers {
    private final Exchange spi;
    private final RegisterForm form;
    private final byte[] one = new byte[1];
    private byte[] out = new byte[64];
    private byte[] in = new byte[64];

    SpiRegisters(Exchange spi, RegisterForm form) {
        this.spi = spi;
        this.form = form;
    }

    @Override
    public int read(int register) throws IOException {
        read(register, one, 0, 1);
        return one[0] & 0xFF;
    }

    @Override
    public void read(int register, byte[] into, int offset, int length) throws IOException {
        int before = 1 + form.spiSkip();
        room(before + length);
        Arrays.fill(out, 0, before + length, (byte) 0);
        out[0] = (byte) form.spiRead(register, length);
        spi.exchange(out, in, before + length);
        System.arraycopy(in, before, into, offset, length);
    }

    @Override
    public void write(int register, int value) throws IOException {
        one[0] = (byte) value;
        write(register, one, 0, 1);
    }

    @Override
    public void write(int register, byte[] from, int offset, int length) throws IOException {
        room(1 + length);
        out[0] = (byte) form.spiWrite(register, length);
        System.arraycopy(from, offset, out, 1, length);
        spi.exchange(out, in, 1 + length);
    }

    private void room(int length) {
        if (out.length < length) {
            out = new byte[length];
            in = new byte[length];
        }
    }

    @Override
    public void close() throws IOException {
        spi.close();
    }
}

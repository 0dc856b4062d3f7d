package dev.pipit.sensors.bus.pi4j;

import com.pi4j.io.exception.IOException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CBase;
import com.pi4j.io.i2c.I2CBusBase;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProvider;
import com.pi4j.io.i2c.I2CProviderBase;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.pipit.sensors.bus.fake.SimulatedChip;

/** Pi4J's I2C with simulated chips behind it. As Pi4J on Linux, it ignores where the bytes of a register shall go. */
final class SimulatedI2c extends I2CBase<SimulatedI2c.Bus> {
    private final Map<Integer, SimulatedChip> chips;

    private SimulatedI2c(I2CProvider provider, I2CConfig config, Map<Integer, SimulatedChip> chips) {
        super(provider, config, new Bus(config));
        this.chips = chips;
    }

    /** Makes the above, over chips by address. */
    static final class Provider extends I2CProviderBase {
        private final Map<Integer, SimulatedChip> chips;

        Provider(Map<Integer, SimulatedChip> chips) {
            super("simulated-i2c", "simulated I2C");
            this.chips = chips;
        }

        @Override
        public I2C create(I2CConfig config) {
            SimulatedI2c i2c = new SimulatedI2c(this, config, chips);
            context.registry().add(i2c);
            return i2c;
        }
    }

    static final class Bus extends I2CBusBase {
        Bus(I2CConfig config) {
            super(config);
        }

        @Override
        public <R> R execute(I2C device, Callable<R> action) {
            return _execute(device, action);
        }
    }

    /** The chip, addressed; throws as Pi4J does where nobody acknowledges. */
    private SimulatedChip begin(boolean read) {
        SimulatedChip chip = chips.get(config.device());
        if (chip == null) {
            throw new IOException("Failed to execute action", new java.io.IOException("Remote I/O error"));
        }
        chip.begin(false, read);
        if (read && !chip.ready()) {
            chip.end();
            throw new IOException("Failed to execute action", new java.io.IOException("No such device or address"));
        }
        return chip;
    }

    private void send(SimulatedChip chip, byte[] data, int offset, int length) {
        for (int i = 0; i < length; i++) {
            if (!chip.take(data[offset + i] & 0xFF)) {
                throw new IOException("Failed to execute action", new java.io.IOException("Remote I/O error"));
            }
        }
    }

    private void receive(SimulatedChip chip, byte[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            buffer[i] = (byte) chip.give();
        }
    }

    @Override
    public int write(byte[] data, int offset, int length) {
        SimulatedChip chip = begin(false);
        send(chip, data, offset, length);
        chip.end();
        return length;
    }

    @Override
    public int write(byte value) {
        return write(new byte[] {value}, 0, 1);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        SimulatedChip chip = begin(true);
        receive(chip, buffer, length);
        chip.end();
        return length;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        read(one, 0, 1);
        return one[0] & 0xFF;
    }

    @Override
    public int readRegister(int register, byte[] buffer, int offset, int length) {
        SimulatedChip chip = begin(false);
        send(chip, new byte[] {(byte) register}, 0, 1);
        begin(true);
        receive(chip, buffer, length);
        chip.end();
        return length;
    }

    @Override
    public int readRegister(byte[] register, byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException("registers of two bytes");
    }

    @Override
    public int readRegister(int register) {
        byte[] one = new byte[1];
        readRegister(register, one, 0, 1);
        return one[0] & 0xFF;
    }

    @Override
    public int writeRegister(int register, byte value) {
        return write(new byte[] {(byte) register, value}, 0, 2);
    }

    @Override
    public int writeRegister(int register, byte[] data, int offset, int length) {
        throw new UnsupportedOperationException("more than is used");
    }

    @Override
    public int writeRegister(byte[] register, byte[] data, int offset, int length) {
        throw new UnsupportedOperationException("registers of two bytes");
    }
}

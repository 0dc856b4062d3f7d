package dev.pipit.sensors.bus.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.i2c.I2C;
import java.io.IOException;

import dev.pipit.sensors.bus.Commands;
import dev.pipit.sensors.bus.Exchange;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.bus.Wires;

/** Wires to an address on I2C. */
final class I2cWires implements Wires {
    private final Context context;
    private final String name;
    private final int bus;
    private final int address;

    I2cWires(Context context, String name, int bus, int address) {
        this.context = context;
        this.name = name;
        this.bus = bus;
        this.address = address;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean spi() {
        return false;
    }

    @Override
    public Registers registers(RegisterForm form) throws IOException {
        return new I2cChip(context, open(), name, form);
    }

    @Override
    public Commands commands() throws IOException {
        return new I2cChip(context, open(), name, RegisterForm.PLAIN);
    }

    @Override
    public Exchange exchange(int mode) throws IOException {
        throw new IOException(name + " is I2C, the chip speaks SPI");
    }

    private I2C open() throws IOException {
        try {
            return context.create(I2C.newConfigBuilder(context).id(Names.next(name)).bus(bus).device(address).build());
        } catch (RuntimeException | LinkageError e) {
            throw Complaint.of(name, e);
        }
    }
}

package dev.pipit.sensors.bus.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBus;
import com.pi4j.io.spi.SpiChipSelect;
import com.pi4j.io.spi.SpiMode;
import java.io.IOException;

import dev.pipit.sensors.bus.Commands;
import dev.pipit.sensors.bus.Exchange;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.bus.Wires;

/** Wires to a select line on SPI. */
final class SpiWires implements Wires {
    private final Context context;
    private final String name;
    private final int bus;
    private final int select;
    private final int hz;

    SpiWires(Context context, String name, int bus, int select, int hz) {
        this.context = context;
        this.name = name;
        this.bus = bus;
        this.select = select;
        this.hz = hz;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean spi() {
        return true;
    }

    @Override
    public Registers registers(RegisterForm form) throws IOException {
        return new SpiRegisters(exchange(form.spiMode()), form);
    }

    @Override
    public Commands commands() throws IOException {
        throw new IOException(name + " is SPI, the chip speaks I2C");
    }

    @Override
    public SpiExchange exchange(int mode) throws IOException {
        try {
            Spi spi = context.create(Spi.newConfigBuilder(context).id(Names.next(name)).bus(SpiBus.getByNumber(bus))
                .chipSelect(SpiChipSelect.getByNumber(select)).baud(hz).mode(SpiMode.getByNumber(mode)).build());
            return new SpiExchange(context, spi, name);
        } catch (RuntimeException | LinkageError e) {
            throw Complaint.of(name, e);
        }
    }
}

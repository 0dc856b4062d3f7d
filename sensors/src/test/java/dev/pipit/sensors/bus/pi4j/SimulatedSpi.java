package dev.pipit.sensors.bus.pi4j;

import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBase;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiProvider;
import com.pi4j.io.spi.SpiProviderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pipit.sensors.bus.fake.SimulatedChip;

/** Pi4J's SPI with simulated chips behind it. */
final class SimulatedSpi extends SpiBase {
    private final SimulatedChip chip;          // null: nobody drives the line

    private SimulatedSpi(SpiProvider provider, SpiConfig config, SimulatedChip chip) {
        super(provider, config);
        this.chip = chip;
    }

    /** Makes the above, over chips by number of the select line; keeps how each was asked for. */
    static final class Provider extends SpiProviderBase {
        private final Map<Integer, SimulatedChip> chips;
        private final List<String> opened = new ArrayList<>();

        Provider(Map<Integer, SimulatedChip> chips) {
            super("simulated-spi", "simulated SPI");
            this.chips = chips;
        }

        @Override
        public Spi create(SpiConfig config) {
            opened.add(config.bus() + " " + config.chipSelect() + " " + config.mode() + " " + config.baud());
            SimulatedSpi spi = new SimulatedSpi(this, config, chips.get(config.chipSelect().getChipSelect()));
            spi.open();
            context.registry().add(spi);
            return spi;
        }

        List<String> opened() {
            return opened;
        }
    }

    @Override
    public int transfer(byte[] write, int writeOffset, byte[] read, int readOffset, int length) {
        if (chip == null) {
            return -1;                         // as Pi4J says that a transfer failed
        }
        chip.begin(true, false);
        for (int i = 0; i < length; i++) {
            read[readOffset + i] = (byte) chip.swap(write[writeOffset + i] & 0xFF);
        }
        chip.end();
        return length;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("half of what SPI does");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException("half of what SPI does");
    }

    @Override
    public int write(byte value) {
        throw new UnsupportedOperationException("half of what SPI does");
    }

    @Override
    public int write(byte[] data, int offset, int length) {
        throw new UnsupportedOperationException("half of what SPI does");
    }
}

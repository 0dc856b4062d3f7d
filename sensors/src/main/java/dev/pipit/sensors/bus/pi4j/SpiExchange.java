package dev.pipit.sensors.bus.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.spi.Spi;
import java.io.IOException;

import dev.pipit.sensors.bus.Exchange;

/** A chip on SPI: bytes go and come at the same time. */
final class SpiExchange implements Exchange {
    private final Context context;
    private final Spi spi;
    private final String name;
    private boolean open = true;

    SpiExchange(Context context, Spi spi, String name) {
        this.context = context;
        this.spi = spi;
        this.name = name;
    }

    @Override
    public void exchange(byte[] out, byte[] in, int length) throws IOException {
        int bytes;
        try {
            bytes = spi.transfer(out, 0, in, 0, length);
        } catch (RuntimeException | LinkageError e) {
            throw Complaint.of(name, e);
        }
        if (bytes != length) {                 // Pi4J gives −1 and keeps the reason to itself
            throw new IOException(name + ": a transfer of " + length + " bytes failed");
        }
    }

    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            try {
                context.shutdown(spi.id());
            } catch (RuntimeException e) {
                throw Complaint.of(name, e);
            }
        }
    }
}

package dev.pipit.sensors.bus.fake;

import java.util.Objects;

/**
 * A simulated chip with registers: keeps the pointer, counts it on, and leaves to {@link Map} what the registers do.
 */
public final class RegisterChip implements SimulatedChip {
    private final Map map;
    private boolean spi;
    private boolean reading;                   // of SPI: what the first byte said
    private boolean headed;                    // the first byte was there
    private int header;
    private int pointer;
    private int skip;

    /** What the registers of a chip do. */
    public interface Map {
        /** The value of a register, with all that reading it causes. */
        int read(int register);

        void write(int register, int value);

        /** The register that a first byte means. Over I2C mostly the byte itself. */
        default int register(boolean spi, int header) {
            return spi ? header & 0x7F : header;
        }

        /** Whether a first byte over SPI says read. */
        default boolean reads(int header) {
            return (header & 0x80) != 0;
        }

        /** The register after {@code register} in a transaction that began with {@code header}. */
        default int next(boolean spi, int header, int register) {
            return register + 1 & 0xFF;
        }

        /** Bytes without meaning before the first of an answer over SPI. */
        default int skip() {
            return 0;
        }

        /** A transaction is over. */
        default void end() {
        }

        default boolean lineHigh() {
            return false;
        }

        void powerUp();
    }

    /** A chip that has just been switched on. */
    public RegisterChip(Map map) {
        this.map = Objects.requireNonNull(map, "map");
        map.powerUp();
    }

    @Override
    public void begin(boolean overSpi, boolean read) {
        spi = overSpi;
        headed = !spi && read;                 // over I2C the pointer of the last write counts
    }

    @Override
    public boolean take(int value) {
        if (!headed) {
            headed = true;
            header = value;
            pointer = map.register(spi, value);
            reading = spi && map.reads(value);
            skip = reading ? map.skip() : 0;
        } else if (!reading) {
            map.write(pointer, value);
            pointer = map.next(spi, header, pointer);
        }
        return true;
    }

    @Override
    public int give() {
        if (spi && (!headed || !reading)) {
            return 0;
        }
        if (skip > 0) {
            skip--;
            return 0;
        }
        int value = map.read(pointer) & 0xFF;
        pointer = map.next(spi, header, pointer);
        return value;
    }

    @Override
    public void end() {
        map.end();
    }

    @Override
    public boolean lineHigh() {
        return map.lineHigh();
    }

    @Override
    public void powerUp() {
        pointer = 0;
        map.powerUp();
    }
}

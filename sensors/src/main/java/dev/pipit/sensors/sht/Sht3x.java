package dev.pipit.sensors.sht;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Commands;
import dev.pipit.sensors.bus.Pause;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.chip.Cadence;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.Sensor;

/**
 * Sensirion SHT30, SHT31 and SHT35, humidity and temperature.
 *
 * <p>Output: {@code [n, 2]} samples humidity in %, temperature in K.
 *
 * <p>Each sample is asked for: one {@link #read} starts it, a later one fetches it. It is at most a quarter of a period
 * old then. The chip has no identity; it is known by a status whose checksum is right, and by the same that it was
 * without power or is heated.
 *
 * <p>Source: Sensirion data sheet SHT3x-DIS, version 5: section 2.2 (times), 4.3 (single shot), 4.8 to 4.13. Commands and
 * bits of the status were read there.
 */
public final class Sht3x implements Sensor {
    private static final byte[] STOP = {0x30, (byte) 0x93};
    private static final byte[] RESET = {0x30, (byte) 0xA2};
    private static final byte[] STATUS = {(byte) 0xF3, 0x2D};
    private static final byte[] CLEAR_STATUS = {0x30, 0x41};
    private static final byte[] MEASURE = {0x24, 0x00};                  // once, high repeatability
    private static final long MEASURE_NANOS = 16_000_000;                // at most 15.5 ms
    private static final int BETWEEN_MILLIS = 1;                         // commands
    private static final int RESET_MILLIS = 2;                           // at most 1.5 ms
    private static final int NOBODY = 0xFFFF;
    private static final int HEATED = 0x2000;
    private static final int WAS_RESET = 0x0010;
    private static final double MOST = 65_535;                           // digits
    private static final double ZERO_CELSIUS = 273.15;                   // K, by definition
    private static final double MOST_HZ = 10;
    private static final String NAME = "SHT3x";
    private static final List<Channel> CHANNELS =
        List.of(new Channel("humidity", Unit.PERCENT), new Channel("temperature", Unit.KELVIN));

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("sht3x", "Sensirion SHT30, SHT31, SHT35, humidity and temperature",
        new ChipType.Bus(List.of(0x44, 0x45), 0, RegisterForm.PLAIN), List.of(),
        new ChipType.Sampling(CHANNELS, List.of(), List.of(), 1, 0),
        (wires, choice, clock) -> new Sht3x(wires.commands(), choice.rateHz().orElse(1), clock), Optional.empty());

    private final Commands commands;
    private final Clock clock;
    private final Cadence cadence;
    private final SignalFormat format;
    private final byte[] raw = new byte[6];
    private boolean measuring;
    private long doneNanos;

    /** @param rateHz samples per second, at most 10 */
    public Sht3x(Commands commands, double rateHz, Clock clock) throws IOException {
        this.commands = commands;
        this.clock = clock;
        cadence = new Cadence(rateHz, MOST_HZ, clock);
        format = new SignalFormat(rateHz, CHANNELS.size(), Unit.NONE);
        stop();
        Pause.millis(clock, BETWEEN_MILLIS);
        commands.write(RESET, 0, RESET.length);
        Pause.millis(clock, RESET_MILLIS);
        commands.write(CLEAR_STATUS, 0, CLEAR_STATUS.length);
        Pause.millis(clock, BETWEEN_MILLIS);
        check();
        Pause.millis(clock, BETWEEN_MILLIS);
    }

    /** Somebody else may have left it measuring periodically, when it heeds no reset. */
    private void stop() {
        try {
            commands.write(STOP, 0, STOP.length);
        } catch (IOException e) {
            // it need not acknowledge this while it is idle; whether it is there the next command shows
        }
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public List<Channel> channels() {
        return CHANNELS;
    }

    @Override
    public int depth() {
        return 1;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        if (!measuring) {
            if (cadence.due()) {
                commands.write(MEASURE, 0, MEASURE.length);
                doneNanos = clock.nanoTime() + MEASURE_NANOS;
                measuring = true;
            }
            return 0;
        }
        if (count == 0 || clock.nanoTime() - doneNanos < 0) {
            return 0;
        }
        commands.read(raw, 0, raw.length);
        measuring = false;
        double temperature = -45 + 175 * Words.at(raw, 0, NAME) / MOST + ZERO_CELSIUS;
        double humidity = 100 * Words.at(raw, 3, NAME) / MOST;
        dst[offset] = (float) humidity;
        dst[offset + 1] = (float) temperature;
        return 1;
    }

    @Override
    public void check() throws IOException {
        commands.write(STATUS, 0, STATUS.length);
        commands.read(raw, 0, 3);
        int status = Words.at(raw, 0, NAME);
        if (status == NOBODY || (status & (HEATED | WAS_RESET)) != 0) {
            throw new IOException(String.format(Locale.ROOT,
                "the SHT3x is not as it was set up: it was without power, or is used by others: status=0x%04x", status));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The chip sleeps between samples by itself. */
    @Override
    public void close() throws IOException {
        commands.close();
    }
}

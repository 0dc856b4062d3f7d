package dev.pipit.sensors.sht;

import java.io.IOException;
import java.util.List;
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
 * Sensirion SHT40, SHT41 and SHT45, humidity and temperature.
 *
 * <p>Output: {@code [n, 2]} samples humidity in %, temperature in K.
 *
 * <p>Each sample is asked for: one {@link #read} starts it, a later one fetches it. It is at most a quarter of a period
 * old then. The chip has no identity and no settings; it is known by a serial number whose checksums are right.
 *
 * <p>Source: Sensirion data sheet SHT4x, version 6: section 2 (times), 4.5 (commands), 4.6 (conversion). Commands and
 * times are the same in the drivers of Sensirion, Adafruit and Linux.
 */
public final class Sht4x implements Sensor {
    private static final byte[] RESET = {(byte) 0x94};
    private static final byte[] SERIAL = {(byte) 0x89};
    private static final byte[] MEASURE = {(byte) 0xFD};                 // high precision
    private static final long MEASURE_NANOS = 10_000_000;                // at most 8.3 ms
    private static final int RESET_MILLIS = 2;                           // at most 1 ms
    private static final int SERIAL_MILLIS = 10;
    private static final double MOST = 65_535;                           // digits
    private static final double ZERO_CELSIUS = 273.15;                   // K, by definition
    private static final double MOST_HZ = 20;
    private static final String NAME = "SHT4x";
    private static final List<Channel> CHANNELS =
        List.of(new Channel("humidity", Unit.PERCENT), new Channel("temperature", Unit.KELVIN));

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("sht4x", "Sensirion SHT40, SHT41, SHT45, humidity and temperature",
        new ChipType.Bus(List.of(0x44, 0x45, 0x46), 0, RegisterForm.PLAIN), List.of(),
        new ChipType.Sampling(CHANNELS, List.of(), List.of(), 1, 0),
        (wires, choice, clock) -> new Sht4x(wires.commands(), choice.rateHz().orElse(1), clock), Optional.empty());

    private final Commands commands;
    private final Clock clock;
    private final Cadence cadence;
    private final SignalFormat format;
    private final byte[] raw = new byte[6];
    private boolean measuring;
    private long doneNanos;

    /** @param rateHz samples per second, at most 20 */
    public Sht4x(Commands commands, double rateHz, Clock clock) throws IOException {
        this.commands = commands;
        this.clock = clock;
        cadence = new Cadence(rateHz, MOST_HZ, clock);
        format = new SignalFormat(rateHz, CHANNELS.size(), Unit.NONE);
        commands.write(RESET, 0, RESET.length);
        Pause.millis(clock, RESET_MILLIS);
        commands.write(SERIAL, 0, SERIAL.length);
        Pause.millis(clock, SERIAL_MILLIS);
        commands.read(raw, 0, raw.length);
        Words.at(raw, 0, NAME);
        Words.at(raw, 3, NAME);
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
        double humidity = -6 + 125 * Words.at(raw, 3, NAME) / MOST;
        dst[offset] = (float) Math.max(0, Math.min(100, humidity));
        dst[offset + 1] = (float) temperature;
        return 1;
    }

    @Override
    public void check() {
        // each command says all; what a chip without power sends has no checksum
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

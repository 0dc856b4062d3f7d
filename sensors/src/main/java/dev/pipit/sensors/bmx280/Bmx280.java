package dev.pipit.sensors.bmx280;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Pause;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.chip.Cadence;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.Identity;
import dev.pipit.sensors.chip.Sensor;

/**
 * Bosch BMP280, pressure and temperature, and BME280, which measures humidity too.
 *
 * <p>Output: {@code [n, 2]} or {@code [n, 3]} samples pressure in Pa, temperature in K, humidity in %.
 *
 * <p>The chip has no FIFO and does not say that a sample is new. So each sample is asked for (forced mode): one {@link
 * #read} starts it, a later one fetches it. It is at most a quarter of a period old then.
 *
 * <p>Source: Bosch data sheets BST-BMP280-DS001 and BST-BME280-DS002: section 3 (modes, times), 4 or 5 (registers).
 */
public final class Bmx280 implements Sensor {
    /** The two chips, with what ID holds. */
    public enum Model {
        BMP280(0x58), BME280(0x60);

        private final int id;

        Model(int id) {
            this.id = id;
        }
    }

    /** Measurements of pressure that make one sample, with the code for CTRL_MEAS bits 4 to 2. */
    public enum Oversampling {
        TIMES_1(1, 1), TIMES_2(2, 2), TIMES_4(4, 3), TIMES_8(8, 4), TIMES_16(16, 5);

        private final int times;
        private final int code;

        Oversampling(int times, int code) {
            this.times = times;
            this.code = code;
        }

        /** Longest time for a sample, with temperature and humidity measured once. Data sheets, section 3.8.1 or 9.1. */
        private long micros(Model model) {
            return 1_250 + 2_300 + 2_300L * times + 575 + (model == Model.BME280 ? 2_300 + 575 : 0);
        }
    }

    private static final int ID = 0xD0;
    private static final int RESET = 0xE0;
    private static final int CTRL_HUM = 0xF2;
    private static final int STATUS = 0xF3;
    private static final int CTRL_MEAS = 0xF4;
    private static final int CONFIG = 0xF5;
    private static final int PRESS_MSB = 0xF7;
    private static final int RESET_NOW = 0xB6;
    private static final int MEASURING = 0x08;
    private static final int COPYING = 0x01;                             // coefficients, after a reset
    private static final int FORCED = 0b01;
    private static final int ONCE = 1;                                   // oversampling of temperature and humidity
    private static final int MARK = 0b1010_0000;                         // stand-by of normal mode: of no effect, not 0
    private static final double STANDARD_HZ = 10;
    private static final RegisterForm FORM = RegisterForm.PLAIN;
    private static final Channel PRESSURE = new Channel("pressure", Unit.PASCAL);
    private static final Channel TEMPERATURE = new Channel("temperature", Unit.KELVIN);
    private static final Channel HUMIDITY = new Channel("humidity", Unit.PERCENT);

    /** What is known of a BMP280 before it is opened. */
    public static final ChipType BMP280 = type(Model.BMP280, "Bosch BMP280, pressure and temperature");

    /** What is known of a BME280 before it is opened. */
    public static final ChipType BME280 = type(Model.BME280, "Bosch BME280, pressure, temperature and humidity");

    private final Registers registers;
    private final Model model;
    private final List<Channel> channels;
    private final Clock clock;
    private final Cadence cadence;
    private final SignalFormat format;
    private final Compensation compensation;
    private final int measure;                                           // CTRL_MEAS but for the mode
    private final long nanos;                                            // a sample takes at most
    private final byte[] settings = new byte[4];                         // CTRL_HUM to CONFIG
    private final byte[] raw;
    private boolean measuring;
    private long doneNanos;

    /**
     * Finds the chip and sets it up.
     *
     * @param rateHz above 0; a sample must be done in half a period: 30 Hz with {@link Oversampling#TIMES_4}
     */
    public Bmx280(Registers registers, Model model, Oversampling oversampling, double rateHz, Clock clock)
            throws IOException {
        this.registers = registers;
        this.model = model;
        channels = channels(model);
        this.clock = clock;
        cadence = new Cadence(rateHz, Math.floor(5e5 / oversampling.micros(model)), clock);
        format = new SignalFormat(rateHz, channels.size(), Unit.NONE);
        raw = new byte[model == Model.BME280 ? 8 : 6];
        nanos = 1_000 * oversampling.micros(model);
        measure = ONCE << 5 | oversampling.code << 2;
        identify();
        reset();
        compensation = new Compensation(registers, model == Model.BME280);
        if (model == Model.BME280) {
            registers.write(CTRL_HUM, ONCE);                             // valid from the next write of CTRL_MEAS on
        }
        registers.write(CONFIG, MARK);
        registers.write(CTRL_MEAS, measure);
    }

    private static ChipType type(Model model, String title) {
        return new ChipType(model.name().toLowerCase(Locale.ROOT), title,
            new ChipType.Bus(List.of(0x76, 0x77), 10_000_000, FORM),
            List.of(new Identity(ID, model.id)),
            new ChipType.Sampling(channels(model), List.of(), List.of(), 1, 0),
            (wires, choice, clock) -> new Bmx280(wires.registers(FORM), model, Oversampling.TIMES_4,
                choice.rateHz().orElse(STANDARD_HZ), clock),
            Optional.empty());
    }

    private static List<Channel> channels(Model model) {
        List<Channel> channels = new ArrayList<>(List.of(PRESSURE, TEMPERATURE));
        if (model == Model.BME280) {
            channels.add(HUMIDITY);
        }
        return List.copyOf(channels);
    }

    private void identify() throws IOException {
        int id = registers.read(ID);
        if (id != model.id) {
            String other = id == Model.BMP280.id ? "; it is a BMP280, which does not measure humidity"
                : id == Model.BME280.id ? "; it is a BME280" : "";
            throw new IOException(String.format(Locale.ROOT, "not a %s: ID=0x%02x, expected 0x%02x%s", model, id,
                model.id, other));
        }
    }

    private void reset() throws IOException {
        registers.write(RESET, RESET_NOW);
        for (int i = 0; i < 5; i++) {
            Pause.millis(clock, 2);
            if ((registers.read(STATUS) & COPYING) == 0) {
                return;
            }
        }
        throw new IOException("the " + model + " does not come back from its reset");
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public int depth() {
        return 1;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        if (!measuring) {
            start();
            return 0;
        }
        if (count == 0 || clock.nanoTime() - doneNanos < 0 || (registers.read(STATUS) & MEASURING) != 0) {
            return 0;
        }
        registers.read(PRESS_MSB, raw, 0, raw.length);
        measuring = false;
        int fine = compensation.fine(bits20(3));
        dst[offset] = (float) compensation.pascal(bits20(0), fine);
        dst[offset + 1] = (float) compensation.kelvin(fine);
        if (model == Model.BME280) {
            dst[offset + 2] = (float) compensation.percent((raw[6] & 0xFF) << 8 | raw[7] & 0xFF, fine);
        }
        return 1;
    }

    private void start() throws IOException {
        if (cadence.due()) {
            registers.write(CTRL_MEAS, measure | FORCED);
            doneNanos = clock.nanoTime() + nanos;
            measuring = true;
        }
    }

    private int bits20(int at) {
        return (raw[at] & 0xFF) << 12 | (raw[at + 1] & 0xFF) << 4 | (raw[at + 2] & 0xF0) >> 4;
    }

    @Override
    public void check() throws IOException {
        registers.read(CTRL_HUM, settings, 0, settings.length);
        boolean wet = model == Model.BMP280 || settings[0] == ONCE;
        if (!wet || (settings[2] & 0b1111_1100) != measure || (settings[3] & 0xFF) != MARK) {
            throw new IOException("the " + model
                + " is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public String name() {
        return model.name();
    }

    /** Leaves the chip asleep, where it is after each sample by itself. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(CTRL_MEAS, 0);
        }
    }
}

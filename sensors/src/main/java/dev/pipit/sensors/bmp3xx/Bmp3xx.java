package dev.pipit.sensors.bmp3xx;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Pause;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.Identity;
import dev.pipit.sensors.chip.Sensor;

/**
 * Bosch BMP388 and BMP390, pressure and temperature, read through their FIFO.
 *
 * <p>Output: {@code [n, 2]} samples pressure in Pa, temperature in K.
 *
 * <p>The FIFO holds 73 samples in frames with a header; all that wait are read in one burst. INT rises when those of a
 * quarter of a second are there, and stays until the chip is read.
 *
 * <p>Source: Bosch data sheet BST-BMP388-DS001, sections 3.6 (FIFO), 3.9 (times), 4 (registers); BST-BMP390-DS002 is
 * the same but for CHIP_ID. Frames, registers and coefficients are the same in Bosch's BMP3 API and in the driver of
 * LibDriver, which was written apart from it.
 */
public final class Bmp3xx implements Sensor {
    /** The two chips, with what CHIP_ID holds. */
    public enum Model {
        BMP388(0x50), BMP390(0x60);

        private final int id;

        Model(int id) {
            this.id = id;
        }
    }

    /**
     * Output data rates, with the codes for ODR and for the oversampling of pressure in OSR bits 2 to 0: as much as fits
     * in a period, at most 16 times.
     */
    public enum Rate {
        HZ_200(200, 0, 0), HZ_100(100, 1, 1), HZ_50(50, 2, 3), HZ_25(25, 3, 4), HZ_12_5(12.5, 4, 4),
        HZ_6_25(6.25, 5, 4), HZ_3_125(3.125, 6, 4), HZ_1_5625(1.5625, 7, 4);

        private final double hz;
        private final int code;
        private final int oversampling;

        Rate(double hz, int code, int oversampling) {
            this.hz = hz;
            this.code = code;
            this.oversampling = oversampling;
        }

        public double hz() {
            return hz;
        }
    }

    private static final int CHIP_ID = 0x00;
    private static final int ERR_REG = 0x02;
    private static final int STATUS = 0x03;
    private static final int INT_STATUS = 0x11;                          // FIFO_LENGTH follows, 2 bytes
    private static final int FIFO_DATA = 0x14;
    private static final int FIFO_WTM_0 = 0x15;
    private static final int PWR_CTRL = 0x1B;
    private static final int CMD = 0x7E;
    private static final int SOFT_RESET = 0xB6;
    private static final int FIFO_FLUSH = 0xB0;
    private static final int COMMAND_READY = 0x10;
    private static final int ERRORS = 0x07;
    private static final int FIFO_FULL = 0x02;
    private static final int NORMAL = 0b0011_0011;                       // mode, temperature and pressure on
    private static final int BOTH = 0x94;                                // headers of frames
    private static final int TIME = 0xA0;
    private static final int TEMPERATURE_ONLY = 0x90;
    private static final int PRESSURE_ONLY = 0x84;
    private static final int CONFIGURED = 0x48;
    private static final int ERROR = 0x44;
    private static final int EMPTY = 0x80;
    private static final int FRAME_BYTES = 7;
    private static final int FIFO_BYTES = 512;
    private static final int DEPTH = FIFO_BYTES / FRAME_BYTES;
    private static final RegisterForm FORM = new RegisterForm(0, 0x80, 0, 0, 1, 0);
    private static final List<Channel> CHANNELS =
        List.of(new Channel("pressure", Unit.PASCAL), new Channel("temperature", Unit.KELVIN));

    /** What is known of a BMP388 before it is opened. */
    public static final ChipType BMP388 = type(Model.BMP388);

    /** What is known of a BMP390 before it is opened. */
    public static final ChipType BMP390 = type(Model.BMP390);

    private final Registers registers;
    private final Model model;
    private final Compensation compensation;
    private final SignalFormat format;
    private final int watermark;
    private final byte[] settings;                                       // FIFO_WTM_0 to ODR
    private final byte[] now = new byte[9];                              // as they were found by check
    private final byte[] level = new byte[3];
    private final byte[] raw = new byte[FIFO_BYTES];
    private long overruns;

    public Bmp3xx(Registers registers, Model model, Rate rate, Clock clock) throws IOException {
        this.registers = registers;
        this.model = model;
        int id = registers.read(CHIP_ID);
        if (id != model.id) {
            throw new IOException(
                String.format(Locale.ROOT, "not a %s: CHIP_ID=0x%02x, expected 0x%02x", model, id, model.id));
        }
        if ((registers.read(STATUS) & COMMAND_READY) != 0) {
            registers.write(CMD, SOFT_RESET);
            Pause.millis(clock, 2);
        }
        compensation = new Compensation(registers);
        watermark = Math.max(1, Math.min(DEPTH / 2, (int) (rate.hz / 4)));
        settings = new byte[] {
            (byte) (watermark * FRAME_BYTES), (byte) (watermark * FRAME_BYTES >> 8),
            0b0001_1001,                                                 // FIFO on, overwrites, both, no time
            0,                                                           // every sample, not filtered
            0b0000_1110,                                                 // watermark raises INT, high until it is read
            0,                                                           // SPI with four wires, no watchdog
            NORMAL,
            (byte) rate.oversampling,                                    // temperature once
            (byte) rate.code,
        };
        for (int i = 0; i < settings.length; i++) {
            if (FIFO_WTM_0 + i != PWR_CTRL) {
                registers.write(FIFO_WTM_0 + i, settings[i] & 0xFF);
            }
        }
        registers.write(CMD, FIFO_FLUSH);
        registers.write(PWR_CTRL, NORMAL);
        int errors = registers.read(ERR_REG) & ERRORS;
        if (errors != 0) {
            throw new IOException(String.format(Locale.ROOT, "the %s reports an error: ERR_REG=0x%02x", model, errors));
        }
        format = new SignalFormat(rate.hz, CHANNELS.size(), Unit.NONE);
    }

    private static ChipType type(Model model) {
        return new ChipType(model.name().toLowerCase(Locale.ROOT), "Bosch " + model + ", pressure and temperature",
            new ChipType.Bus(List.of(0x77, 0x76), 10_000_000, FORM), List.of(new Identity(CHIP_ID, model.id)),
            new ChipType.Sampling(CHANNELS, Stream.of(Rate.values()).map(Rate::hz).toList(), List.of(), DEPTH, 0),
            (wires, choice, clock) -> new Bmp3xx(wires.registers(FORM), model,
                choice.rate(Rate.values(), Rate::hz, Rate.HZ_25), clock),
            Optional.empty());
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
        return DEPTH;
    }

    @Override
    public int watermark() {
        return watermark;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        registers.read(INT_STATUS, level, 0, level.length);
        int waiting = (level[2] & 0x01) << 8 | level[1] & 0xFF;
        if ((level[0] & FIFO_FULL) != 0 || waiting >= DEPTH * FRAME_BYTES) {
            overruns++;
        }
        int bytes = Math.min(waiting, count * FRAME_BYTES);
        if (bytes == 0) {
            return 0;
        }
        registers.read(FIFO_DATA, raw, 0, bytes);
        int n = 0;
        int at = 0;
        while (at < bytes && at + length(raw[at] & 0xFF) <= bytes) {
            if ((raw[at] & 0xFF) == BOTH) {
                double celsius = compensation.celsius(bits24(at + 1));
                dst[offset + 2 * n] = (float) compensation.pascal(bits24(at + 4), celsius);
                dst[offset + 2 * n + 1] = (float) Compensation.kelvin(celsius);
                n++;
            }
            at += length(raw[at] & 0xFF);
        }
        return n;
    }

    /** Of a frame, in bytes. */
    private int length(int header) throws IOException {
        switch (header) {
            case BOTH:
                return FRAME_BYTES;
            case TEMPERATURE_ONLY, PRESSURE_ONLY, TIME:
                return 4;
            case CONFIGURED, ERROR, EMPTY:
                return 2;
            default:
                throw new IOException(String.format(Locale.ROOT,
                    "the FIFO of the %s is out of step: header=0x%02x", model, header));
        }
    }

    private int bits24(int at) {
        return (raw[at + 2] & 0xFF) << 16 | (raw[at + 1] & 0xFF) << 8 | raw[at] & 0xFF;
    }

    @Override
    public void check() throws IOException {
        registers.read(FIFO_WTM_0, now, 0, now.length);
        if (!Arrays.equals(now, settings)) {
            throw new IOException("the " + model
                + " is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return model.name();
    }

    /** Puts the chip to sleep. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(PWR_CTRL, 0);
        }
    }
}

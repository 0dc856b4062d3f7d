package dev.pipit.sensors.lps;

import java.io.IOException;
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
 * ST LPS22HB, pressure and temperature, read through its FIFO.
 *
 * <p>Output: {@code [n, 2]} samples pressure in Pa, temperature in K.
 *
 * <p>The FIFO holds 32 samples, each read in one transaction of 5 bytes; INT_DRDY rises when those of a quarter of a
 * second are there. Block data update stays off: with it the last byte read must be PRESS_OUT_H, and over I2C bytes must
 * be read one by one (a note to CTRL_REG1 that several public drivers repeat); an entry of the FIFO does not change.
 *
 * <p>Source: ST data sheet DocID027083, sections 5 (FIFO), 9 (registers).
 */
public final class Lps22hb implements Sensor {
    /** Output data rates, with the code for CTRL_REG1 bits 6 to 4, and the samples in a quarter of a second. */
    public enum Rate {
        HZ_1(1, 1, 1), HZ_10(10, 2, 2), HZ_25(25, 3, 6), HZ_50(50, 4, 12), HZ_75(75, 5, 16);

        private final double hz;
        private final int code;
        private final int watermark;

        Rate(double hz, int code, int watermark) {
            this.hz = hz;
            this.code = code;
            this.watermark = watermark;
        }

        public double hz() {
            return hz;
        }
    }

    private static final int WHO_AM_I = 0x0F;
    private static final int CTRL_REG1 = 0x10;
    private static final int CTRL_REG2 = 0x11;
    private static final int CTRL_REG3 = 0x12;
    private static final int FIFO_CTRL = 0x14;
    private static final int RES_CONF = 0x1A;
    private static final int FIFO_STATUS = 0x26;
    private static final int PRESS_OUT_XL = 0x28;
    private static final int ID = 0xB1;
    private static final int RESET = 0b0000_0100;
    private static final int RESET_MILLIS = 5;                           // what the chip takes to start
    private static final int COUNT_ON = 0b0001_0000;                     // the address, through a transaction
    private static final int FIFO = 0b0100_0000 | COUNT_ON;
    private static final int STREAM = 0b0100_0000;                       // overwrites the oldest
    private static final int AT_WATERMARK = 0b0001_0000;
    private static final int OVERRUN = 0x40;
    private static final int LEVEL = 0x3F;
    private static final int DEPTH = 32;
    private static final int SAMPLE_BYTES = 5;
    private static final float PASCALS = 100f / 4_096;                   // a digit: 4096 are 1 hPa
    private static final float KELVINS = 0.01f;                          // a digit
    private static final float ZERO_CELSIUS = 273.15f;                   // K, by definition
    private static final RegisterForm FORM = RegisterForm.PLAIN;
    private static final List<Channel> CHANNELS =
        List.of(new Channel("pressure", Unit.PASCAL), new Channel("temperature", Unit.KELVIN));

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("lps22hb", "ST LPS22HB, pressure and temperature",
        new ChipType.Bus(List.of(0x5D, 0x5C), 10_000_000, FORM), List.of(new Identity(WHO_AM_I, ID)),
        new ChipType.Sampling(CHANNELS, Stream.of(Rate.values()).map(Rate::hz).toList(), List.of(), DEPTH, 0),
        (wires, choice, clock) -> new Lps22hb(wires.registers(FORM),
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_25), clock),
        Optional.empty());

    private final Registers registers;
    private final Rate rate;
    private final SignalFormat format;
    private final byte[] raw = new byte[SAMPLE_BYTES];
    private long overruns;

    public Lps22hb(Registers registers, Rate rate, Clock clock) throws IOException {
        this.registers = registers;
        this.rate = rate;
        int id = registers.read(WHO_AM_I);
        if (id != ID) {
            throw new IOException(
                String.format(Locale.ROOT, "not an LPS22HB: WHO_AM_I=0x%02x, expected 0x%02x", id, ID));
        }
        registers.write(CTRL_REG1, 0);                                   // at rest while it is set up
        registers.write(CTRL_REG2, RESET);
        Pause.millis(clock, RESET_MILLIS);
        registers.write(RES_CONF, 0);                                    // low noise
        registers.write(FIFO_CTRL, 0);                                   // bypass: empties the FIFO
        registers.write(CTRL_REG2, FIFO);
        registers.write(CTRL_REG3, AT_WATERMARK);
        registers.write(FIFO_CTRL, STREAM | rate.watermark);
        registers.write(CTRL_REG1, rate.code << 4);
        format = new SignalFormat(rate.hz, CHANNELS.size(), Unit.NONE);
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
        return rate.watermark;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        int state = registers.read(FIFO_STATUS);
        if ((state & OVERRUN) != 0) {
            overruns++;
        }
        int n = Math.min(count, Math.min(DEPTH, state & LEVEL));
        for (int i = 0; i < n; i++) {
            registers.read(PRESS_OUT_XL, raw, 0, SAMPLE_BYTES);
            int pressure = raw[2] << 16 | (raw[1] & 0xFF) << 8 | raw[0] & 0xFF;
            int temperature = raw[4] << 8 | raw[3] & 0xFF;
            dst[offset + 2 * i] = pressure * PASCALS;
            dst[offset + 2 * i + 1] = temperature * KELVINS + ZERO_CELSIUS;
        }
        return n;
    }

    @Override
    public void check() throws IOException {
        registers.read(CTRL_REG1, raw, 0, SAMPLE_BYTES);                 // CTRL_REG1 to 3, one reserved, FIFO_CTRL
        if (raw[0] != rate.code << 4 || raw[1] != FIFO || raw[2] != AT_WATERMARK
            || raw[4] != (STREAM | rate.watermark)) {
            throw new IOException("the LPS22HB is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "LPS22HB";
    }

    /** Puts the chip into power-down. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(CTRL_REG1, 0);
        }
    }
}

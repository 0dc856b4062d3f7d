package dev.pipit.sensors.lis3dh;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.Identity;
import dev.pipit.sensors.chip.Sensor;

/**
 * ST LIS3DH, three-axis accelerometer, read through its FIFO.
 *
 * <p>Output: {@code [n, 3]} samples x, y, z in m/s², 12 bit; what comes out of the FIFO may hold 10 of them.
 *
 * <p>The FIFO holds 32 samples; INT1 rises when half of them are there. Each sample is one transaction of 6 bytes: that
 * a longer one would go round is said in one place only.
 *
 * <p>Source: ST data sheet DocID17530, register map and sensitivity; application note AN3308, FIFO.
 */
public final class Lis3dh implements Sensor {
    /** Output data rates, with the code for CTRL_REG1 bits 7 to 4. */
    public enum Rate {
        HZ_1(1, 1), HZ_10(10, 2), HZ_25(25, 3), HZ_50(50, 4), HZ_100(100, 5), HZ_200(200, 6), HZ_400(400, 7),
        HZ_1344(1344, 9);

        private final double hz;
        private final int code;

        Rate(double hz, int code) {
            this.hz = hz;
            this.code = code;
        }

        public double hz() {
            return hz;
        }
    }

    /** Full scales, with the code for CTRL_REG4 bits 5 and 4, and what a digit of 12 bits means. */
    public enum Range {
        G_2("2 g", 0, 1), G_4("4 g", 1, 2), G_8("8 g", 2, 4), G_16("16 g", 3, 12);

        private final String title;
        private final int code;
        private final int milligravities;

        Range(String title, int code, int milligravities) {
            this.title = title;
            this.code = code;
            this.milligravities = milligravities;
        }

        public String title() {
            return title;
        }
    }

    private static final int WHO_AM_I = 0x0F;
    private static final int CTRL_REG1 = 0x20;
    private static final int OUT_X_L = 0x28;
    private static final int FIFO_CTRL_REG = 0x2E;
    private static final int FIFO_SRC_REG = 0x2F;
    private static final int ID = 0x33;
    private static final int OVERRUN = 0x40;
    private static final int EMPTY = 0x20;
    private static final int LEVEL = 0x1F;
    private static final int DEPTH = 32;
    private static final int WATERMARK = 16;
    private static final int SAMPLE_BYTES = 6;
    private static final float STANDARD_GRAVITY = 9.80665f;              // m/s², by definition
    private static final List<Channel> XYZ = Channel.of(Unit.METRES_PER_SECOND_SQUARED, "x", "y", "z");

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("lis3dh", "ST LIS3DH, three-axis accelerometer",
        new ChipType.Bus(List.of(0x18, 0x19), 10_000_000, RegisterForm.ST),
        List.of(new Identity(WHO_AM_I, ID)),
        new ChipType.Sampling(XYZ, Stream.of(Rate.values()).map(Rate::hz).toList(),
            Stream.of(Range.values()).map(Range::title).toList(), DEPTH, 100),
        (wires, choice, clock) -> new Lis3dh(wires.registers(RegisterForm.ST),
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_400), choice.range(Range.values(), Range::title, Range.G_2)),
        Optional.of(new Lis3dhSelfTest()));

    private final Registers registers;
    private final SignalFormat format;
    private final float scale;
    private final byte[] settings;                                       // CTRL_REG1 to CTRL_REG5
    private final byte[] now = new byte[5];                              // as they were found by check
    private final byte[] raw = new byte[SAMPLE_BYTES];
    private long overruns;

    public Lis3dh(Registers registers, Rate rate, Range range) throws IOException {
        this.registers = registers;
        int id = registers.read(WHO_AM_I);
        if (id != ID) {
            throw new IOException(
                String.format(Locale.ROOT, "not a LIS3DH: WHO_AM_I=0x%02x, expected 0x%02x", id, ID));
        }
        settings = new byte[] {
            (byte) (rate.code << 4 | 0b0111),                            // rate, normal power, x y z on
            0,                                                           // no high-pass filter
            0b0000_0100,                                                 // the watermark raises INT1
            (byte) (0b1000_1000 | range.code << 4),                      // block data update, range, high resolution
            0b0100_0000,                                                 // FIFO on
        };
        registers.write(CTRL_REG1, 0);                                   // at rest while it is set up
        for (int i = 1; i < settings.length; i++) {
            registers.write(CTRL_REG1 + i, settings[i]);
        }
        registers.write(FIFO_CTRL_REG, 0);                               // bypass: empties the FIFO
        registers.write(FIFO_CTRL_REG, 0b1000_0000 | WATERMARK);         // stream: overwrites the oldest
        registers.write(CTRL_REG1, settings[0]);
        format = new SignalFormat(rate.hz, 3, Unit.METRES_PER_SECOND_SQUARED);
        scale = 1e-3f * range.milligravities * STANDARD_GRAVITY;
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public List<Channel> channels() {
        return XYZ;
    }

    @Override
    public int depth() {
        return DEPTH;
    }

    @Override
    public int watermark() {
        return WATERMARK;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        int state = registers.read(FIFO_SRC_REG);
        boolean full = (state & OVERRUN) != 0;
        if (full) {
            overruns++;
        }
        int waiting = full ? DEPTH : (state & EMPTY) != 0 ? 0 : state & LEVEL;   // 5 bits count to 31 only
        int n = Math.min(count, waiting);
        for (int i = 0; i < n; i++) {
            registers.read(OUT_X_L, raw, 0, SAMPLE_BYTES);
            for (int axis = 0; axis < 3; axis++) {
                int digits = (raw[2 * axis + 1] << 8 | raw[2 * axis] & 0xFF) >> 4;   // 12 bit, left-justified
                dst[offset + 3 * i + axis] = digits * scale;
            }
        }
        return n;
    }

    @Override
    public void check() throws IOException {
        registers.read(CTRL_REG1, now, 0, now.length);
        if (!Arrays.equals(now, settings)) {
            throw new IOException("the LIS3DH is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "LIS3DH";
    }

    /** Puts the chip into power-down. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(CTRL_REG1, 0);
        }
    }
}

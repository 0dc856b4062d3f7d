package dev.pipit.sensors.mma8451;

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
 * NXP MMA8451Q, three-axis accelerometer on I2C, read through its FIFO.
 *
 * <p>Output: {@code [n, 3]} samples x, y, z in m/s², 14 bit, high resolution mode.
 *
 * <p>The FIFO holds 32 samples; INT1 rises when half of them are there. Each sample is one transaction of 6 bytes:
 * sources do not agree on where a longer one goes on.
 *
 * <p>Source: data sheet MMA8451Q Rev. 10.3, register descriptions and sensitivity. That the chip may fail to acknowledge
 * its own reset is in Linux, {@code mma8452.c}.
 */
public final class Mma8451 implements Sensor {
    /** Output data rates, with the code for CTRL_REG1 bits 5 to 3. */
    public enum Rate {
        HZ_1_56(1.5625, 7), HZ_6_25(6.25, 6), HZ_12_5(12.5, 5), HZ_50(50, 4), HZ_100(100, 3), HZ_200(200, 2),
        HZ_400(400, 1), HZ_800(800, 0);

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

    /** Full scales, with the code for XYZ_DATA_CFG bits 1 and 0. */
    public enum Range {
        G_2("2 g", 0, 4096), G_4("4 g", 1, 2048), G_8("8 g", 2, 1024);

        private final String title;
        private final int code;
        private final int digitsPerGravity;

        Range(String title, int code, int digitsPerGravity) {
            this.title = title;
            this.code = code;
            this.digitsPerGravity = digitsPerGravity;
        }

        public String title() {
            return title;
        }
    }

    private static final int F_STATUS = 0x00;
    private static final int OUT_X_MSB = 0x01;
    private static final int F_SETUP = 0x09;
    private static final int WHO_AM_I = 0x0D;
    private static final int XYZ_DATA_CFG = 0x0E;
    private static final int CTRL_REG1 = 0x2A;
    private static final int CTRL_REG2 = 0x2B;
    private static final int ID = 0x1A;
    private static final int RESET = 0b0100_0000;
    private static final int RESET_MILLIS = 2;
    private static final int OVERFLOW = 0b1000_0000;
    private static final int LEVEL = 0x3F;
    private static final int DEPTH = 32;
    private static final int WATERMARK = 16;
    private static final int SAMPLE_BYTES = 6;
    private static final double STANDARD_GRAVITY = 9.80665;              // m/s², by definition
    private static final List<Channel> XYZ = Channel.of(Unit.METRES_PER_SECOND_SQUARED, "x", "y", "z");

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("mma8451", "NXP MMA8451Q, three-axis accelerometer",
        new ChipType.Bus(List.of(0x1D, 0x1C), 0, RegisterForm.PLAIN),
        List.of(new Identity(WHO_AM_I, ID)),
        new ChipType.Sampling(XYZ, Stream.of(Rate.values()).map(Rate::hz).toList(),
            Stream.of(Range.values()).map(Range::title).toList(), DEPTH, 100),
        (wires, choice, clock) -> new Mma8451(wires.registers(RegisterForm.PLAIN),
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_400), choice.range(Range.values(), Range::title, Range.G_2),
            clock),
        Optional.of(new Mma8451SelfTest()));

    private final Registers registers;
    private final SignalFormat format;
    private final int range;
    private final double digit;
    private final byte[] settings;                                       // CTRL_REG1 to CTRL_REG5
    private final byte[] now = new byte[5];                              // as they were found by check
    private final byte[] raw = new byte[SAMPLE_BYTES];
    private long overruns;

    /** @param clock to wait 2 ms for the reset */
    public Mma8451(Registers registers, Rate rate, Range range, Clock clock) throws IOException {
        this.registers = registers;
        this.range = range.code;
        int id = registers.read(WHO_AM_I);
        if (id != ID) {
            throw new IOException(
                String.format(Locale.ROOT, "not an MMA8451: WHO_AM_I=0x%02x, expected 0x%02x", id, ID));
        }
        settings = new byte[] {
            (byte) (rate.code << 3 | 0b001),                             // rate, active
            0b0000_0010,                                                 // high resolution
            0b0000_0010,                                                 // lines active high
            0b0100_0000,                                                 // the FIFO raises
            0b0100_0000,                                                 // INT1
        };
        reset(registers, clock);
        registers.write(XYZ_DATA_CFG, this.range);
        registers.write(F_SETUP, 0b0100_0000 | WATERMARK);               // overwrites the oldest
        for (int i = settings.length - 1; i >= 0; i--) {
            registers.write(CTRL_REG1 + i, settings[i]);                 // active last: then all others are locked
        }
        format = new SignalFormat(rate.hz, 3, Unit.METRES_PER_SECOND_SQUARED);
        digit = STANDARD_GRAVITY / range.digitsPerGravity;
    }

    /** Then it is at standby, the FIFO off. */
    static void reset(Registers registers, Clock clock) throws IOException {
        try {
            registers.write(CTRL_REG2, RESET);
        } catch (IOException e) {
            // it may be gone before it acknowledges: whether it comes back shows at the next transaction
        }
        Pause.millis(clock, RESET_MILLIS);
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
        int state = registers.read(F_STATUS);
        if ((state & OVERFLOW) != 0) {
            overruns++;
        }
        int n = Math.min(count, state & LEVEL);
        for (int i = 0; i < n; i++) {
            registers.read(OUT_X_MSB, raw, 0, SAMPLE_BYTES);
            for (int axis = 0; axis < 3; axis++) {
                int digits = (raw[2 * axis] << 8 | raw[2 * axis + 1] & 0xFF) >> 2;   // 14 bit, left-justified
                dst[offset + 3 * i + axis] = (float) (digits * digit);
            }
        }
        return n;
    }

    @Override
    public void check() throws IOException {
        registers.read(CTRL_REG1, now, 0, now.length);
        if (!Arrays.equals(now, settings) || registers.read(XYZ_DATA_CFG) != range) {
            throw new IOException("the MMA8451 is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "MMA8451";
    }

    /** Puts the chip into standby. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(CTRL_REG1, 0);
        }
    }
}

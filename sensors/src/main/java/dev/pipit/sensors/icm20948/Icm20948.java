package dev.pipit.sensors.icm20948;

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
import dev.pipit.sensors.bus.Wires;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.Identity;
import dev.pipit.sensors.chip.Sensor;

/**
 * InvenSense ICM-20948, accelerometer and gyroscope, read through the FIFO. Its magnetometer is not read.
 *
 * <p>Output: {@code [n, 6]} samples x, y, z in m/s² and gyro_x, gyro_y, gyro_z in rad/s, 16 bit.
 *
 * <p>The FIFO is a row of bytes without tags; its watermark cannot be chosen, and is not used: INT1 rises with every
 * sample. After an overrun nobody knows where a sample begins: it is emptied, and all that was in it is lost.
 *
 * <p>Registers are in four banks. The chip is left in bank 0, except while it is set up and checked.
 *
 * <p>Source: data sheet DS-000189 rev. 1.3, registers and sensitivity. It gives 1.1 kHz as the base of the gyroscope's
 * rate and 1.125 kHz as that of the accelerometer's; the latter is taken for both, and the true rate found by counting.
 * How the FIFO is reset is how SparkFun's driver does it ({@code ICM_20948_reset_FIFO}: 0x1F, 0x1E).
 */
public final class Icm20948 implements Sensor {
    /** Rates, with the divider of 1125 Hz and the low-pass filter below half of them, about the same for both. */
    public enum Rate {
        HZ_25(25, 44, 5), HZ_56(56.25, 19, 4), HZ_102(1125 / 11.0, 10, 4), HZ_225(225, 4, 3), HZ_562(562.5, 1, 0),
        HZ_1125(1125, 0, 0);

        private final double hz;
        private final int divider;
        private final int filter;

        Rate(double hz, int divider, int filter) {
            this.hz = hz;
            this.divider = divider;
            this.filter = filter;
        }

        public double hz() {
            return hz;
        }
    }

    /** Full scales of the accelerometer, with the code for ACCEL_CONFIG bits 2 and 1, and digits for 1 g. */
    public enum Range {
        G_2("2 g", 0, 16_384), G_4("4 g", 1, 8_192), G_8("8 g", 2, 4_096), G_16("16 g", 3, 2_048);

        private final String title;
        private final int code;
        private final int digitsPerG;

        Range(String title, int code, int digitsPerG) {
            this.title = title;
            this.code = code;
            this.digitsPerG = digitsPerG;
        }

        public String title() {
            return title;
        }
    }

    /** Full scales of the gyroscope in degrees a second, with the code for GYRO_CONFIG_1 bits 2 and 1, and digits for 1. */
    public enum Turn {
        DPS_250(0, 131), DPS_500(1, 65.5), DPS_1000(2, 32.8), DPS_2000(3, 16.4);

        private final int code;
        private final double digitsPerDps;

        Turn(int code, double digitsPerDps) {
            this.code = code;
            this.digitsPerDps = digitsPerDps;
        }
    }

    /** What the chip is set to. */
    public record Settings(Rate rate, Range range, Turn turn) {
    }

    private static final int REG_BANK_SEL = 0x7F;
    private static final int BANK_2 = 0x20;
    private static final int WHO_AM_I = 0x00;
    private static final int USER_CTRL = 0x03;
    private static final int LP_CONFIG = 0x05;
    private static final int PWR_MGMT_1 = 0x06;
    private static final int PWR_MGMT_2 = 0x07;
    private static final int INT_ENABLE_1 = 0x11;
    private static final int INT_ENABLE_2 = 0x12;
    private static final int INT_STATUS_2 = 0x1B;
    private static final int FIFO_EN_2 = 0x67;
    private static final int FIFO_RST = 0x68;
    private static final int FIFO_MODE = 0x69;
    private static final int FIFO_COUNT_H = 0x70;
    private static final int FIFO_R_W = 0x72;
    private static final int GYRO_SMPLRT_DIV = 0x00;                     // bank 2
    private static final int ACCEL_SMPLRT_DIV_1 = 0x10;                  // bank 2
    private static final int ACCEL_CONFIG = 0x14;                        // bank 2
    private static final int ID = 0xEA;
    private static final int BOTH = 0b0001_1110;                         // FIFO_EN_2
    private static final int FIFO_ON = 0b0100_0000;                      // USER_CTRL
    private static final int NO_I2C = 0b0001_0000;
    private static final int OVERFLOW = 0x1F;                            // INT_STATUS_2, cleared by being read
    private static final int AWAKE = 0x01;                               // best clock
    private static final int ASLEEP = 0x41;
    private static final int FIFO_BYTES = 512;
    private static final int SAMPLE_BYTES = 12;
    private static final int DEPTH = FIFO_BYTES / SAMPLE_BYTES;
    private static final int RESET_MILLIS = 100;
    private static final int SETTLE_MILLIS = 100;
    private static final double STANDARD_GRAVITY = 9.80665;              // m/s², by definition
    private static final List<Channel> CHANNELS = Stream.concat(
        Channel.of(Unit.METRES_PER_SECOND_SQUARED, "x", "y", "z").stream(),
        Channel.of(Unit.RADIANS_PER_SECOND, "gyro_x", "gyro_y", "gyro_z").stream()).toList();

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("icm20948", "InvenSense ICM-20948, accelerometer and gyroscope",
        new ChipType.Bus(List.of(0x69, 0x68), 7_000_000, RegisterForm.PLAIN),
        List.of(new Identity(WHO_AM_I, ID)),
        new ChipType.Sampling(CHANNELS, Stream.of(Rate.values()).map(Rate::hz).toList(),
            Stream.of(Range.values()).map(Range::title).toList(), DEPTH, 100),
        (wires, choice, clock) -> new Icm20948(wires, new Settings(
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_102),
            choice.range(Range.values(), Range::title, Range.G_4), Turn.DPS_2000), clock),
        Optional.empty());

    private final Registers registers;
    private final SignalFormat format;
    private final float accelScale;
    private final float gyroScale;
    private final int userCtrl;
    private final byte[] gyroSettings;                                   // GYRO_SMPLRT_DIV and GYRO_CONFIG_1
    private final byte[] accelDivider;                                   // ACCEL_SMPLRT_DIV_1 and _2
    private final int accelSettings;                                     // ACCEL_CONFIG
    private final byte[] powerSettings = {0, AWAKE, 0};                  // LP_CONFIG to PWR_MGMT_2: all on
    private final byte[] now = new byte[3];                              // as they were found by check
    private final byte[] count = new byte[2];
    private final byte[] raw = new byte[FIFO_BYTES];
    private long overruns;

    public Icm20948(Wires wires, Settings wanted, Clock clock) throws IOException {
        registers = wires.registers(RegisterForm.PLAIN);
        int id = registers.read(WHO_AM_I);
        if (id != ID) {
            registers.write(REG_BANK_SEL, 0);                            // it may have been left in another bank
            id = registers.read(WHO_AM_I);
        }
        if (id != ID) {
            throw new IOException(
                String.format(Locale.ROOT, "not an ICM-20948: WHO_AM_I=0x%02x, expected 0x%02x", id, ID));
        }
        gyroSettings = new byte[] {(byte) wanted.rate.divider,
            (byte) (wanted.rate.filter << 3 | wanted.turn.code << 1 | 1)};
        accelDivider = new byte[] {0, (byte) wanted.rate.divider};
        accelSettings = wanted.rate.filter << 3 | wanted.range.code << 1 | 1;
        userCtrl = FIFO_ON | (wires.spi() ? NO_I2C : 0);
        format = new SignalFormat(wanted.rate.hz, 6, Unit.NONE);
        accelScale = (float) (STANDARD_GRAVITY / wanted.range.digitsPerG);
        gyroScale = (float) Math.toRadians(1 / wanted.turn.digitsPerDps);
        setUp(clock);
    }

    private void setUp(Clock clock) throws IOException {
        registers.write(REG_BANK_SEL, 0);
        registers.write(PWR_MGMT_1, 0x80);                               // reset
        Pause.millis(clock, RESET_MILLIS);
        registers.write(PWR_MGMT_1, AWAKE);
        registers.write(LP_CONFIG, powerSettings[0]);
        registers.write(PWR_MGMT_2, powerSettings[2]);
        registers.write(USER_CTRL, userCtrl & ~FIFO_ON);
        registers.write(REG_BANK_SEL, BANK_2);
        registers.write(GYRO_SMPLRT_DIV, gyroSettings[0] & 0xFF);
        registers.write(GYRO_SMPLRT_DIV + 1, gyroSettings[1] & 0xFF);
        registers.write(ACCEL_SMPLRT_DIV_1, accelDivider[0] & 0xFF);
        registers.write(ACCEL_SMPLRT_DIV_1 + 1, accelDivider[1] & 0xFF);
        registers.write(ACCEL_CONFIG, accelSettings);
        registers.write(REG_BANK_SEL, 0);
        registers.write(INT_ENABLE_1, 0x01);                             // every sample
        registers.write(INT_ENABLE_2, OVERFLOW);
        registers.write(FIFO_MODE, 0);                                   // stream: overwrites the oldest
        Pause.millis(clock, SETTLE_MILLIS);
        emptyFifo();
    }

    private void emptyFifo() throws IOException {
        registers.write(FIFO_EN_2, 0);
        registers.write(FIFO_RST, 0x1F);
        registers.write(FIFO_RST, 0x1E);
        registers.write(USER_CTRL, userCtrl);
        registers.read(INT_STATUS_2);
        registers.write(FIFO_EN_2, BOTH);
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
    public int read(float[] dst, int offset, int most) throws IOException {
        registers.read(FIFO_COUNT_H, count, 0, 2);
        int bytes = (count[0] & 0x1F) << 8 | count[1] & 0xFF;
        boolean full = bytes >= FIFO_BYTES;
        int n = full ? 0 : Math.min(most, bytes / SAMPLE_BYTES);
        if (n > 0) {
            registers.read(FIFO_R_W, raw, 0, n * SAMPLE_BYTES);
        }
        if (full || n > 0 && (registers.read(INT_STATUS_2) & OVERFLOW) != 0) {
            overruns++;
            emptyFifo();
            return 0;
        }
        for (int i = 0; i < n; i++) {
            for (int axis = 0; axis < 3; axis++) {
                dst[offset + 6 * i + axis] = word(SAMPLE_BYTES * i + 2 * axis) * accelScale;
                dst[offset + 6 * i + 3 + axis] = word(SAMPLE_BYTES * i + 6 + 2 * axis) * gyroScale;
            }
        }
        return n;
    }

    private int word(int at) {
        return (short) (raw[at] << 8 | raw[at + 1] & 0xFF);
    }

    @Override
    public void check() throws IOException {
        boolean same = same(LP_CONFIG, powerSettings) && registers.read(USER_CTRL) == userCtrl
            && registers.read(FIFO_EN_2) == BOTH;
        registers.write(REG_BANK_SEL, BANK_2);
        same &= same(GYRO_SMPLRT_DIV, gyroSettings) && same(ACCEL_SMPLRT_DIV_1, accelDivider)
            && registers.read(ACCEL_CONFIG) == accelSettings;
        registers.write(REG_BANK_SEL, 0);
        if (!same) {
            throw new IOException("the ICM-20948 is not as it was set up: it was without power, or is used by others");
        }
    }

    private boolean same(int register, byte[] settings) throws IOException {
        registers.read(register, now, 0, settings.length);
        return Arrays.equals(now, 0, settings.length, settings, 0, settings.length);
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "ICM-20948";
    }

    /** Puts the chip to sleep. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(REG_BANK_SEL, 0);
            registers.write(PWR_MGMT_1, ASLEEP);
        }
    }
}

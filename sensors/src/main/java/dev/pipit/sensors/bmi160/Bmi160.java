package dev.pipit.sensors.bmi160;

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
 * Bosch BMI160, accelerometer and gyroscope, read through the FIFO.
 *
 * <p>Output: {@code [n, 6]} samples x, y, z in m/s² and gyro_x, gyro_y, gyro_z in rad/s, 16 bit.
 *
 * <p>The FIFO gives frames with a header; one of them says how many were lost. A frame that was read in part comes again.
 * INT1 rises with every sample: the unit of the watermark is said in one place only.
 *
 * <p>Source: Bosch data sheet BST-BMI160-DS000, registers; frames and commands as in Bosch's {@code BMI160_SensorAPI},
 * waiting times, scales, rates and the interrupt as in Linux ({@code bmi160_core.c}) too.
 */
public final class Bmi160 implements Sensor {
    /** Output data rates of both, with the code for ACC_CONF and GYR_CONF. */
    public enum Rate {
        HZ_25(25, 6), HZ_50(50, 7), HZ_100(100, 8), HZ_200(200, 9), HZ_400(400, 10), HZ_800(800, 11), HZ_1600(1600, 12);

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

    /** Full scales of the accelerometer, with the code for ACC_RANGE, and digits for 1 g. */
    public enum Range {
        G_2("2 g", 3, 16_384), G_4("4 g", 5, 8_192), G_8("8 g", 8, 4_096), G_16("16 g", 12, 2_048);

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

    /** Full scales of the gyroscope in degrees a second, with the code for GYR_RANGE, and digits for 1. */
    public enum Turn {
        DPS_125(4, 262.4), DPS_250(3, 131.2), DPS_500(2, 65.6), DPS_1000(1, 32.8), DPS_2000(0, 16.4);

        private final int code;
        private final double digitsPerDps;

        Turn(int code, double digitsPerDps) {
            this.code = code;
            this.digitsPerDps = digitsPerDps;
        }
    }

    private static final int CHIP_ID = 0x00;
    private static final int PMU_STATUS = 0x03;
    private static final int FIFO_LENGTH = 0x22;
    private static final int FIFO_DATA = 0x24;
    private static final int ACC_CONF = 0x40;
    private static final int FIFO_CONFIG_1 = 0x47;
    private static final int INT_EN_1 = 0x51;
    private static final int INT_OUT_CTRL = 0x53;
    private static final int INT_MAP_1 = 0x56;
    private static final int CMD = 0x7E;
    private static final int DUMMY = 0x7F;                               // reading it chooses SPI
    private static final int ID = 0xD1;
    private static final int RESET = 0xB6;
    private static final int ACCEL_NORMAL = 0x11;
    private static final int GYRO_NORMAL = 0x15;
    private static final int FIFO_FLUSH = 0xB0;
    private static final int BOTH_NORMAL = 0b0001_0100;                  // PMU_STATUS bits 5 to 2
    private static final int BOTH_WITH_HEADER = 0b1101_0000;             // FIFO_CONFIG_1
    private static final int FRAME_BOTH = 0x8C;
    private static final int FRAME_ACCEL = 0x84;
    private static final int FRAME_GYRO = 0x88;
    private static final int FRAME_SKIPPED = 0x40;
    private static final int FRAME_TIME = 0x44;
    private static final int FRAME_CONFIG = 0x48;
    private static final int FRAME_NONE = 0x80;                          // more was read than there is
    private static final int FIFO_BYTES = 1024;
    private static final int FRAME_BYTES = 13;
    private static final int DEPTH = FIFO_BYTES / FRAME_BYTES;
    private static final int RESET_MILLIS = 15;
    private static final int ACCEL_MILLIS = 5;
    private static final int GYRO_MILLIS = 81;
    private static final double STANDARD_GRAVITY = 9.80665;              // m/s², by definition
    private static final List<Channel> CHANNELS = Stream.concat(
        Channel.of(Unit.METRES_PER_SECOND_SQUARED, "x", "y", "z").stream(),
        Channel.of(Unit.RADIANS_PER_SECOND, "gyro_x", "gyro_y", "gyro_z").stream()).toList();

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("bmi160", "Bosch BMI160, accelerometer and gyroscope",
        new ChipType.Bus(List.of(0x68, 0x69), 10_000_000, RegisterForm.PLAIN),
        List.of(new Identity(CHIP_ID, ID)),
        new ChipType.Sampling(CHANNELS, Stream.of(Rate.values()).map(Rate::hz).toList(),
            Stream.of(Range.values()).map(Range::title).toList(), DEPTH, 100),
        (wires, choice, clock) -> new Bmi160(wires.registers(RegisterForm.PLAIN),
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_100), choice.range(Range.values(), Range::title, Range.G_4),
            Turn.DPS_2000, clock),
        Optional.of(new Bmi160SelfTest()));

    private final Registers registers;
    private final SignalFormat format;
    private final float accelScale;
    private final float gyroScale;
    private final byte[] settings;                                       // ACC_CONF to GYR_RANGE
    private final byte[] now = new byte[4];                              // as they were found by check
    private final byte[] length = new byte[2];
    private final byte[] raw = new byte[FIFO_BYTES];
    private long overruns;

    public Bmi160(Registers registers, Rate rate, Range range, Turn turn, Clock clock) throws IOException {
        this.registers = registers;
        registers.read(DUMMY);
        int id = registers.read(CHIP_ID);
        if (id != ID) {
            throw new IOException(
                String.format(Locale.ROOT, "not a BMI160: CHIP_ID=0x%02x, expected 0x%02x", id, ID));
        }
        settings = new byte[] {
            (byte) (0b0010_0000 | rate.code),                            // usual filter
            (byte) range.code,
            (byte) (0b0010_0000 | rate.code),
            (byte) turn.code,
        };
        format = new SignalFormat(rate.hz, 6, Unit.NONE);
        accelScale = (float) (STANDARD_GRAVITY / range.digitsPerG);
        gyroScale = (float) Math.toRadians(1 / turn.digitsPerDps);
        setUp(clock);
    }

    private void setUp(Clock clock) throws IOException {
        command(RESET, RESET_MILLIS, clock);
        registers.read(DUMMY);
        command(ACCEL_NORMAL, ACCEL_MILLIS, clock);
        command(GYRO_NORMAL, GYRO_MILLIS, clock);
        for (int i = 0; i < settings.length; i++) {
            registers.write(ACC_CONF + i, settings[i] & 0xFF);
        }
        registers.write(FIFO_CONFIG_1, BOTH_WITH_HEADER);
        registers.write(INT_OUT_CTRL, 0b0000_1010);                      // INT1 on, active high
        registers.write(INT_EN_1, 0b0001_0000);                          // every sample
        registers.write(INT_MAP_1, 0b1000_0000);                         // on INT1
        command(FIFO_FLUSH, 1, clock);
    }

    private void command(int command, int millis, Clock clock) throws IOException {
        registers.write(CMD, command);
        Pause.millis(clock, millis);
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
    public int read(float[] dst, int offset, int count) throws IOException {
        registers.read(FIFO_LENGTH, length, 0, 2);
        int waiting = Math.min(FIFO_BYTES, (length[1] & 0x07) << 8 | length[0] & 0xFF);
        int bytes = Math.min(waiting, FRAME_BYTES * count);
        if (bytes == 0) {
            return 0;
        }
        registers.read(FIFO_DATA, raw, 0, bytes);
        int n = 0;
        int at = 0;
        while (at < bytes) {
            int frame = raw[at] & 0xFC;                                  // the rest are interrupts, which nobody asked for
            int size = size(frame);
            if (frame == FRAME_NONE || at + size > bytes) {
                return n;
            }
            if (frame == FRAME_BOTH) {
                decode(at + 1, dst, offset + 6 * n);
                n++;
            } else if (frame == FRAME_SKIPPED) {
                overruns += Math.max(1, raw[at + 1] & 0xFF);
            } else if (size == 1) {
                overruns++;
                registers.write(CMD, FIFO_FLUSH);                        // no such frame: begin anew
                return n;
            }
            at += size;
        }
        return n;
    }

    /** Bytes of a frame with its header; 1 if there is no such frame. */
    private static int size(int frame) {
        return switch (frame) {
            case FRAME_BOTH -> FRAME_BYTES;
            case FRAME_ACCEL, FRAME_GYRO -> 7;
            case FRAME_TIME -> 4;
            case FRAME_SKIPPED, FRAME_CONFIG -> 2;
            default -> 1;
        };
    }

    /** The gyroscope comes first. */
    private void decode(int at, float[] dst, int to) {
        for (int axis = 0; axis < 3; axis++) {
            dst[to + axis] = word(at + 6 + 2 * axis) * accelScale;
            dst[to + 3 + axis] = word(at + 2 * axis) * gyroScale;
        }
    }

    private int word(int at) {
        return (short) (raw[at + 1] << 8 | raw[at] & 0xFF);
    }

    @Override
    public void check() throws IOException {
        registers.read(ACC_CONF, now, 0, now.length);
        if (!Arrays.equals(now, settings) || registers.read(FIFO_CONFIG_1) != BOTH_WITH_HEADER
                || (registers.read(PMU_STATUS) & 0b0011_1100) != BOTH_NORMAL) {
            throw new IOException("the BMI160 is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "BMI160";
    }

    /** Resets the chip, after which both are suspended: two commands in a row it would not take. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(CMD, RESET);
        }
    }
}

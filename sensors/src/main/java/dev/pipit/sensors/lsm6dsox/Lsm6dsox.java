package dev.pipit.sensors.lsm6dsox;

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
 * ST LSM6DSOX, six-axis accelerometer and gyroscope, read through its FIFO. The LSM6DSO answers the same and is read the
 * same.
 *
 * <p>Output: {@code [n, 6]} samples x, y, z in m/s² and gyro_x, gyro_y, gyro_z in rad/s, 16 bit.
 *
 * <p>The FIFO holds 512 words of 7 bytes, a tag and three numbers of one of the two: 256 samples. The tag says in which
 * period the word was taken; only words of the same period become a sample. INT1 rises when 16 samples are there.
 *
 * <p>Source: ST data sheet DS12814, registers, FIFO and sensitivity. That a burst goes round from 0x7E to 0x78 is how
 * Linux reads it ({@code st_lsm6dsx_buffer.c}, 28 bytes from 0x78); that settling takes 100 ms is in ST's example
 * {@code lsm6dsox_self_test.c}.
 */
public final class Lsm6dsox implements Sensor {
    /** Output data rates of both, with the code for CTRL1_XL, CTRL2_G and FIFO_CTRL3. */
    public enum Rate {
        HZ_12_5(12.5, 1), HZ_26(26, 2), HZ_52(52, 3), HZ_104(104, 4), HZ_208(208, 5), HZ_416(416, 6), HZ_833(833, 7),
        HZ_1666(1666, 8), HZ_3332(3332, 9), HZ_6664(6664, 10);

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

    /** Full scales of the accelerometer, with the code for CTRL1_XL bits 3 and 2, and what a digit means. */
    public enum Range {
        G_2("2 g", 0, 0.061f), G_4("4 g", 2, 0.122f), G_8("8 g", 3, 0.244f), G_16("16 g", 1, 0.488f);

        private final String title;
        private final int code;
        private final float milligravities;

        Range(String title, int code, float milligravities) {
            this.title = title;
            this.code = code;
            this.milligravities = milligravities;
        }

        public String title() {
            return title;
        }
    }

    /** Full scales of the gyroscope in degrees a second, with the code for CTRL2_G bits 3 to 1, and a digit. */
    public enum Turn {
        DPS_125(1, 4.375), DPS_250(0, 8.75), DPS_500(2, 17.5), DPS_1000(4, 35), DPS_2000(6, 70);

        private final int code;
        private final double milliDps;

        Turn(int code, double milliDps) {
            this.code = code;
            this.milliDps = milliDps;
        }
    }

    private static final int FIFO_CTRL1 = 0x07;
    private static final int FIFO_CTRL4 = 0x0A;
    private static final int WHO_AM_I = 0x0F;
    private static final int CTRL1_XL = 0x10;
    private static final int CTRL2_G = 0x11;
    private static final int CTRL3_C = 0x12;
    private static final int CTRL9_XL = 0x18;
    private static final int FIFO_STATUS1 = 0x3A;
    private static final int FIFO_DATA_OUT_TAG = 0x78;
    private static final int ID = 0x6C;
    private static final int RESET = 0x01;
    private static final int OVERRUN_LATCHED = 0x08;                     // FIFO_STATUS2; cleared by being read
    private static final int TAG_GYRO = 1;
    private static final int TAG_ACCEL = 2;
    private static final int NONE = -1;
    private static final int DEPTH = 256;
    private static final int WATERMARK = 16;
    private static final int WORD_BYTES = 7;
    private static final int BURST_WORDS = 64;
    private static final int RESET_MILLIS = 10;
    private static final int SETTLE_MILLIS = 100;
    private static final float STANDARD_GRAVITY = 9.80665f;              // m/s², by definition
    private static final List<Channel> CHANNELS = Stream.concat(
        Channel.of(Unit.METRES_PER_SECOND_SQUARED, "x", "y", "z").stream(),
        Channel.of(Unit.RADIANS_PER_SECOND, "gyro_x", "gyro_y", "gyro_z").stream()).toList();

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("lsm6dsox", "ST LSM6DSOX, accelerometer and gyroscope",
        new ChipType.Bus(List.of(0x6A, 0x6B), 10_000_000, RegisterForm.PLAIN),
        List.of(new Identity(WHO_AM_I, ID)),
        new ChipType.Sampling(CHANNELS, Stream.of(Rate.values()).map(Rate::hz).toList(),
            Stream.of(Range.values()).map(Range::title).toList(), DEPTH, 100),
        (wires, choice, clock) -> new Lsm6dsox(wires.registers(RegisterForm.PLAIN),
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_104), choice.range(Range.values(), Range::title, Range.G_4),
            Turn.DPS_2000, clock),
        Optional.of(new Lsm6dsoxSelfTest()));

    private final Registers registers;
    private final SignalFormat format;
    private final float accelScale;
    private final float gyroScale;
    private final byte[] settings;                                       // FIFO_CTRL1 to CTRL3_C
    private final byte[] now;                                            // as they were found by check
    private final byte[] status = new byte[2];
    private final byte[] raw = new byte[BURST_WORDS * WORD_BYTES];
    private final float[] sample = new float[6];                         // the words of it that are there
    private int accelPeriod = NONE;                                      // of the word in sample, 2 bits
    private int gyroPeriod = NONE;
    private long overruns;

    public Lsm6dsox(Registers registers, Rate rate, Range range, Turn turn, Clock clock) throws IOException {
        this.registers = registers;
        int id = registers.read(WHO_AM_I);
        if (id != ID) {
            throw new IOException(
                String.format(Locale.ROOT, "not an LSM6DSOX: WHO_AM_I=0x%02x, expected 0x%02x", id, ID));
        }
        settings = new byte[] {
            2 * WATERMARK, 0,                                            // in words
            (byte) (rate.code << 4 | rate.code),                         // both into the FIFO
            0b0000_0110,                                                 // continuous: overwrites the oldest
            0, 0,                                                        // no counter
            0b0000_1000,                                                 // the watermark raises INT1
            0,                                                           // nothing raises INT2
            ID,
            (byte) (rate.code << 4 | range.code << 2),
            (byte) (rate.code << 4 | turn.code << 1),
            0b0100_0100,                                                 // block data update, address counts on
        };
        now = new byte[settings.length];
        accelScale = 1e-3f * range.milligravities * STANDARD_GRAVITY;
        gyroScale = (float) Math.toRadians(1e-3 * turn.milliDps);
        format = new SignalFormat(rate.hz, 6, Unit.NONE);
        setUp(clock);
    }

    private void setUp(Clock clock) throws IOException {
        registers.write(CTRL3_C, RESET);
        Pause.millis(clock, RESET_MILLIS);
        set(CTRL3_C);
        registers.write(CTRL9_XL, 0b1110_0010);                          // as after reset, but no I3C
        registers.write(FIFO_CTRL4, 0);                                  // bypass: keeps the FIFO empty
        for (int i = 0; i < settings.length; i++) {
            int register = FIFO_CTRL1 + i;
            if (register != FIFO_CTRL4 && register != WHO_AM_I && register != CTRL3_C) {
                set(register);
            }
        }
        Pause.millis(clock, SETTLE_MILLIS);
        set(FIFO_CTRL4);
    }

    private void set(int register) throws IOException {
        registers.write(register, settings[register - FIFO_CTRL1] & 0xFF);
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
        return WATERMARK;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        registers.read(FIFO_STATUS1, status, 0, status.length);
        if ((status[1] & OVERRUN_LATCHED) != 0) {
            overruns++;
            accelPeriod = NONE;
            gyroPeriod = NONE;
        }
        int waiting = (status[1] & 3) << 8 | status[0] & 0xFF;
        int words = Math.min(waiting, 2 * count - (accelPeriod != NONE || gyroPeriod != NONE ? 1 : 0));
        int n = 0;
        while (words > 0) {
            int part = Math.min(words, BURST_WORDS);
            registers.read(FIFO_DATA_OUT_TAG, raw, 0, WORD_BYTES * part);
            for (int i = 0; i < part; i++) {
                if (completes(WORD_BYTES * i)) {
                    System.arraycopy(sample, 0, dst, offset + 6 * n, 6);
                    n++;
                }
            }
            words -= part;
        }
        return n;
    }

    /** Takes a word, and says whether the sample is whole now. */
    private boolean completes(int at) {
        int tag = raw[at] >> 3 & 0x1F;
        int period = raw[at] >> 1 & 3;
        if (tag == TAG_ACCEL) {
            decode(at + 1, 0, accelScale);
            accelPeriod = period;
        } else if (tag == TAG_GYRO) {
            decode(at + 1, 3, gyroScale);
            gyroPeriod = period;
        }
        if (accelPeriod != gyroPeriod || accelPeriod == NONE) {
            return false;
        }
        accelPeriod = NONE;
        gyroPeriod = NONE;
        return true;
    }

    private void decode(int at, int to, float scale) {
        for (int axis = 0; axis < 3; axis++) {
            sample[to + axis] = (short) (raw[at + 2 * axis + 1] << 8 | raw[at + 2 * axis] & 0xFF) * scale;
        }
    }

    @Override
    public void check() throws IOException {
        registers.read(FIFO_CTRL1, now, 0, now.length);
        if (!Arrays.equals(now, settings)) {
            throw new IOException("the LSM6DSOX is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "LSM6DSOX";
    }

    /** Switches both off. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(CTRL1_XL, 0);
            registers.write(CTRL2_G, 0);
        }
    }
}

package dev.pipit.sensors.lsm6ds3;

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
 * ST LSM6DS3 and LSM6DS3TR-C, six-axis accelerometer and gyroscope, read through the FIFO.
 *
 * <p>Output: {@code [n, 6]} samples x, y, z in m/s² and gyro_x, gyro_y, gyro_z in rad/s, 16 bit.
 *
 * <p>The FIFO is a row of words of 16 bits without tags, six a sample, gyroscope first. An overrun loses words, and the
 * chip says which of the six comes next (FIFO_STATUS3): the rest of a broken sample is skipped. INT1 rises when 16
 * samples are there.
 *
 * <p>Source: ST data sheets DocID026899 (LSM6DS3) and DocID030071 (LSM6DS3TR-C), registers, FIFO and sensitivity. That a
 * burst goes round from 0x3F to 0x3E, and the order of a sample, is how Linux reads it ({@code st_lsm6dsx_buffer.c}).
 */
public final class Lsm6ds3 implements Sensor {
    /** The two parts, with what they answer and the words of their FIFO: 8 and 4 kB. */
    public enum Part {
        LSM6DS3("LSM6DS3", 0x69, 4096), LSM6DS3TR_C("LSM6DS3TR-C", 0x6A, 2048);

        private final String title;
        private final int id;
        private final int words;

        Part(String title, int id, int words) {
            this.title = title;
            this.id = id;
            this.words = words;
        }
    }

    /** Output data rates of both, with the code for CTRL1_XL, CTRL2_G and FIFO_CTRL5. */
    public enum Rate {
        HZ_12_5(12.5, 1), HZ_26(26, 2), HZ_52(52, 3), HZ_104(104, 4), HZ_208(208, 5), HZ_416(416, 6), HZ_833(833, 7),
        HZ_1666(1666, 8);

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

    private static final int FIFO_CTRL1 = 0x06;
    private static final int FIFO_CTRL5 = 0x0A;
    private static final int INT1_CTRL = 0x0D;
    private static final int WHO_AM_I = 0x0F;
    private static final int CTRL1_XL = 0x10;
    private static final int CTRL2_G = 0x11;
    private static final int CTRL3_C = 0x12;
    private static final int FIFO_STATUS1 = 0x3A;
    private static final int FIFO_DATA_OUT = 0x3E;
    private static final int RESET = 0x01;
    private static final int OVERRUN = 0x40;                             // FIFO_STATUS2
    private static final int EMPTY = 0x10;
    private static final int SAMPLE_WORDS = 6;
    private static final int WATERMARK = 16;
    private static final int BURST_SAMPLES = 32;
    private static final int RESET_MILLIS = 10;
    private static final int SETTLE_MILLIS = 200;
    private static final float STANDARD_GRAVITY = 9.80665f;              // m/s², by definition
    private static final List<Channel> CHANNELS = Stream.concat(
        Channel.of(Unit.METRES_PER_SECOND_SQUARED, "x", "y", "z").stream(),
        Channel.of(Unit.RADIANS_PER_SECOND, "gyro_x", "gyro_y", "gyro_z").stream()).toList();

    /** What is known of the LSM6DS3 before it is opened. */
    public static final ChipType TYPE = type("lsm6ds3", Part.LSM6DS3);

    /** What is known of the LSM6DS3TR-C before it is opened. */
    public static final ChipType TYPE_TR_C = type("lsm6ds3tr-c", Part.LSM6DS3TR_C);

    private final Registers registers;
    private final Part part;
    private final SignalFormat format;
    private final float accelScale;
    private final float gyroScale;
    private final byte[] fifoSettings;                                   // FIFO_CTRL1 to FIFO_CTRL5
    private final byte[] settings;                                       // INT1_CTRL to CTRL3_C
    private final byte[] now = new byte[6];                              // as they were found by check
    private final byte[] status = new byte[4];
    private final byte[] raw = new byte[BURST_SAMPLES * 2 * SAMPLE_WORDS];
    private long overruns;

    public Lsm6ds3(Registers registers, Part part, Rate rate, Range range, Turn turn, Clock clock) throws IOException {
        this.registers = registers;
        this.part = part;
        int id = registers.read(WHO_AM_I);
        if (id != part.id) {
            throw new IOException(String.format(Locale.ROOT, "not an %s: WHO_AM_I=0x%02x, expected 0x%02x", part.title,
                id, part.id));
        }
        fifoSettings = new byte[] {
            WATERMARK * SAMPLE_WORDS, 0,                                 // in words
            0b0000_1001,                                                 // every sample of both
            0,                                                           // nothing else
            (byte) (rate.code << 3 | 0b110),                             // continuous: overwrites the oldest
        };
        settings = new byte[] {
            0b0000_1000,                                                 // the watermark raises INT1
            0,                                                           // nothing raises INT2
            (byte) id,
            (byte) (rate.code << 4 | range.code << 2),
            (byte) (rate.code << 4 | turn.code << 1),
            0b0100_0100,                                                 // block data update, address counts on
        };
        accelScale = 1e-3f * range.milligravities * STANDARD_GRAVITY;
        gyroScale = (float) Math.toRadians(1e-3 * turn.milliDps);
        format = new SignalFormat(rate.hz, 6, Unit.NONE);
        setUp(clock);
    }

    private static ChipType type(String name, Part part) {
        return new ChipType(name, "ST " + part.title + ", accelerometer and gyroscope",
            new ChipType.Bus(List.of(0x6A, 0x6B), 10_000_000, RegisterForm.PLAIN),
            List.of(new Identity(WHO_AM_I, part.id)),
            new ChipType.Sampling(CHANNELS, Stream.of(Rate.values()).map(Rate::hz).toList(),
                Stream.of(Range.values()).map(Range::title).toList(), part.words / SAMPLE_WORDS, 100),
            (wires, choice, clock) -> new Lsm6ds3(wires.registers(RegisterForm.PLAIN), part,
                choice.rate(Rate.values(), Rate::hz, Rate.HZ_104),
                choice.range(Range.values(), Range::title, Range.G_4), Turn.DPS_2000, clock),
            Optional.of(new Lsm6ds3SelfTest()));
    }

    private void setUp(Clock clock) throws IOException {
        registers.write(CTRL3_C, RESET);
        Pause.millis(clock, RESET_MILLIS);
        registers.write(CTRL3_C, settings[CTRL3_C - INT1_CTRL] & 0xFF);
        registers.write(FIFO_CTRL5, 0);                                  // bypass: keeps the FIFO empty
        for (int i = 0; i < fifoSettings.length - 1; i++) {
            registers.write(FIFO_CTRL1 + i, fifoSettings[i] & 0xFF);
        }
        registers.write(INT1_CTRL, settings[0] & 0xFF);
        registers.write(CTRL1_XL, settings[CTRL1_XL - INT1_CTRL] & 0xFF);
        registers.write(CTRL2_G, settings[CTRL2_G - INT1_CTRL] & 0xFF);
        Pause.millis(clock, SETTLE_MILLIS);
        registers.write(FIFO_CTRL5, fifoSettings[FIFO_CTRL5 - FIFO_CTRL1] & 0xFF);
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
        return part.words / SAMPLE_WORDS;
    }

    @Override
    public int watermark() {
        return WATERMARK;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        registers.read(FIFO_STATUS1, status, 0, status.length);
        if ((status[1] & OVERRUN) != 0) {
            overruns++;
        }
        int waiting = (status[1] & 0x0F) << 8 | status[0] & 0xFF;
        if (waiting == 0 && (status[1] & EMPTY) == 0) {
            waiting = part.words;                                        // 12 bits count to 4095 only
        }
        int pattern = (status[3] & 3) << 8 | status[2] & 0xFF;
        int broken = pattern == 0 ? 0 : SAMPLE_WORDS - pattern % SAMPLE_WORDS;
        if (broken > 0 && waiting >= broken) {
            registers.read(FIFO_DATA_OUT, raw, 0, 2 * broken);
            waiting -= broken;
        }
        int n = Math.min(count, waiting / SAMPLE_WORDS);
        for (int done = 0; done < n; done += BURST_SAMPLES) {
            burst(Math.min(BURST_SAMPLES, n - done), dst, offset + 6 * done);
        }
        return n;
    }

    private void burst(int samples, float[] dst, int offset) throws IOException {
        registers.read(FIFO_DATA_OUT, raw, 0, 2 * SAMPLE_WORDS * samples);
        for (int i = 0; i < samples; i++) {
            for (int axis = 0; axis < 3; axis++) {
                dst[offset + 6 * i + axis] = word(SAMPLE_WORDS * i + 3 + axis) * accelScale;
                dst[offset + 6 * i + 3 + axis] = word(SAMPLE_WORDS * i + axis) * gyroScale;
            }
        }
    }

    private int word(int index) {
        return (short) (raw[2 * index + 1] << 8 | raw[2 * index] & 0xFF);
    }

    @Override
    public void check() throws IOException {
        registers.read(FIFO_CTRL1, now, 0, fifoSettings.length);
        boolean same = Arrays.equals(now, 0, fifoSettings.length, fifoSettings, 0, fifoSettings.length);
        registers.read(INT1_CTRL, now, 0, settings.length);
        if (!same || !Arrays.equals(now, settings)) {
            throw new IOException("the " + part.title
                + " is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return part.title;
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

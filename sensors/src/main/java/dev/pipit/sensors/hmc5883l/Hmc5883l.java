package dev.pipit.sensors.hmc5883l;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.Identity;
import dev.pipit.sensors.chip.Sensor;

/**
 * Honeywell HMC5883L, three-axis magnetometer on I2C.
 *
 * <p>Output: {@code [n, 3]} samples x, y, z in T, 12 bit, each the mean of eight. A sample of which an axis was beyond
 * the range is not given, and counts as an overrun. Iron near it is measured along with the earth: calibrate.
 *
 * <p>Each sample is measured when it is asked for, by our clock: while the chip measures by its own, nothing but a line
 * that is low for 0.25 ms tells a new sample from the one before. It needs 6 ms, in which {@link #read} gives nothing.
 * The mode register is not read, since that would lock the data.
 *
 * <p>Source: data sheet HMC5883L 900405 Rev. E, register map, modes of operation, gain. The gains are also in i2cdevlib
 * and MultiWii (Adafruit's are those of another chip).
 */
public final class Hmc5883l implements Sensor {
    /** How often it is asked to measure; at most 160 Hz are possible. */
    public enum Rate {
        HZ_10(10), HZ_25(25), HZ_50(50), HZ_75(75), HZ_100(100);

        private final double hz;

        Rate(double hz) {
            this.hz = hz;
        }

        public double hz() {
            return hz;
        }
    }

    /** Full scales, with the code for configuration register B bits 7 to 5, and how many digits are a gauss. */
    public enum Range {
        GAUSS_0_88("0.88 gauss", 0, 1370), GAUSS_1_3("1.3 gauss", 1, 1090), GAUSS_1_9("1.9 gauss", 2, 820),
        GAUSS_2_5("2.5 gauss", 3, 660), GAUSS_4("4 gauss", 4, 440), GAUSS_4_7("4.7 gauss", 5, 390),
        GAUSS_5_6("5.6 gauss", 6, 330), GAUSS_8_1("8.1 gauss", 7, 230);

        private final String title;
        private final int code;
        private final int digitsPerGauss;

        Range(String title, int code, int digitsPerGauss) {
            this.title = title;
            this.code = code;
            this.digitsPerGauss = digitsPerGauss;
        }

        public String title() {
            return title;
        }
    }

    private static final int CONFIGURATION_A = 0x00;
    private static final int CONFIGURATION_B = 0x01;
    private static final int MODE = 0x02;
    private static final int DATA_X_MSB = 0x03;                          // x, then z, then y
    private static final int STATUS = 0x09;
    private static final int IDENTIFICATION_A = 0x0A;
    private static final String ID = "H43";
    private static final int MEAN_OF_8 = 0b0111_0000;
    private static final int SINGLE = 0b01;
    private static final int IDLE = 0b11;
    private static final int READY = 0b01;
    private static final long MEASURING_NANOS = 6_000_000;
    private static final int BEYOND = -4096;
    private static final int[] PLACE = {0, 2, 1};                        // of x, y, z among the data
    private static final double GAUSS = 1e-4;                            // T
    private static final List<Channel> XYZ = Channel.of(Unit.TESLA, "x", "y", "z");

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("hmc5883l", "Honeywell HMC5883L, three-axis magnetometer",
        new ChipType.Bus(List.of(0x1E), 0, RegisterForm.PLAIN),
        List.of(new Identity(IDENTIFICATION_A, 'H'), new Identity(IDENTIFICATION_A + 1, '4'),
            new Identity(IDENTIFICATION_A + 2, '3')),
        new ChipType.Sampling(XYZ, List.of(), Stream.of(Range.values()).map(Range::title).toList(), 1, 100),
        (wires, choice, clock) -> new Hmc5883l(wires.registers(RegisterForm.PLAIN),
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_75), choice.range(Range.values(), Range::title, Range.GAUSS_1_3),
            clock),
        Optional.of(new Hmc5883lSelfTest()));

    private final Registers registers;
    private final Clock clock;
    private final SignalFormat format;
    private final double digit;
    private final int gain;                                              // configuration register B
    private final long periodNanos;
    private final byte[] now = new byte[2];                              // as they were found by check
    private final byte[] raw = new byte[6];
    private boolean measuring;
    private boolean fresh;                                               // its gain is the one that was set
    private long dueNanos;                                               // of the next measurement
    private long readyNanos;
    private long overruns;

    /** @param clock by which it is asked to measure */
    public Hmc5883l(Registers registers, Rate rate, Range range, Clock clock) throws IOException {
        this.registers = registers;
        this.clock = Objects.requireNonNull(clock, "clock");
        for (int i = 0; i < ID.length(); i++) {
            int id = registers.read(IDENTIFICATION_A + i);
            if (id != ID.charAt(i)) {
                throw new IOException(String.format(Locale.ROOT,
                    "not an HMC5883L: IDENTIFICATION_%c=0x%02x, expected 0x%02x", 'A' + i, id, (int) ID.charAt(i)));
            }
        }
        gain = range.code << 5;
        registers.write(MODE, IDLE);
        registers.write(CONFIGURATION_A, MEAN_OF_8);
        registers.write(CONFIGURATION_B, gain);
        format = new SignalFormat(rate.hz, 3, Unit.TESLA);
        digit = GAUSS / range.digitsPerGauss;
        periodNanos = Math.round(format.periodNanos());
        dueNanos = clock.nanoTime();
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
        return 1;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        long nanos = clock.nanoTime();
        if (count == 0) {
            return 0;
        }
        if (!measuring) {
            measureIfDue(nanos);
            return 0;
        }
        if (nanos < readyNanos || (registers.read(STATUS) & READY) == 0) {
            return 0;
        }
        measuring = false;
        registers.read(DATA_X_MSB, raw, 0, raw.length);
        if (!fresh) {
            fresh = true;
            return 0;
        }
        return take(dst, offset);
    }

    private void measureIfDue(long nanos) throws IOException {
        if (nanos < dueNanos) {
            return;
        }
        registers.write(MODE, SINGLE);
        measuring = true;
        readyNanos = nanos + MEASURING_NANOS;
        dueNanos = Math.max(nanos, dueNanos + periodNanos);
    }

    private int take(float[] dst, int offset) {
        for (int axis = 0; axis < 3; axis++) {
            int at = 2 * PLACE[axis];
            int digits = raw[at] << 8 | raw[at + 1] & 0xFF;
            if (digits == BEYOND) {
                overruns++;
                return 0;
            }
            dst[offset + axis] = (float) (digits * digit);
        }
        return 1;
    }

    @Override
    public void check() throws IOException {
        registers.read(CONFIGURATION_A, now, 0, now.length);
        if (now[0] != MEAN_OF_8 || (now[1] & 0xFF) != gain) {
            throw new IOException("the HMC5883L is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "HMC5883L";
    }

    /** Puts the chip into idle mode. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(MODE, IDLE);
        }
    }
}

package dev.pipit.sensors.adxl345;

import java.io.IOException;
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
 * Analog Devices ADXL345, three-axis accelerometer, read through its FIFO.
 *
 * <p>Output: {@code [n, 3]} samples x, y, z in m/s². Full resolution: a digit is 1/256 g in every range, so a wide range
 * costs nothing. At 1600 and 3200 Hz the last bit is always 0.
 *
 * <p>The FIFO holds 32 samples; INT1 rises when half of them are there. Each sample is one transaction of 6 bytes, for
 * the address does not go round. Between two of them 5 µs must pass: over I2C the address takes longer, over SPI the
 * call does.
 *
 * <p>Over I2C at 400 kHz not faster than 800 Hz.
 *
 * <p>Source: data sheet Rev. E, serial communications, register map, FIFO, table 1 (256 LSB/g). The value of BW_RATE
 * after power-up and the 5 µs are also in Linux, {@code adxl345.h} and {@code adxl34x.c}.
 */
public final class Adxl345 implements Sensor {
    /** Output data rates, with the code for BW_RATE bits 3 to 0: 3200 Hz / 2^(15 − code). */
    public enum Rate {
        HZ_6_25(6.25, 6), HZ_12_5(12.5, 7), HZ_25(25, 8), HZ_50(50, 9), HZ_100(100, 10), HZ_200(200, 11),
        HZ_400(400, 12), HZ_800(800, 13), HZ_1600(1600, 14), HZ_3200(3200, 15);

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

    /** Full scales, with the code for DATA_FORMAT bits 1 and 0. */
    public enum Range {
        G_2("2 g", 0), G_4("4 g", 1), G_8("8 g", 2), G_16("16 g", 3);

        private final String title;
        private final int code;

        Range(String title, int code) {
            this.title = title;
            this.code = code;
        }

        public String title() {
            return title;
        }
    }

    /** Bit 7 reads, bit 6 counts on; over I2C the address counts on by itself. */
    static final RegisterForm FORM = new RegisterForm(0, 0x80, 0x40, 0, 0, 3);

    /** m/s² in a digit of full resolution. */
    static final double DIGIT = 9.80665 / 256;

    private static final int DEVID = 0x00;
    private static final int OFSX = 0x1E;
    private static final int BW_RATE = 0x2C;
    private static final int POWER_CTL = 0x2D;
    private static final int INT_ENABLE = 0x2E;
    private static final int INT_MAP = 0x2F;
    private static final int INT_SOURCE = 0x30;
    private static final int DATA_FORMAT = 0x31;
    private static final int DATAX0 = 0x32;
    private static final int FIFO_CTL = 0x38;
    private static final int FIFO_STATUS = 0x39;
    private static final int ID = 0xE5;
    private static final int MEASURE = 0b0000_1000;
    private static final int FULL_RES = 0b0000_1000;
    private static final int WATERMARK_EVENT = 0b0000_0010;
    private static final int OVERRUN = 0b0000_0001;
    private static final int ENTRIES = 0x3F;
    private static final int DEPTH = 32;
    private static final int WATERMARK = 16;
    private static final int SAMPLE_BYTES = 6;
    private static final List<Channel> XYZ = Channel.of(Unit.METRES_PER_SECOND_SQUARED, "x", "y", "z");

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("adxl345", "Analog Devices ADXL345, three-axis accelerometer",
        new ChipType.Bus(List.of(0x53, 0x1D), 5_000_000, FORM),
        List.of(new Identity(DEVID, ID)),
        new ChipType.Sampling(XYZ, Stream.of(Rate.values()).map(Rate::hz).toList(),
            Stream.of(Range.values()).map(Range::title).toList(), DEPTH, 100),
        (wires, choice, clock) -> new Adxl345(wires.registers(FORM),
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_400), choice.range(Range.values(), Range::title, Range.G_16)),
        Optional.of(new Adxl345SelfTest()));

    private final Registers registers;
    private final SignalFormat format;
    private final int rate;
    private final int dataFormat;
    private final byte[] now = new byte[DATA_FORMAT - BW_RATE + 1];
    private final byte[] raw = new byte[SAMPLE_BYTES];
    private long overruns;

    public Adxl345(Registers registers, Rate rate, Range range) throws IOException {
        this.registers = registers;
        int id = registers.read(DEVID);
        if (id != ID) {
            throw new IOException(
                String.format(Locale.ROOT, "not an ADXL345: DEVID=0x%02x, expected 0x%02x", id, ID));
        }
        this.rate = rate.code;                                           // and normal power
        dataFormat = FULL_RES | range.code;                              // SPI with 4 wires, lines active high
        registers.write(POWER_CTL, 0);                                   // at rest while it is set up
        registers.write(INT_ENABLE, 0);
        for (int axis = 0; axis < 3; axis++) {
            registers.write(OFSX + axis, 0);                             // there is no reset that would do it
        }
        registers.write(BW_RATE, this.rate);
        registers.write(INT_MAP, 0);                                     // all to INT1
        registers.write(DATA_FORMAT, dataFormat);
        registers.write(FIFO_CTL, 0);                                    // bypass: empties the FIFO
        registers.write(FIFO_CTL, 0b1000_0000 | WATERMARK);              // stream: overwrites the oldest
        registers.write(INT_ENABLE, WATERMARK_EVENT);
        registers.write(POWER_CTL, MEASURE);
        format = new SignalFormat(rate.hz, 3, Unit.METRES_PER_SECOND_SQUARED);
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
        if ((registers.read(INT_SOURCE) & OVERRUN) != 0) {               // is gone when data are read
            overruns++;
        }
        int n = Math.min(count, registers.read(FIFO_STATUS) & ENTRIES);
        for (int i = 0; i < n; i++) {
            registers.read(DATAX0, raw, 0, SAMPLE_BYTES);
            for (int axis = 0; axis < 3; axis++) {
                int digits = raw[2 * axis + 1] << 8 | raw[2 * axis] & 0xFF;   // right-justified, sign extended
                dst[offset + 3 * i + axis] = (float) (digits * DIGIT);
            }
        }
        return n;
    }

    @Override
    public void check() throws IOException {
        registers.read(BW_RATE, now, 0, now.length);
        if (now[0] != rate || now[POWER_CTL - BW_RATE] != MEASURE || now[INT_ENABLE - BW_RATE] != WATERMARK_EVENT
            || now[INT_MAP - BW_RATE] != 0 || now[DATA_FORMAT - BW_RATE] != dataFormat) {
            throw new IOException("the ADXL345 is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "ADXL345";
    }

    /** Puts the chip into standby. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(POWER_CTL, 0);
        }
    }
}

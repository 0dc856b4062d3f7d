package dev.pipit.sensors.iis3dwb;

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
 * ST IIS3DWB, three-axis vibration sensor of 6.3 kHz bandwidth on SPI, read through its FIFO.
 *
 * <p>Output: {@code [n, 3]} samples x, y, z in m/s², 16 bit, at 26 667 Hz; the chip has no other rate, and its clock may
 * be off by 5 %.
 *
 * <p>The FIFO holds 512 samples, which are 19 ms, of 7 bytes: a tag and six of data. INT1 rises when 64 are there. A
 * burst of all of them is 3584 bytes. SPI must run at 2 MHz or more.
 *
 * <p>Source: data sheet IIS3DWB and ST's driver {@code iis3dwb_STdC}: register map, sensitivity, tags. That the FIFO is
 * read in one burst is also in Zephyr's driver, the 10 ms of turn-on in ST's examples.
 */
public final class Iis3dwb implements Sensor {
    /** The output data rate. */
    public enum Rate {
        HZ_26667(26_667);

        private final double hz;

        Rate(double hz) {
            this.hz = hz;
        }

        public double hz() {
            return hz;
        }
    }

    /** Full scales, with the code for CTRL1_XL bits 3 and 2, and what a digit means. */
    public enum Range {
        G_2("2 g", 0, 0.061), G_4("4 g", 2, 0.122), G_8("8 g", 3, 0.244), G_16("16 g", 1, 0.488);

        private final String title;
        private final int code;
        private final double milligravities;

        Range(String title, int code, double milligravities) {
            this.title = title;
            this.code = code;
            this.milligravities = milligravities;
        }

        public String title() {
            return title;
        }
    }

    private static final int FIFO_CTRL1 = 0x07;
    private static final int FIFO_CTRL4 = 0x0A;
    private static final int INT1_CTRL = 0x0D;
    private static final int WHO_AM_I = 0x0F;
    private static final int CTRL1_XL = 0x10;
    private static final int CTRL3_C = 0x12;
    private static final int FIFO_STATUS1 = 0x3A;
    private static final int FIFO_DATA_OUT_TAG = 0x78;
    private static final int ID = 0x7B;
    private static final int SW_RESET = 0b0000_0001;
    private static final int CONTINUOUS = 6;
    private static final int BATCHED = 0b1010;                           // at 26 667 Hz
    private static final int BLOCK_UPDATE_AND_COUNT_ON = 0b0100_0100;
    private static final int WATERMARK_EVENT = 0b0000_1000;
    private static final int XL_ON = 0b1010_0000;
    private static final int OVERRUN = 0b0100_1000;                      // now or since it was last read
    private static final int RESET_MILLIS = 10;
    private static final int TURN_ON_MILLIS = 10;
    private static final int ACCELERATION = 2;                           // tag
    private static final int DEPTH = 512;
    private static final int WATERMARK = 64;
    private static final int WORD_BYTES = 7;
    private static final double STANDARD_GRAVITY = 9.80665;              // m/s², by definition
    private static final List<Channel> XYZ = Channel.of(Unit.METRES_PER_SECOND_SQUARED, "x", "y", "z");

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("iis3dwb", "ST IIS3DWB, three-axis vibration sensor to 6.3 kHz",
        new ChipType.Bus(List.of(), 10_000_000, RegisterForm.PLAIN),
        List.of(new Identity(WHO_AM_I, ID)),
        new ChipType.Sampling(XYZ, Stream.of(Rate.values()).map(Rate::hz).toList(),
            Stream.of(Range.values()).map(Range::title).toList(), DEPTH, 100),
        (wires, choice, clock) -> {
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_26667);
            return new Iis3dwb(wires.registers(RegisterForm.PLAIN),
                choice.range(Range.values(), Range::title, Range.G_2), clock);
        },
        Optional.of(new Iis3dwbSelfTest()));

    private final Registers registers;
    private final SignalFormat format = new SignalFormat(Rate.HZ_26667.hz, 3, Unit.METRES_PER_SECOND_SQUARED);
    private final double digit;
    private final int control;
    private final byte[] now = new byte[CTRL3_C - FIFO_CTRL1 + 1];
    private final byte[] state = new byte[2];
    private final byte[] raw = new byte[DEPTH * WORD_BYTES];
    private long overruns;

    /** @param clock to wait 10 ms each for the reset and for the first good samples */
    public Iis3dwb(Registers registers, Range range, Clock clock) throws IOException {
        this.registers = registers;
        int id = registers.read(WHO_AM_I);
        if (id != ID) {
            throw new IOException(
                String.format(Locale.ROOT, "not an IIS3DWB: WHO_AM_I=0x%02x, expected 0x%02x", id, ID));
        }
        control = XL_ON | range.code << 2;                               // bandwidth 6.3 kHz
        digit = 1e-3 * range.milligravities * STANDARD_GRAVITY;
        registers.write(CTRL3_C, SW_RESET);
        Pause.millis(clock, RESET_MILLIS);
        registers.write(CTRL3_C, BLOCK_UPDATE_AND_COUNT_ON);
        registers.write(INT1_CTRL, WATERMARK_EVENT);
        registers.write(FIFO_CTRL1, WATERMARK);
        registers.write(FIFO_CTRL1 + 1, 0);
        registers.write(FIFO_CTRL1 + 2, BATCHED);
        registers.write(CTRL1_XL, control);
        Pause.millis(clock, TURN_ON_MILLIS);
        registers.write(FIFO_CTRL4, CONTINUOUS);                         // overwrites the oldest
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
        registers.read(FIFO_STATUS1, state, 0, state.length);
        if ((state[1] & OVERRUN) != 0) {
            overruns++;
        }
        int waiting = (state[1] & 0b11) << 8 | state[0] & 0xFF;
        int words = Math.min(count, Math.min(DEPTH, waiting));
        if (words == 0) {
            return 0;
        }
        registers.read(FIFO_DATA_OUT_TAG, raw, 0, words * WORD_BYTES);
        int n = 0;
        for (int at = 0; at < words * WORD_BYTES; at += WORD_BYTES) {
            if ((raw[at] & 0xFF) >> 3 == ACCELERATION) {
                for (int axis = 0; axis < 3; axis++) {
                    int digits = raw[at + 2 * axis + 2] << 8 | raw[at + 2 * axis + 1] & 0xFF;
                    dst[offset + 3 * n + axis] = (float) (digits * digit);
                }
                n++;
            }
        }
        return n;
    }

    @Override
    public void check() throws IOException {
        registers.read(FIFO_CTRL1, now, 0, now.length);
        if (now[0] != WATERMARK || now[1] != 0 || now[2] != BATCHED || now[3] != CONTINUOUS
            || now[INT1_CTRL - FIFO_CTRL1] != WATERMARK_EVENT || (now[CTRL1_XL - FIFO_CTRL1] & 0xFF) != control
            || now[CTRL3_C - FIFO_CTRL1] != BLOCK_UPDATE_AND_COUNT_ON) {
            throw new IOException("the IIS3DWB is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "IIS3DWB";
    }

    /** Switches the sensor off. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(CTRL1_XL, 0);
        }
    }
}

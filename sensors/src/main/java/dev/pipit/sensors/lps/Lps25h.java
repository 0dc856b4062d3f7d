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
 * ST LPS25H and LPS25HB, pressure and temperature.
 *
 * <p>Output: {@code [n, 2]} samples pressure in Pa, temperature in K.
 *
 * <p>The FIFO stays off: it holds pressure only, and at 25 Hz at most there is time to read each sample with its
 * temperature. INT1 is high while there is a new one.
 *
 * <p>Source: ST data sheets DocID023722 (LPS25H) and DocID027112 (LPS25HB), section 9 (registers); application note
 * AN4450.
 */
public final class Lps25h implements Sensor {
    /** Output data rates, with the code for CTRL_REG1 bits 6 to 4. */
    public enum Rate {
        HZ_1(1, 1), HZ_7(7, 2), HZ_12_5(12.5, 3), HZ_25(25, 4);

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

    private static final int WHO_AM_I = 0x0F;
    private static final int RES_CONF = 0x10;
    private static final int CTRL_REG1 = 0x20;
    private static final int CTRL_REG2 = 0x21;
    private static final int CTRL_REG4 = 0x23;
    private static final int STATUS = 0x27;
    private static final int PRESS_OUT_XL = 0x28;
    private static final int ID = 0xBD;
    private static final int RESET = 0b0000_0100;
    private static final int RESET_MILLIS = 5;                           // what the chip takes to start
    private static final int ON = 0b1000_0100;                           // power, block data update
    private static final int AVERAGES = 0b0000_0101;                     // of 32 pressures and 16 temperatures
    private static final int DATA_READY = 0b0000_0001;                   // on INT1
    private static final int BOTH_NEW = 0b0000_0011;
    private static final int OVERWRITTEN = 0b0010_0000;                  // pressure
    private static final int SAMPLE_BYTES = 5;
    private static final float PASCALS = 100f / 4_096;                   // a digit: 4096 are 1 hPa
    private static final float KELVINS = 1f / 480;                       // a digit
    private static final float ZERO_DIGITS = 42.5f + 273.15f;            // K at digit 0, which is 42.5 °C
    private static final RegisterForm FORM = RegisterForm.ST;
    private static final List<Channel> CHANNELS =
        List.of(new Channel("pressure", Unit.PASCAL), new Channel("temperature", Unit.KELVIN));

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("lps25h", "ST LPS25H and LPS25HB, pressure and temperature",
        new ChipType.Bus(List.of(0x5C, 0x5D), 10_000_000, FORM), List.of(new Identity(WHO_AM_I, ID)),
        new ChipType.Sampling(CHANNELS, Stream.of(Rate.values()).map(Rate::hz).toList(), List.of(), 1, 0),
        (wires, choice, clock) -> new Lps25h(wires.registers(FORM),
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_25), clock),
        Optional.empty());

    private final Registers registers;
    private final int setting;                                           // CTRL_REG1
    private final SignalFormat format;
    private final byte[] raw = new byte[SAMPLE_BYTES];
    private long overruns;

    public Lps25h(Registers registers, Rate rate, Clock clock) throws IOException {
        this.registers = registers;
        int id = registers.read(WHO_AM_I);
        if (id != ID) {
            throw new IOException(
                String.format(Locale.ROOT, "not an LPS25H: WHO_AM_I=0x%02x, expected 0x%02x", id, ID));
        }
        registers.write(CTRL_REG1, 0);                                   // at rest while it is set up
        registers.write(CTRL_REG2, RESET);
        Pause.millis(clock, RESET_MILLIS);
        registers.write(RES_CONF, AVERAGES);
        registers.write(CTRL_REG4, DATA_READY);
        setting = ON | rate.code << 4;
        registers.write(CTRL_REG1, setting);
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
        return 1;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        int state = registers.read(STATUS);
        if (count == 0 || (state & BOTH_NEW) != BOTH_NEW) {
            return 0;
        }
        if ((state & OVERWRITTEN) != 0) {
            overruns++;
        }
        registers.read(PRESS_OUT_XL, raw, 0, SAMPLE_BYTES);
        int pressure = raw[2] << 16 | (raw[1] & 0xFF) << 8 | raw[0] & 0xFF;
        int temperature = raw[4] << 8 | raw[3] & 0xFF;
        dst[offset] = pressure * PASCALS;
        dst[offset + 1] = temperature * KELVINS + ZERO_DIGITS;
        return 1;
    }

    @Override
    public void check() throws IOException {
        registers.read(CTRL_REG1, raw, 0, 4);
        if ((raw[0] & 0xFF) != setting || raw[1] != 0 || raw[2] != 0 || raw[3] != DATA_READY) {
            throw new IOException("the LPS25H is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "LPS25H";
    }

    /** Puts the chip into power-down. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(CTRL_REG1, 0);
        }
    }
}

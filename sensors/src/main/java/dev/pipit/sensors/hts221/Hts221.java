package dev.pipit.sensors.hts221;

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
 * ST HTS221, humidity and temperature.
 *
 * <p>Output: {@code [n, 2]} samples humidity in %, temperature in K. Each is on a straight line through two points that
 * ST measured with this one chip and wrote into it.
 *
 * <p>No FIFO. DRDY is high while there is a new sample. The heater is switched off. Over SPI the chip has three wires
 * only, which is not supported.
 *
 * <p>Source: ST data sheet DocID026333, sections 7 (registers) and 8 (calibration).
 */
public final class Hts221 implements Sensor {
    /** Output data rates, with the code for CTRL_REG1 bits 1 and 0. */
    public enum Rate {
        HZ_1(1, 1), HZ_7(7, 2), HZ_12_5(12.5, 3);

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
    private static final int AV_CONF = 0x10;
    private static final int CTRL_REG1 = 0x20;
    private static final int CTRL_REG2 = 0x21;
    private static final int CTRL_REG3 = 0x22;
    private static final int STATUS_REG = 0x27;
    private static final int HUMIDITY_OUT_L = 0x28;
    private static final int H0_RH_X2 = 0x30;
    private static final int ID = 0xBC;
    private static final int BOOT = 0b1000_0000;                         // fetch the calibration again
    private static final int BOOT_MILLIS = 5;
    private static final int ON = 0b1000_0100;                           // power, block data update
    private static final int AVERAGES = 0b0001_1011;                     // of 16 temperatures and 32 humidities
    private static final int DATA_READY = 0b0000_0100;                   // on DRDY
    private static final int BOTH_NEW = 0b0000_0011;
    private static final double ZERO_CELSIUS = 273.15;                   // K, by definition
    private static final RegisterForm FORM = RegisterForm.ST;
    private static final List<Channel> CHANNELS =
        List.of(new Channel("humidity", Unit.PERCENT), new Channel("temperature", Unit.KELVIN));

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("hts221", "ST HTS221, humidity and temperature",
        new ChipType.Bus(List.of(0x5F), 0, FORM), List.of(new Identity(WHO_AM_I, ID)),
        new ChipType.Sampling(CHANNELS, Stream.of(Rate.values()).map(Rate::hz).toList(), List.of(), 1, 0),
        (wires, choice, clock) -> new Hts221(wires.registers(FORM),
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_12_5), clock),
        Optional.empty());

    private final Registers registers;
    private final int setting;                                           // CTRL_REG1
    private final SignalFormat format;
    private final double percents;                                       // a digit
    private final double zeroPercent;                                    // at digit 0
    private final double kelvins;
    private final double zeroKelvin;
    private final byte[] raw = new byte[4];

    public Hts221(Registers registers, Rate rate, Clock clock) throws IOException {
        this.registers = registers;
        int id = registers.read(WHO_AM_I);
        if (id != ID) {
            throw new IOException(
                String.format(Locale.ROOT, "not an HTS221: WHO_AM_I=0x%02x, expected 0x%02x", id, ID));
        }
        registers.write(CTRL_REG1, 0);                                   // at rest while it is set up
        registers.write(CTRL_REG2, BOOT);
        Pause.millis(clock, BOOT_MILLIS);
        registers.write(CTRL_REG2, 0);                                   // heater off
        byte[] calibration = new byte[16];
        registers.read(H0_RH_X2, calibration, 0, calibration.length);
        double h0 = (calibration[0] & 0xFF) / 2.0;
        double h1 = (calibration[1] & 0xFF) / 2.0;
        double t0 = ((calibration[5] & 0b0011) << 8 | calibration[2] & 0xFF) / 8.0;
        double t1 = ((calibration[5] & 0b1100) << 6 | calibration[3] & 0xFF) / 8.0;
        percents = slope(h0, h1, word(calibration, 6), word(calibration, 10));
        zeroPercent = h0 - percents * word(calibration, 6);
        kelvins = slope(t0, t1, word(calibration, 12), word(calibration, 14));
        zeroKelvin = t0 - kelvins * word(calibration, 12) + ZERO_CELSIUS;
        registers.write(AV_CONF, AVERAGES);
        registers.write(CTRL_REG3, DATA_READY);
        setting = ON | rate.code;
        registers.write(CTRL_REG1, setting);
        format = new SignalFormat(rate.hz, CHANNELS.size(), Unit.NONE);
    }

    private static double slope(double value0, double value1, int digits0, int digits1) throws IOException {
        if (digits0 == digits1) {
            throw new IOException("the HTS221 is not calibrated: both points are at " + digits0 + " digits");
        }
        return (value1 - value0) / (digits1 - digits0);
    }

    private static int word(byte[] bytes, int at) {
        return bytes[at + 1] << 8 | bytes[at] & 0xFF;
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
        if (count == 0 || (registers.read(STATUS_REG) & BOTH_NEW) != BOTH_NEW) {
            return 0;
        }
        registers.read(HUMIDITY_OUT_L, raw, 0, raw.length);
        dst[offset] = (float) Math.max(0, Math.min(100, zeroPercent + percents * word(raw, 0)));
        dst[offset + 1] = (float) (zeroKelvin + kelvins * word(raw, 2));
        return 1;
    }

    @Override
    public void check() throws IOException {
        registers.read(CTRL_REG1, raw, 0, 3);
        if ((raw[0] & 0xFF) != setting || raw[1] != 0 || raw[2] != DATA_READY) {
            throw new IOException("the HTS221 is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public String name() {
        return "HTS221";
    }

    /** Puts the chip into power-down. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(CTRL_REG1, 0);
        }
    }
}

package dev.pipit.sensors.ads1115;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.chip.Cadence;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.Sensor;

/**
 * TI ADS1115, four inputs of 16 bits.
 *
 * <p>Output: {@code [n, inputs]} voltages in V, in the order in which the inputs were named. The chip has one converter:
 * inputs are measured one after the other, evenly spread over most of a period.
 *
 * <p>Each conversion is asked for (single-shot) at the slowest data rate that is fast enough, which has the least noise:
 * one {@link #read} starts it, a later one fetches it and starts the next. The chip has no identity; it is known by a
 * register that reads as it was written.
 *
 * <p>Source: TI data sheet SBAS444, sections 8.5 (programming) and 8.6 (registers: two bytes each, highest first).
 */
public final class Ads1115 implements Sensor {
    /** What is measured against what, with the code for CONFIG bits 14 to 12. */
    public enum Input {
        A0("a0", 4), A1("a1", 5), A2("a2", 6), A3("a3", 7),
        A0_A1("a0-a1", 0), A0_A3("a0-a3", 1), A1_A3("a1-a3", 2), A2_A3("a2-a3", 3);

        private final String title;
        private final int code;

        Input(String title, int code) {
            this.title = title;
            this.code = code;
        }
    }

    /** Full scales, with the code for CONFIG bits 11 to 9. No input may be above the supply, whatever the range. */
    public enum Range {
        V_6_144(6.144f, 0), V_4_096(4.096f, 1), V_2_048(2.048f, 2), V_1_024(1.024f, 3), V_0_512(0.512f, 4),
        V_0_256(0.256f, 5);

        private final float volts;
        private final int code;

        Range(float volts, int code) {
            this.volts = volts;
            this.code = code;
        }

        public String title() {
            return volts + " V";
        }
    }

    /** Data rates of the converter, with the code for CONFIG bits 7 to 5. */
    private enum Speed {
        SPS_8(8, 0), SPS_16(16, 1), SPS_32(32, 2), SPS_64(64, 3), SPS_128(128, 4), SPS_250(250, 5), SPS_475(475, 6),
        SPS_860(860, 7);

        private final int perSecond;
        private final int code;

        Speed(int perSecond, int code) {
            this.perSecond = perSecond;
            this.code = code;
        }
    }

    private static final int CONVERSION = 0;
    private static final int CONFIG = 1;
    private static final int START = 0x8000;                             // read: it is done
    private static final int SINGLE_SHOT = 0x0100;
    private static final int NO_COMPARATOR = 0x0003;
    private static final int IDLE = -1;
    private static final double MARGIN = 1.25;                           // its clock may be 10 % slow; transactions
    private static final float DIGITS = 32_768;                          // of the full scale
    private static final List<Input> ALL = List.of(Input.A0, Input.A1, Input.A2, Input.A3);

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("ads1115", "TI ADS1115, four voltages of 16 bits",
        new ChipType.Bus(List.of(0x48, 0x49, 0x4A, 0x4B), 0, RegisterForm.PLAIN), List.of(),
        new ChipType.Sampling(channels(ALL), List.of(), Stream.of(Range.values()).map(Range::title).toList(), 1, 0),
        (wires, choice, clock) -> new Ads1115(wires.registers(RegisterForm.PLAIN), ALL,
            choice.range(Range.values(), Range::title, Range.V_4_096), choice.rateHz().orElse(10), clock),
        Optional.empty());

    private final Registers registers;
    private final List<Channel> channels;
    private final int[] configs;                                         // one an input
    private final float scale;
    private final Cadence cadence;
    private final SignalFormat format;
    private final float[] volts;
    private final byte[] raw = new byte[2];
    private int config;                                                  // as it was written last, without START
    private int input = IDLE;

    /**
     * Finds the chip.
     *
     * @param inputs what to measure, at least one
     * @param rateHz samples of all inputs a second: at most 172 of one or two inputs, 86 of four
     */
    public Ads1115(Registers registers, List<Input> inputs, Range range, double rateHz, Clock clock)
            throws IOException {
        this.registers = registers;
        channels = channels(inputs);
        volts = new float[inputs.size()];
        format = new SignalFormat(rateHz, inputs.size(), Unit.VOLT);
        double conversions = MARGIN * asks();                            // in a period
        cadence = new Cadence(rateHz, Math.floor(Speed.SPS_860.perSecond / conversions), clock);
        Speed speed = Arrays.stream(Speed.values()).filter(each -> each.perSecond >= conversions * rateHz).findFirst()
            .orElse(Speed.SPS_860);
        configs = inputs.stream().mapToInt(each -> each.code << 12 | range.code << 9 | SINGLE_SHOT | speed.code << 5
            | NO_COMPARATOR).toArray();
        scale = range.volts / DIGITS;
        write(0, 0);
        check();
    }

    private static List<Channel> channels(List<Input> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one input: inputs=0");
        }
        return inputs.stream().map(each -> new Channel(each.title, Unit.VOLT)).toList();
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public int depth() {
        return 1;
    }

    /** Each input takes one read to start it and one to spare. */
    @Override
    public int asks() {
        return Math.max(Sensor.super.asks(), 2 * volts.length);
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        if (count == 0 || input == IDLE && !cadence.due() || !done()) {
            return 0;
        }
        if (input != IDLE) {
            registers.read(CONVERSION, raw, 0, 2);
            volts[input] = (raw[0] << 8 | raw[1] & 0xFF) * scale;
        }
        if (++input < volts.length) {
            write(START, input);
            return 0;
        }
        input = IDLE;
        System.arraycopy(volts, 0, dst, offset, volts.length);
        return 1;
    }

    private void write(int start, int of) throws IOException {
        config = configs[of];
        raw[0] = (byte) ((start | config) >> 8);
        raw[1] = (byte) config;
        registers.write(CONFIG, raw, 0, 2);
    }

    /** Whether the last conversion is done. */
    private boolean done() throws IOException {
        registers.read(CONFIG, raw, 0, 2);
        int now = (raw[0] & 0xFF) << 8 | raw[1] & 0xFF;
        if ((now & ~START) != config) {
            throw new IOException(String.format(Locale.ROOT, "not an ADS1115, or it was without power, or is used by "
                + "others: CONFIG=0x%04x, expected 0x%04x", now & ~START, config));
        }
        return (now & START) != 0;
    }

    @Override
    public void check() throws IOException {
        done();
    }

    @Override
    public String name() {
        return "ADS1115";
    }

    /** The chip rests between conversions by itself. */
    @Override
    public void close() throws IOException {
        registers.close();
    }
}

package dev.pipit.sensors.mcp3008;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Exchange;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.chip.Cadence;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.Sensor;

/**
 * Microchip MCP3008, eight inputs of 10 bits.
 *
 * <p>Output: {@code [n, 8]} voltages in V against ground, of all inputs one right after the other.
 *
 * <p>The chip samples when it is asked, in the transaction that asks. It has no identity and no settings: only the 0
 * before each result tells it from a line that nobody drives.
 *
 * <p>Source: Microchip data sheet DS21295, sections 4 (code), 5 and 6.1 (transaction of 24 clocks).
 */
public final class Mcp3008 implements Sensor {
    private static final int INPUTS = 8;
    private static final int BYTES = 3;
    private static final int START = 0x01;
    private static final int AGAINST_GROUND = 0x80;
    private static final int ZERO = 0x04;                                // before the highest bit of the result
    private static final float DIGITS = 1_024;                           // of the reference
    private static final float STANDARD_VOLTS = 3.3f;
    private static final double STANDARD_HZ = 100;
    private static final double MOST_HZ = 1_000;                         // 8 transactions in a quarter of a period
    private static final List<Channel> CHANNELS =
        Channel.of(Unit.VOLT, "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7");

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("mcp3008", "Microchip MCP3008, eight voltages of 10 bits",
        new ChipType.Bus(List.of(), 1_350_000, RegisterForm.PLAIN), List.of(),
        new ChipType.Sampling(CHANNELS, List.of(), List.of(), 1, 0),
        (wires, choice, clock) -> new Mcp3008(wires.exchange(0), STANDARD_VOLTS, choice.rateHz().orElse(STANDARD_HZ),
            clock),
        Optional.empty());

    private final Exchange exchange;
    private final float scale;
    private final Cadence cadence;
    private final SignalFormat format;
    private final byte[] out = {START, 0, 0};
    private final byte[] in = new byte[BYTES];

    /**
     * Finds the chip.
     *
     * @param referenceVolts at the pin VREF, above 0
     * @param rateHz         samples of all inputs a second, at most 1000
     */
    public Mcp3008(Exchange exchange, float referenceVolts, double rateHz, Clock clock) throws IOException {
        if (!(referenceVolts > 0)) {
            throw new IllegalArgumentException("referenceVolts must be above 0: referenceVolts=" + referenceVolts);
        }
        this.exchange = exchange;
        scale = referenceVolts / DIGITS;
        cadence = new Cadence(rateHz, MOST_HZ, clock);
        format = new SignalFormat(rateHz, INPUTS, Unit.VOLT);
        digits(0);
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

    /** As a sample is taken when the chip is asked, it must be asked in time. Between samples that costs nothing. */
    @Override
    public int asks() {
        return 10;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        if (count == 0 || !cadence.due()) {
            return 0;
        }
        for (int input = 0; input < INPUTS; input++) {
            dst[offset + input] = digits(input) * scale;
        }
        return 1;
    }

    private int digits(int input) throws IOException {
        out[1] = (byte) (AGAINST_GROUND | input << 4);
        exchange.exchange(out, in, BYTES);
        if ((in[1] & ZERO) != 0) {
            throw new IOException(String.format(Locale.ROOT,
                "not an MCP3008, or nobody: the bit before the result is not 0: 0x%02x", in[1] & 0xFF));
        }
        return (in[1] & 0x03) << 8 | in[2] & 0xFF;
    }

    @Override
    public void check() {
        // each transaction says all: there is nothing that could be lost
    }

    @Override
    public String name() {
        return "MCP3008";
    }

    /** The chip rests while it is not selected. */
    @Override
    public void close() throws IOException {
        exchange.close();
    }
}

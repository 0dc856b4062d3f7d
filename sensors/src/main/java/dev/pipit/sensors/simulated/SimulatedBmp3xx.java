package dev.pipit.sensors.simulated;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleFifo;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * A Bosch BMP388 or BMP390: identity, reset, coefficients, normal mode, FIFO of frames with pressure and temperature,
 * watermark and full in INT_STATUS, INT.
 *
 * <p>Quirks: over SPI one byte without meaning comes before each answer; FIFO_DATA does not count on; a frame that was
 * read in part is given again from its header; rates and oversampling that do not go together raise conf_err, and
 * nothing is measured; INT_STATUS is cleared when it is read.
 *
 * <p>Raw numbers are found by halving the formulas of data sheet BST-BMP388-DS001, appendix 9.
 */
final class SimulatedBmp3xx implements RegisterChip.Map {
    /** T1, T2, T3, P1 to P11: of the order of real ones. */
    private static final int[] COEFFICIENTS = {27_772, 18_981, -10, -100, -200, 35, 0, 24_000, 30_000, 3, -6, 16_000, 5,
        -60};
    private static final int[] WIDTHS = {2, 2, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 1, 1};
    private static final int[] POWERS = {8, -30, -48, -20, -29, -32, -37, 3, -6, -8, -15, -48, -48, -65};
    private static final int FRAMES = 73;

    private final World world;
    private final SampleTimer timer;
    private final IntToDoubleFunction celsiusOf = this::celsius;
    private final IntToDoubleFunction pascalBelow = digits -> -pascal(digits, warmth());
    private double warmth;                                               // °C, of the pressure that is looked for
    private final int id;
    private final SampleFifo fifo = new SampleFifo(FRAMES, 2);
    private final int[] registers = new int[0x80];
    private final double[] scaled = new double[COEFFICIENTS.length];
    private int byteOfFrame;

    private SimulatedBmp3xx(int id, World world, Clock clock, double error) {
        this.id = id;
        this.world = world;
        timer = new SampleTimer(clock, error);
        for (int i = 0; i < scaled.length; i++) {
            boolean shifted = i == 3 || i == 4;
            scaled[i] = (COEFFICIENTS[i] - (shifted ? 16_384 : 0)) * Math.pow(2, POWERS[i]);
        }
    }

    static SimulatedBmp3xx bmp388(World world, Clock clock, double error) {
        return new SimulatedBmp3xx(0x50, world, clock, error);
    }

    static SimulatedBmp3xx bmp390(World world, Clock clock, double error) {
        return new SimulatedBmp3xx(0x60, world, clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x00] = id;
        registers[0x03] = 0x10;
        registers[0x10] = 0x01;
        registers[0x15] = 0x01;
        registers[0x17] = 0x02;
        registers[0x18] = 0x02;
        registers[0x1C] = 0x02;
        registers[0x06] = 0x80;
        registers[0x09] = 0x80;
        int at = 0x31;
        for (int i = 0; i < COEFFICIENTS.length; i++) {
            for (int shift = 0; shift < 8 * WIDTHS[i]; shift += 8) {
                registers[at++] = COEFFICIENTS[i] >> shift & 0xFF;
            }
        }
        fifo.clear();
        byteOfFrame = 0;
        timer.start(0);
    }

    @Override
    public int next(boolean spi, int header, int register) {
        return register == 0x14 ? register : register + 1 & 0x7F;
    }

    @Override
    public int register(boolean spi, int header) {
        return header & 0x7F;
    }

    @Override
    public int skip() {
        return 1;
    }

    @Override
    public void end() {
        byteOfFrame = 0;
    }

    @Override
    public boolean lineHigh() {
        sample();
        return (registers[0x11] & 0x01) != 0 && (registers[0x19] & 0x08) != 0;
    }

    @Override
    public int read(int register) {
        sample();
        switch (register) {
            case 0x02, 0x11:
                int once = registers[register];
                registers[register] = 0;
                return once;
            case 0x12:
                return fifo.count() * 7 & 0xFF;
            case 0x13:
                return fifo.count() * 7 >> 8;
            case 0x14:
                return frame();
            default:
                return registers[register];
        }
    }

    private int frame() {
        int at = byteOfFrame++;
        if (fifo.count() == 0) {
            return at % 2 == 0 ? 0x80 : 0;
        }
        if (at == 0) {
            return 0x94;
        }
        int value = at <= 3 ? fifo.peek(0) >> 8 * (at - 1) : fifo.peek(1) >> 8 * (at - 4);
        if (at == 6) {
            fifo.remove();
            byteOfFrame = 0;
        }
        return value & 0xFF;
    }

    @Override
    public void write(int register, int value) {
        sample();
        if (register == 0x7E && value == 0xB6) {
            powerUp();
        } else if (register == 0x7E && value == 0xB0) {
            fifo.clear();
        } else if (register == 0x1B) {
            mode(registers[0x1B] >> 4 & 3, value);
        } else if (register >= 0x15 && register <= 0x1F) {
            registers[register] = value;
        }
    }

    private void mode(int before, int value) {
        registers[0x1B] = value;
        if ((value >> 4 & 3) != 3) {
            timer.start(0);
        } else if (before == 0) {                                        // to normal mode only from sleep
            double hz = 200 / Math.pow(2, registers[0x1D]);
            double micros = 234 + 392 + 2_000 * (1 << (registers[0x1C] & 7)) + 313
                + 2_000 * (1 << (registers[0x1C] >> 3 & 7));
            boolean possible = micros < 1e6 / hz && (value & 3) == 3;
            registers[0x02] |= possible ? 0 : 0x04;
            timer.start(possible ? hz : 0);
        }
    }

    private void sample() {
        while (timer.due()) {
            double celsius = world.temperature().at(0, timer.seconds()) - 273.15;
            int most = (1 << 24) - 1;
            int warm = Inverse.of(most, celsiusOf, celsius);
            warmth = celsius(warm);
            int pressed = Inverse.of(most, pascalBelow, -world.pressure().at(0, timer.seconds()));
            for (int i = 0; i < 3; i++) {
                registers[0x04 + i] = pressed >> 8 * i & 0xFF;
                registers[0x07 + i] = warm >> 8 * i & 0xFF;
            }
            registers[0x11] |= 0x08;
            if ((registers[0x17] & 0x19) == 0x19) {
                fifo.add((registers[0x17] & 0x02) != 0, warm, pressed);
                boolean reached = fifo.count() * 7 >= (registers[0x15] | (registers[0x16] & 1) << 8);
                registers[0x11] |= (reached ? 0x01 : 0) | (fifo.count() == FRAMES ? 0x02 : 0);
            }
        }
    }

    private double celsius(int raw) {
        double first = raw - scaled[0];
        double second = first * scaled[1];
        return second + first * first * scaled[2];
    }

    private double pascal(int raw, double t) {
        double out1 = scaled[7] + scaled[8] * t + scaled[9] * t * t + scaled[10] * t * t * t;
        double out2 = raw * (scaled[3] + scaled[4] * t + scaled[5] * t * t + scaled[6] * t * t * t);
        double squared = (double) raw * raw;
        return out1 + out2 + squared * (scaled[11] + scaled[12] * t) + squared * raw * scaled[13];
    }

    private double warmth() {
        return warmth;
    }
}

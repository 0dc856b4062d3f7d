package dev.pipit.sensors.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.pipit.framework.signal.Unit;
import dev.pipit.sensors.bus.fake.SimulatedBus;
import dev.pipit.sensors.bus.fake.SimulatedChip;
import dev.pipit.sensors.bus.fake.SimulatedClock;
import dev.pipit.sensors.bus.fake.World;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.Choice;
import dev.pipit.sensors.chip.LiveSensor;
import dev.pipit.sensors.chip.SelfTest;
import dev.pipit.sensors.simulated.SimulatedChips;
import dev.pipit.testing.AllocatedBytes;

/**
 * Every driver against its simulated chip, which was written from the data sheet and not from the driver: values, times,
 * and all faults that wires and chips have.
 */
class ChipsTest {
    private static final World WORLD = new World(
        World.Signal.constant(1.5, -3, 9.25), World.Signal.constant(0.5, -1, 1.75),
        World.Signal.constant(20e-6, 5e-6, -43e-6), World.Signal.constant(98_765), World.Signal.constant(297.5),
        World.Signal.constant(45), World.Signal.constant(1));

    /** Half a digit of the coarsest chip at its standard range, and what its compensation rounds away. */
    private static final Map<Unit, Double> RESOLUTION = new EnumMap<>(Map.of(
        Unit.METRES_PER_SECOND_SQUARED, 0.04, Unit.RADIANS_PER_SECOND, 0.002, Unit.TESLA, 0.3e-6, Unit.PASCAL, 5.0,
        Unit.KELVIN, 0.1, Unit.PERCENT, 0.3, Unit.VOLT, 0.004));

    /** Each of their samples is asked for with all that it needs: without power they lose nothing. */
    private static final Set<String> WITHOUT_SETTINGS = Set.of("mcp3008", "sht4x");

    private static final double CLOCK_ERROR = 0.03;

    /** Their FIFOs are rows of bytes without tags: after an overrun they must be emptied, and keep nothing. */
    private static final Set<String> KEEP_NOTHING = Set.of("mpu6050", "mpu6500", "mpu9250", "icm20948");

    private final SimulatedClock clock = new SimulatedClock();

    /** A chip on a bus. */
    record On(ChipType type, boolean spi) {
        @Override
        public String toString() {
            return type.name() + (spi ? " on SPI" : " on I2C");
        }
    }

    static List<On> chips() {
        List<On> all = new ArrayList<>();
        for (ChipType type : Chips.all()) {
            if (!type.bus().addresses().isEmpty()) {
                all.add(new On(type, false));
            }
            if (type.bus().spiHz() > 0) {
                all.add(new On(type, true));
            }
        }
        return all;
    }

    /** A chip that runs, its wires, and the source that reads it. */
    private final class Bench {
        final On on;
        final int address;
        final SimulatedBus bus;
        final SimulatedChip chip;
        final LiveSensor sensor;
        final int width;
        final float[] samples = new float[4096];

        Bench(On on, World world, boolean watchStuck) throws IOException {
            this.on = on;
            address = on.spi ? 0 : on.type.bus().addresses().get(0);
            bus = on.spi ? SimulatedBus.spi("spi0") : SimulatedBus.i2c("i2c-1");
            chip = SimulatedChips.make(on.type.name(), world, clock, CLOCK_ERROR);
            bus.plug(address, chip);
            sensor = LiveSensor.open(() -> on.type.opener().open(bus.wires(address), Choice.STANDARD, clock),
                watchStuck ? on.type.sampling().stuckAfter() : 0, clock);
            width = sensor.channels().size();
        }

        double periodNanos() {
            return sensor.format().periodNanos();
        }

        /** Reads for so many nominal periods, and says how many samples came. All must be what the world is like. */
        long readFor(double periods) throws IOException {
            long until = clock.nanoTime() + Math.round(periods * periodNanos());
            long total = 0;
            while (clock.nanoTime() < until) {
                int n = sensor.read(samples, 0, samples.length / width);
                total += n;
                for (int i = 0; i < n; i++) {
                    assertWorld(i * width);
                }
                clock.sleep(Math.round(periodNanos() / 8));
            }
            return total;
        }

        private void assertWorld(int at) {
            Map<Unit, Integer> axes = new EnumMap<>(Unit.class);
            for (int c = 0; c < width; c++) {
                Channel channel = sensor.channels().get(c);
                int axis = axes.merge(channel.unit(), 1, Integer::sum) - 1;
                assertEquals(expected(channel.unit(), axis), samples[at + c], RESOLUTION.get(channel.unit()),
                    on + ", " + channel.name());
            }
        }
    }

    private static double expected(Unit unit, int axis) {
        return switch (unit) {
            case METRES_PER_SECOND_SQUARED -> WORLD.acceleration().at(axis, 0);
            case RADIANS_PER_SECOND -> WORLD.rotation().at(axis, 0);
            case TESLA -> WORLD.field().at(axis, 0);
            case PASCAL -> WORLD.pressure().at(axis, 0);
            case KELVIN -> WORLD.temperature().at(axis, 0);
            case PERCENT -> WORLD.humidity().at(axis, 0);
            case VOLT -> WORLD.voltage().at(axis, 0);
            case FULL_SCALE, NONE -> throw new AssertionError("no chip measures " + unit);
        };
    }

    @Test
    void everyChipHasItsSimulation() {
        assertEquals(Chips.all().stream().map(ChipType::name).toList(), SimulatedChips.names());
    }

    @ParameterizedTest
    @MethodSource("chips")
    void measuresTheWorldInSiUnits(On on) throws IOException {
        var bench = new Bench(on, WORLD, false);
        assertTrue(bench.readFor(200) >= 150, "samples");
        assertEquals(0, bench.sensor.faults().count());
        assertEquals(0, bench.sensor.overruns());
    }

    /** The simulated clock is 3 % too fast. */
    @ParameterizedTest
    @MethodSource("chips")
    void findsTheChipsOwnPeriodAndNeverStepsBack(On on) throws IOException {
        Assumptions.assumeFalse(on.type.sampling().ratesHz().isEmpty(), "it samples when it is asked");
        var bench = new Bench(on, WORLD, false);
        long last = Long.MIN_VALUE;
        for (int i = 0; i < 100_000; i++) {
            if (bench.sensor.read(bench.samples, 0, 1) == 1) {
                assertTrue(bench.sensor.timeNanos() > last);
                last = bench.sensor.timeNanos();
            }
            clock.sleep(Math.round(bench.periodNanos() / 16));
        }
        double expected = bench.periodNanos() / (1 + CLOCK_ERROR);
        assertEquals(expected, bench.sensor.periodNanos(), 5e-3 * expected);   // jitter of the poll: up to a period in 16
        assertEquals(clock.nanoTime(), last, 70 * bench.periodNanos());        // and nothing added up
    }

    @ParameterizedTest
    @MethodSource("chips")
    void saysThatNobodyIsThere(On on) {
        var bus = on.spi ? SimulatedBus.spi("spi0") : SimulatedBus.i2c("i2c-1");
        Assumptions.assumeFalse(on.spi && on.type.identities().isEmpty(), "nothing tells this chip from none");
        var e = assertThrows(IOException.class, () -> on.type.opener().open(bus.wires(0x10), Choice.STANDARD, clock));
        assertTrue(e.getMessage().matches("i2c-1 0x10: no acknowledge|not an? .*0x?ff.*"), e.getMessage());
    }

    @ParameterizedTest
    @MethodSource("chips")
    void refusesAnotherChip(On on) {
        Assumptions.assumeFalse(on.type.identities().isEmpty(), "it has no identity");
        var bus = on.spi ? SimulatedBus.spi("spi0") : SimulatedBus.i2c("i2c-1");
        bus.plug(0x10, Stranger.THERE);
        var e = assertThrows(IOException.class, () -> on.type.opener().open(bus.wires(0x10), Choice.STANDARD, clock));
        assertTrue(e.getMessage().startsWith("not a"), e.getMessage());
    }

    @ParameterizedTest
    @MethodSource("chips")
    void goesOnAfterATransactionThatWasNotAcknowledged(On on) throws IOException {
        for (int bytes = 0; bytes < 9; bytes++) {
            var bench = new Bench(on, WORLD, false);
            bench.readFor(100);
            bench.bus.failAfter(bytes);
            bench.readFor(200);
            assertTrue(bench.readFor(200 + 3e8 / bench.periodNanos()) >= 100, "after " + bytes + " bytes");
            assertEquals(1, bench.sensor.faults().count());
            assertTrue(bench.sensor.overruns() > 0);
            assertTrue(bench.sensor.faults().last().contains("no acknowledge"), bench.sensor.faults().last());
        }
    }

    @ParameterizedTest
    @MethodSource("chips")
    void noticesABrownOutAndSetsTheChipUpAgain(On on) throws IOException {
        var bench = new Bench(on, WORLD, false);
        bench.readFor(100);
        bench.chip.powerUp();
        bench.readFor(200 + 1e9 / bench.periodNanos());
        assertTrue(bench.readFor(200) >= 150, "samples after it");
        if (WITHOUT_SETTINGS.contains(on.type.name())) {
            assertTrue(bench.sensor.faults().count() <= 1, bench.sensor.faults().last());
            return;
        }
        assertEquals(1, bench.sensor.faults().count(), bench.sensor.faults().last());
        assertTrue(bench.sensor.overruns() > 0);
    }

    @ParameterizedTest
    @MethodSource("chips")
    void waitsWhileTheBusIsBusy(On on) throws IOException {
        var bench = new Bench(on, WORLD, false);
        bench.readFor(100);
        bench.bus.busy(true);
        assertTrue(bench.readFor(Math.max(100, 1e9 / bench.periodNanos())) <= 1);
        assertFalse(bench.sensor.faults().running());
        bench.bus.busy(false);
        bench.readFor(2.1e9 / bench.periodNanos() + 100);
        assertTrue(bench.readFor(200) >= 150);
        assertTrue(bench.sensor.faults().running());
    }

    @ParameterizedTest
    @MethodSource("chips")
    void goesOnWhenItIsPluggedInAgain(On on) throws IOException {
        Assumptions.assumeFalse(on.spi && on.type.identities().isEmpty(), "nothing tells this chip from none");
        var bench = new Bench(on, WORLD, false);
        bench.readFor(100);
        bench.bus.unplug(bench.address);
        bench.readFor(Math.max(100, 1e9 / bench.periodNanos()));
        long before = bench.sensor.overruns();
        bench.chip.powerUp();
        bench.bus.plug(bench.address, bench.chip);
        bench.readFor(2.1e9 / bench.periodNanos() + 100);
        assertTrue(bench.readFor(200) >= 150);
        assertEquals(1, bench.sensor.faults().count(), bench.sensor.faults().last());
        assertTrue(bench.sensor.overruns() > before);
    }

    /** What was lost is what the chip took in that time, but for what its FIFO kept. */
    @ParameterizedTest
    @MethodSource("chips")
    void countsWhatWasLostWhileNobodyRead(On on) throws IOException {
        Assumptions.assumeFalse(on.type.sampling().ratesHz().isEmpty(), "it samples when it is asked");
        var bench = new Bench(on, WORLD, false);
        bench.readFor(3_000);
        int depth = on.type.sampling().depth();
        double periods = 4.0 * depth + 50;
        clock.sleep(Math.round(periods * bench.periodNanos()));
        bench.readFor(3.0 * depth + 100);
        double taken = periods * (1 + CLOCK_ERROR);
        int kept = depth == 1 || KEEP_NOTHING.contains(on.type.name()) ? 0 : depth;
        assertEquals(taken - kept, bench.sensor.overruns(), 4 + 0.6 * depth);
        assertEquals(0, bench.sensor.faults().count());
    }

    @ParameterizedTest
    @MethodSource("chips")
    void believesNoChipThatIsStuck(On on) throws IOException {
        Assumptions.assumeTrue(on.type.sampling().stuckAfter() > 0, "a quiet world gives equal samples");
        var bench = new Bench(on, WORLD, true);
        bench.readFor(3.0 * on.type.sampling().stuckAfter() + 200);
        assertEquals(0, bench.readFor(500 + 3e9 / bench.periodNanos()));
        assertTrue(bench.sensor.faults().last().contains("same sample"), bench.sensor.faults().last());
        assertFalse(bench.sensor.faults().running());
    }

    @ParameterizedTest
    @MethodSource("chips")
    void passesItsSelfTest(On on) throws IOException {
        Assumptions.assumeTrue(on.type.selfTest().isPresent(), "it has none");
        var bench = new Bench(on, WORLD, false);
        List<SelfTest.Result> results = on.type.selfTest().orElseThrow().run(bench.bus.wires(bench.address), clock);
        assertFalse(results.isEmpty());
        for (SelfTest.Result each : results) {
            assertTrue(each.passed(), each.toString());
        }
    }

    /** With its line, a batch was complete when the line rose: the times are those of the samples. */
    @ParameterizedTest
    @MethodSource("chips")
    void stampsByItsLineWhereItHasOne(On on) throws IOException {
        Assumptions.assumeFalse(on.type.sampling().ratesHz().isEmpty(), "it samples when it is asked");
        var bench = new Bench(on, WORLD, false);
        bench.sensor.close();
        var sensor = LiveSensor.open(() -> on.type.opener().open(bench.bus.wires(bench.address), Choice.STANDARD, clock),
            0, clock, bench.bus.line(bench.address, clock));
        long last = Long.MIN_VALUE;
        int samples = 0;
        for (int i = 0; i < 4_000 && samples < 3_000; i++) {
            clock.sleep(1_000);
            int n = sensor.read(bench.samples, 0, bench.samples.length / bench.width);
            Assumptions.assumeFalse(i == 100 && samples == 0 && sensor.faults().count() == 0, "its line is not simulated");
            if (n > 0) {
                assertTrue(sensor.timeNanos() > last);
                long early = sensor.timeNanos() - clock.nanoTime();      // 3 % at first, while the period is the nominal
                assertTrue(early <= 20_000 + 0.03 * bench.periodNanos(), on + " is early by " + early + " ns");
                last = sensor.timeNanos();
                samples += n;
            }
        }
        double expected = bench.periodNanos() / (1 + CLOCK_ERROR);
        assertEquals(expected, sensor.periodNanos(), 1e-3 * expected, on.toString());         // as BatchTime says
        assertEquals(0, sensor.overruns());
    }

    /** Driver, wires of software, simulated chip and stamping together. */
    @ParameterizedTest
    @MethodSource("chips")
    void allocatesNothingPerRead(On on) throws IOException {
        var bench = new Bench(on, WORLD, false);
        bench.readFor(300);
        long bytes = AllocatedBytes.of(() -> readQuietly(bench));
        assertEquals(0, bytes, on.toString());
    }

    private void readQuietly(Bench bench) {
        try {
            for (int i = 0; i < 2_000; i++) {
                bench.sensor.read(bench.samples, 0, 64);
                clock.sleep(Math.round(bench.periodNanos() / 8));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Answers everything with the same byte. */
    private enum Stranger implements SimulatedChip {
        THERE;

        @Override
        public void begin(boolean spi, boolean read) {
            // whatever is wanted
        }

        @Override
        public boolean take(int value) {
            return true;
        }

        @Override
        public int give() {
            return 0x5A;
        }

        @Override
        public void powerUp() {
            // as before
        }
    }
}

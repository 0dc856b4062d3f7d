package dev.pipit.sensors.bus.pi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.provider.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Commands;
import dev.pipit.sensors.bus.InputLine;
import dev.pipit.sensors.bus.OutputLine;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.bus.Wires;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SimulatedBus;
import dev.pipit.sensors.bus.fake.SimulatedChip;
import dev.pipit.sensors.bus.fake.SimulatedClock;
import dev.pipit.sensors.bus.fake.World;
import dev.pipit.sensors.catalogue.Chips;
import dev.pipit.sensors.catalogue.Finder;
import dev.pipit.sensors.catalogue.Scan;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.Choice;
import dev.pipit.sensors.chip.LiveSensor;
import dev.pipit.sensors.simulated.SimulatedChips;

/** Drivers through Pi4J, with simulated chips and lines behind providers of our own. */
class Pi4jBusesTest {
    @TempDir
    private Path root;

    private final Map<Integer, SimulatedChip> onI2c = new HashMap<>();
    private final Map<Integer, SimulatedChip> onSpi = new HashMap<>();
    private final SimulatedSpi.Provider spi = new SimulatedSpi.Provider(onSpi);
    private final SimulatedLines lines = new SimulatedLines();
    private Pi4jBuses buses;

    @BeforeEach
    void plugIn() throws IOException {
        Files.createDirectories(root.resolve("dev"));
        for (String file : List.of("i2c-1", "i2c-10", "i2c-2", "spidev0.0", "spidev0.1", "null")) {
            Files.createFile(root.resolve("dev").resolve(file));
        }
        buses = on(root.resolve("dev"));
    }

    private Pi4jBuses on(Path dev) {
        return new Pi4jBuses(new Devices(dev, root.resolve("sys")),
            () -> new Provider<?, ?, ?>[] {new SimulatedI2c.Provider(onI2c), spi},
            () -> new Provider<?, ?, ?>[] {lines.inputs(), lines.outputs()}, Clock.SYSTEM);
    }

    @AfterEach
    void close() throws IOException {
        buses.close();
    }

    /** A chip of the table, on a bus. */
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

    /** The same chip twice, once behind Pi4J and once behind simulated wires: both give the same samples. */
    @ParameterizedTest
    @MethodSource("chips")
    void readsEveryChipOfTheTable(On on) throws IOException {
        int address = on.spi ? 1 : on.type.bus().addresses().get(0);
        SimulatedClock clock = new SimulatedClock();
        (on.spi ? onSpi : onI2c).put(address, SimulatedChips.make(on.type.name(), World.moving(), clock, 0));
        Wires wires = on.spi ? buses.spi("spi0.1", on.type.bus().spiHz()) : buses.i2c("i2c-1", address);
        SimulatedClock twinClock = new SimulatedClock();
        SimulatedBus twin = on.spi ? SimulatedBus.spi("spi0") : SimulatedBus.i2c("i2c-1");
        twin.plug(address, SimulatedChips.make(on.type.name(), World.moving(), twinClock, 0));
        float[] expected = samples(on.type, twin.wires(address), twinClock);
        assertTrue(expected.length > 0);
        assertArrayEquals(expected, samples(on.type, wires, clock));
    }

    private static float[] samples(ChipType type, Wires wires, SimulatedClock clock) throws IOException {
        float[] samples = new float[50 * type.sampling().channels().size()];
        int filled = 0;
        try (LiveSensor sensor = LiveSensor.open(() -> type.opener().open(wires, Choice.STANDARD, clock), 0, clock)) {
            for (int i = 0; i < 2_000 && filled < 50; i++) {
                filled += sensor.read(samples, filled * sensor.channels().size(), 50 - filled);
                clock.sleep(Math.round(sensor.format().periodNanos() / 4));
            }
            assertEquals(0, sensor.faults().count(), sensor.faults().last());
        }
        return Arrays.copyOf(samples, filled * type.sampling().channels().size());
    }

    /** A register file of 256 that counts on: register 0x10 holds 0x10. */
    private static RegisterChip counting() {
        int[] held = new int[256];
        return new RegisterChip(new RegisterChip.Map() {
            @Override
            public int read(int register) {
                return held[register];
            }

            @Override
            public void write(int register, int value) {
                held[register] = value;
            }

            @Override
            public void powerUp() {
                Arrays.setAll(held, i -> i);
            }
        });
    }

    @Test
    void putsTheBytesOfRegistersWhereTheyShallGo() throws IOException {
        onI2c.put(0x40, counting());
        try (Registers registers = buses.i2c("i2c-1", 0x40).registers(RegisterForm.PLAIN)) {
            byte[] into = {9, 9, 9, 9, 9};
            registers.read(0x10, into, 2, 2);
            assertArrayEquals(new byte[] {9, 9, 0x10, 0x11, 9}, into);
        }
    }

    /** Longer than Pi4J's buffer of 2048 bytes: the register file goes round at 256. */
    @Test
    void readsBurstsThatAreLongerThanPi4jHasRoomFor() throws IOException {
        onI2c.put(0x40, counting());
        try (Registers registers = buses.i2c("i2c-1", 0x40).registers(RegisterForm.PLAIN)) {
            byte[] into = new byte[4_000];
            registers.read(0x20, into, 0, into.length);
            for (int i = 0; i < into.length; i++) {
                assertEquals((byte) (0x20 + i), into[i]);
            }
        }
    }

    @Test
    void writesRegistersInARow() throws IOException {
        onI2c.put(0x40, counting());
        try (Registers registers = buses.i2c("i2c-1", 0x40).registers(RegisterForm.PLAIN)) {
            registers.write(0x10, new byte[] {0, 1, 2, 3}, 1, 2);
            registers.write(0x12, 0xFE);
            assertEquals(1, registers.read(0x10));
            assertEquals(2, registers.read(0x11));
            assertEquals(0xFE, registers.read(0x12));
        }
    }

    @Test
    void saysThatNobodyAcknowledges() throws IOException {
        Registers registers = buses.i2c("i2c-1", 0x18).registers(RegisterForm.PLAIN);
        assertEquals("i2c-1 0x18: no acknowledge",
            assertThrows(IOException.class, () -> registers.read(0x0F)).getMessage());
        assertEquals("i2c-1 0x18: no acknowledge",
            assertThrows(IOException.class, () -> registers.write(0x0F, 1)).getMessage());
        registers.close();
        registers.close();
    }

    @Test
    void sendsNoEmptyCommand() throws IOException {
        try (Commands commands = buses.i2c("i2c-1", 0x18).commands()) {
            assertThrows(IllegalArgumentException.class, () -> commands.write(new byte[1], 0, 0));
        }
    }

    @Test
    void opensSpiInTheModeAndWithTheClockOfTheChip() throws IOException {
        onSpi.put(1, counting());
        buses.spi("spi0.1", 4_000_000).registers(RegisterForm.ST).close();
        buses.spi("spi0.1", 1_000_000).exchange(0).close();
        assertEquals(List.of("BUS_0 CS_1 MODE_3 4000000", "BUS_0 CS_1 MODE_0 1000000"), spi.opened());
    }

    @Test
    void saysThatATransferFailed() throws IOException {
        var exchange = buses.spi("spi0.0", 1_000_000).exchange(0);
        assertEquals("spi0.0: a transfer of 3 bytes failed",
            assertThrows(IOException.class, () -> exchange.exchange(new byte[3], new byte[3], 3)).getMessage());
    }

    @Test
    void knowsWhatIsNotSpokenOnABus() throws IOException {
        assertEquals("i2c-1 0x18 is I2C, the chip speaks SPI",
            assertThrows(IOException.class, () -> buses.i2c("i2c-1", 0x18).exchange(0)).getMessage());
        assertEquals("spi0.0 is SPI, the chip speaks I2C",
            assertThrows(IOException.class, () -> buses.spi("spi0.0", 1).commands()).getMessage());
    }

    @Test
    void listsTheBusesOfTheBoard() throws IOException {
        assertEquals(List.of("i2c-1", "i2c-2", "i2c-10"), buses.i2c());
        assertEquals(List.of("spi0.0", "spi0.1"), buses.spi());
        assertEquals("there is no i2c-7; there are: i2c-1, i2c-2, i2c-10",
            assertThrows(IOException.class, () -> buses.i2c("i2c-7", 0x18)).getMessage());
    }

    @Test
    void saysHowABusIsEnabled() throws IOException {
        Pi4jBuses none = on(root.resolve("nothing"));
        assertEquals(List.of(), none.i2c());
        assertEquals("I2C is not enabled here; on a Raspberry Pi: sudo raspi-config nonint do_i2c 0",
            assertThrows(IOException.class, () -> none.i2c("i2c-1", 0x18)).getMessage());
        assertEquals("SPI is not enabled here; on a Raspberry Pi: sudo raspi-config nonint do_spi 0",
            assertThrows(IOException.class, () -> none.spi("spi0.0", 1)).getMessage());
    }

    /** The kernel: a chip's folder has a link {@code driver} where a driver has taken it. */
    @Test
    void leavesAloneWhatAKernelDriverHas() throws IOException {
        Path chip = root.resolve("sys/bus/i2c/devices/1-0018");
        Path driver = Files.createDirectories(root.resolve("sys/bus/i2c/drivers/st-accel-i2c"));
        Files.createDirectories(chip);
        Files.createSymbolicLink(chip.resolve("driver"), driver);
        assertEquals(Optional.of("st-accel-i2c"), buses.holder("i2c-1", 0x18));
        assertEquals("i2c-1 0x18 is taken by the kernel driver st-accel-i2c: read it as iio:NAME",
            assertThrows(IOException.class, () -> buses.i2c("i2c-1", 0x18)).getMessage());
        assertEquals(Optional.of("st-accel-i2c"), new Scan(buses).i2c("i2c-1").get(0).holder());
    }

    @Test
    void findsAChipWhereverItIs() throws IOException {
        SimulatedClock clock = new SimulatedClock();
        onI2c.put(0x19, SimulatedChips.make("lis3dh", World.still(), clock, 0));
        // all three buses of the test have the same chips
        var e = assertThrows(IOException.class, () -> new Finder(buses).find(Chips.named("lis3dh")));
        assertEquals("a lis3dh may be at i2c-1 0x19, i2c-2 0x19, i2c-10 0x19: say which, with --bus and --address",
            e.getMessage());
        onI2c.clear();
        onSpi.put(1, SimulatedChips.make("lis3dh", World.still(), clock, 0));
        assertEquals("spi0.1", new Finder(buses).find(Chips.named("lis3dh")).toString());
    }

    @Test
    void stampsTheFirstRiseSinceItWasAsked() throws Exception {
        try (InputLine line = buses.input(17)) {
            assertEquals(InputLine.NONE, line.awaitRise(0));
            long before = Clock.SYSTEM.nanoTime();
            lines.move(17, DigitalState.HIGH);
            long after = Clock.SYSTEM.nanoTime();
            assertTrue(line.high());
            lines.move(17, DigitalState.LOW);
            assertFalse(line.high());
            lines.move(17, DigitalState.HIGH);
            long risen = line.awaitRise(1_000_000_000);
            assertTrue(risen >= before && risen <= after, before + " " + risen + " " + after);
            assertEquals(InputLine.NONE, line.awaitRise(1_000_000));
        }
    }

    @Test
    void wakesUpWhenTheLineRises() throws Exception {
        try (InputLine line = buses.input(17)) {
            Thread other = new Thread(() -> lines.move(17, DigitalState.HIGH));
            other.start();
            assertTrue(line.awaitRise(10_000_000_000L) != InputLine.NONE);
            other.join();
        }
    }

    @Test
    void drivesALineAndLeavesItLow() throws IOException {
        try (OutputLine line = buses.output(17)) {
            lines.driven().clear();
            line.set(true);
            assertTrue(line.high());
        }
        assertEquals(List.of("17 HIGH", "17 LOW"), lines.driven().subList(0, 2));
    }

    /** What Pi4J says where it does not recognise the board. */
    @Test
    void saysThatThereAreNoLinesAtAll() {
        assertEquals("line 17: this is no Raspberry Pi that Pi4J knows, and has no GPIO lines for it",
            Complaint.of("line 17", new IllegalStateException("No gpio chip yet initialized!")).getMessage());
    }

    @Test
    void saysThatThereIsNoSuchLine() {
        assertEquals("line 99: there is no such line on this board",
            assertThrows(IOException.class, () -> buses.output(99)).getMessage());
        assertEquals("line 99: there is no such line on this board",
            assertThrows(IOException.class, () -> buses.input(99)).getMessage());
    }
}

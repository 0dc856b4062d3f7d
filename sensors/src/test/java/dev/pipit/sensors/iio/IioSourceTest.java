package dev.pipit.sensors.iio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.chip.Channel;

/** Against a tree of files like that of the kernel; a plain file stands for the device. */
class IioSourceTest {
    private static final int SCANS = 5;

    @TempDir
    private Path root;
    private Path devices;
    private Path device;

    /** An accelerometer of 12 bits in 16, z before x, and a temperature of 8 bits: padded to 16 bytes with its time. */
    @BeforeEach
    void makeTree() throws IOException {
        devices = root.resolve("sys");
        device = devices.resolve("iio:device0");
        file("name", "lis2dh");
        file("sampling_frequency", "100");
        file("current_timestamp_clock", "realtime");
        file("in_accel_scale", "0.009806");
        file("in_temp_scale", "1000");
        file("in_temp_offset", "25");
        element("accel_z", 0, "le:s12/16>>4");
        element("accel_x", 1, "be:s12/16>>4");
        element("temp", 2, "le:s8/8>>0");
        element("timestamp", 3, "le:s64/64>>0");
        file("buffer/enable", "0");
        file("buffer/length", "2");
        file("buffer/watermark", "1");
        file("buffer/data_available", String.valueOf(SCANS));
        Files.createDirectories(root.resolve("dev"));
        ByteBuffer data = ByteBuffer.allocate(16 * SCANS).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < SCANS; i++) {
            data.putShort((short) (1_000 << 4)).put((byte) 0xFF).put((byte) (0xE0 - 0x10 * i)).put((byte) -4)
                .put(new byte[3]).putLong(1_000_000_000L + (i < 3 ? i : i + 7) * 10_000_000L);
        }
        Files.write(root.resolve("dev/iio:device0"), data.array());
    }

    private void file(String name, String text) throws IOException {
        Files.createDirectories(device.resolve(name).getParent());
        Files.writeString(device.resolve(name), text + "\n");
    }

    private void element(String name, int index, String type) throws IOException {
        file("scan_elements/in_" + name + "_en", "0");
        file("scan_elements/in_" + name + "_index", String.valueOf(index));
        file("scan_elements/in_" + name + "_type", type);
    }

    private String text(String name) throws IOException {
        return Files.readString(device.resolve(name)).strip();
    }

    private IioSource open(String name) throws IOException {
        return IioSource.open(devices, root.resolve("dev"), name, OptionalDouble.empty());
    }

    /** 1000 × 0.009806 m/s²; 0xFFE0 >> 4 = −2 and so on; (−4 + 25) × 1000 m°C = 21 °C = 294.15 K. */
    @Test
    void givesSiUnitsInTheOrderOfTheIndex() throws IOException {
        try (IioSource source = open("lis2dh")) {
            assertEquals(new SignalFormat(100, 3, Unit.NONE), source.format());
            assertEquals(List.of(new Channel("accel_z", Unit.METRES_PER_SECOND_SQUARED),
                new Channel("accel_x", Unit.METRES_PER_SECOND_SQUARED), new Channel("temp", Unit.KELVIN)),
                source.channels());
            float[] samples = new float[6];
            assertEquals(2, source.read(samples, 0, 2));
            assertArrayEquals(new float[] {9.806f, -2 * 0.009806f, 294.15f, 9.806f, -3 * 0.009806f, 294.15f}, samples,
                2e-5f);                                          // float at 294: 1.5e-5
        }
    }

    @Test
    void stampsByTheKernelsMonotonicClockAndCountsWhatIsMissing() throws IOException {
        try (IioSource source = open("0")) {
            assertEquals("monotonic", text("current_timestamp_clock"));
            float[] samples = new float[3 * SCANS];
            assertEquals(3, source.read(samples, 0, SCANS));     // up to the gap
            assertEquals(1_000_000_000L, source.timeNanos());
            assertEquals(0, source.overruns());
            assertEquals(2, source.read(samples, 0, SCANS));
            assertEquals(1_100_000_000L, source.timeNanos());
            assertEquals(7, source.overruns());
            assertEquals(100, source.rateHz(), 1e-9);
        }
    }

    @Test
    void leavesTheTimeToTheReaderWhereTheClockCannotBeChosen() throws IOException {
        Files.delete(device.resolve("current_timestamp_clock"));
        try (IioSource source = open("lis2dh")) {
            assertEquals(SCANS, source.read(new float[3 * SCANS], 0, SCANS));
            assertEquals(Source.UNKNOWN_TIME, source.timeNanos());
        }
    }

    @Test
    void setsTheBufferUpAndStopsIt() throws IOException {
        IioSource source = IioSource.open(devices, root.resolve("dev"), "lis2dh", OptionalDouble.of(200));
        assertEquals("200.0", text("sampling_frequency"));
        assertEquals("1", text("scan_elements/in_accel_x_en"));
        assertEquals("1", text("scan_elements/in_timestamp_en"));
        assertEquals("200", text("buffer/length"));              // a second
        assertEquals("10", text("buffer/watermark"));            // 50 ms
        assertEquals("1", text("buffer/enable"));
        source.close();
        assertEquals("0", text("buffer/enable"));
    }

    @Test
    void givesNothingWhileTheDeviceHasNothing() throws IOException {
        file("buffer/data_available", "0");
        try (IioSource source = open("lis2dh")) {
            assertEquals(0, source.read(new float[3], 0, 1));
        }
    }

    @Test
    void takesTheTriggerOfItsOwn() throws IOException {
        file("trigger/current_trigger", "");
        assertEquals("iio:device0 needs a trigger, and has none of its own: write the name of one to "
            + "trigger/current_trigger", assertThrows(IOException.class, () -> open("lis2dh")).getMessage());
        Path trigger = Files.createDirectories(devices.resolve("trigger0"));
        Files.writeString(trigger.resolve("name"), "lis2dh-trigger\n");
        open("lis2dh").close();
        assertEquals("lis2dh-trigger", text("trigger/current_trigger"));
    }

    @Test
    void saysWhichDevicesThereAre() {
        assertEquals("the kernel has no iio:bmp280; it has: iio:0 lis2dh",
            assertThrows(IOException.class, () -> open("bmp280")).getMessage());
        var e = assertThrows(IOException.class,
            () -> IioSource.open(root.resolve("none"), root, "lis2dh", OptionalDouble.empty()));
        assertEquals("the kernel drives no sensor here: there is no " + root.resolve("none") + "/iio:device*",
            e.getMessage());
    }
}

package dev.pipit.sensors.microphone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.sensors.sound.SampleCoding;
import dev.pipit.testing.AllocatedBytes;

class MicrophoneTest {
    private static final CaptureFormat BEST = new CaptureFormat(16_000, 1, SampleCoding.SIGNED_16);
    private static final CaptureFormat STEREO = new CaptureFormat(48_000, 2, SampleCoding.SIGNED_16);

    /** Records 0.5 on every channel, as much as it is told is there. */
    private static final class FakeLine implements CaptureLine {
        private int available;
        private boolean open = true;
        private int closed;

        @Override
        public int available() {
            return available;
        }

        @Override
        public int capacity() {
            return 32_000;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            for (int i = 0; i < length; i += 2) {
                into[offset + i] = 0;
                into[offset + i + 1] = 0x40;
            }
            available -= length;
            return length;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static final class FakeSystem implements SoundSystem {
        private final List<Microphone.Device> devices = new ArrayList<>();
        private final List<CaptureFormat> taken = new ArrayList<>();
        private final FakeLine line = new FakeLine();

        FakeSystem(String... names) {
            for (String name : names) {
                devices.add(new Microphone.Device(name, "", List.of(BEST, STEREO)));
            }
        }

        @Override
        public List<Microphone.Device> devices(List<CaptureFormat> formats) {
            return devices;
        }

        @Override
        public CaptureLine open(Microphone.Device device, CaptureFormat format) throws IOException {
            if (taken.contains(format)) {
                throw new IOException("busy");
            }
            return line;
        }
    }

    private final FakeSystem system = new FakeSystem("default", "USB Mic", "USB Camera");

    @Test
    void findsADeviceByItsNameOrByAPartOfIt() throws IOException {
        assertEquals("default", Microphone.open(system, "", 16_000).device().name());
        assertEquals("USB Mic", Microphone.open(system, "USB Mic", 16_000).device().name());
        assertEquals("USB Camera", Microphone.open(system, "camera", 16_000).device().name());
        assertEquals("Microphone USB Mic", Microphone.open(system, "mic", 16_000).name());
        system.devices.add(new Microphone.Device("USB Mic 2", "", List.of(BEST)));
        assertEquals("USB Mic", Microphone.open(system, "USB Mic", 16_000).device().name());
    }

    @Test
    void saysWhichDevicesThereAre() {
        assertRefused("no microphone is called Blue; there are: default, USB Mic, USB Camera", "Blue");
        assertRefused("more than one microphone is called usb; there are: default, USB Mic, USB Camera", "usb");
        system.devices.clear();
        assertRefused("this computer has no microphone: plug one in, or play a recording", "");
    }

    @Test
    void recordsWithoutConversionWhereItCan() throws IOException {
        Microphone microphone = Microphone.open(system, "", 16_000);
        assertEquals(BEST, microphone.recorded());
        assertEquals(new SignalFormat(16_000, 1, Unit.FULL_SCALE), microphone.format());
        float[] samples = new float[100];
        assertEquals(0, microphone.read(samples, 0, 100));         // and does not wait
        system.line.available = 41;
        assertEquals(20, microphone.read(samples, 0, 100));
        assertEquals(0, microphone.read(samples, 0, 100));         // half a sample
        float[] expected = new float[100];
        Arrays.fill(expected, 0, 20, 0.5f);
        assertArrayEquals(expected, samples);
    }

    /** A constant stays one; the filter waits for a millisecond or so. */
    @Test
    void convertsWhatTheDeviceOffersInstead() throws IOException {
        system.taken.add(BEST);
        Microphone microphone = Microphone.open(system, "", 16_000);
        assertEquals(STEREO, microphone.recorded());
        system.line.available = 4_800 * 4;                         // 100 ms
        float[] samples = new float[2_000];
        int length = 0;
        for (int n = 1; n > 0; n = microphone.read(samples, length, 100)) {
            length += n == 1 && length == 0 ? 0 : n;
        }
        assertTrue(length > 1_500 && length <= 1_600, "samples=" + length);
        assertEquals(0.5f, samples[800], 1e-5);                    // the filter's gain in float
    }

    @Test
    void saysWhyNothingWorks() {
        system.taken.addAll(List.of(BEST, STEREO));
        assertRefused("microphone default cannot be opened: busy", "");
    }

    @Test
    void countsABufferThatWasFoundFullOnce() throws IOException {
        Microphone microphone = Microphone.open(system, "", 16_000);
        float[] samples = new float[16_000];
        system.line.available = 32_000;
        assertTrue(microphone.read(samples, 0, 1) > 0);
        assertEquals(1, microphone.overruns());
        system.line.available = 32_000;
        while (microphone.read(samples, 0, 16_000) > 0) {
            assertEquals(1, microphone.overruns());                // still the same
        }
        system.line.available = 32_000;
        microphone.read(samples, 0, 16_000);
        assertEquals(2, microphone.overruns());
    }

    @Test
    void endsWhenItIsClosedAndClosesTheDeviceOnce() throws IOException {
        Microphone microphone = Microphone.open(system, "", 16_000);
        microphone.close();
        microphone.close();
        assertEquals(1, system.line.closed);
        assertEquals(-1, microphone.read(new float[10], 0, 10));
    }

    @Test
    void failsWhenItIsUnplugged() throws IOException {
        Microphone microphone = Microphone.open(system, "", 16_000);
        system.line.open = false;
        assertEquals("the microphone is gone",
            assertThrows(IOException.class, () -> microphone.read(new float[10], 0, 10)).getMessage());
    }

    @Test
    void closesTheDeviceWhenTheRateCannotBe() {
        system.taken.add(BEST);
        assertThrows(IllegalArgumentException.class, () -> Microphone.open(system, "", 47_999));
        assertEquals(1, system.line.closed);
        assertThrows(IllegalArgumentException.class, () -> Microphone.open(system, "", 0));
    }

    @Test
    void triesTheSimplestFormatFirst() {
        List<CaptureFormat> formats = CaptureFormat.bestFirst(16_000);
        assertEquals("16000 Hz, 1 channel, 16 bits", formats.get(0).toString());
        assertEquals("48000 Hz, 2 channels, 16 bits", formats.get(3).toString());
        assertEquals(3 * 3 * 2, formats.size());
        assertEquals(3 * 2 * 2, CaptureFormat.bestFirst(48_000).size());
    }

    @Test
    void allocatesNothingPerRead() throws IOException {
        system.taken.add(BEST);
        Microphone microphone = Microphone.open(system, "", 16_000);
        float[] samples = new float[160];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {                  // the best counts: compiling may load a class, once
            long before = AllocatedBytes.ofThisThread();
            for (int i = 0; i < 10_000; i++) {
                system.line.available = 480 * 4;
                microphone.read(samples, 0, 160);
            }
            least = Math.min(least, AllocatedBytes.ofThisThread() - before);
        }
        assertEquals(0, least);
    }

    /** Whatever this computer has, asking must not fail. */
    @Test
    void listsTheDevicesOfThisComputer() {
        for (Microphone.Device device : Microphone.devices()) {
            assertFalse(device.name().isEmpty());
            assertFalse(device.formats().isEmpty());
        }
    }

    private void assertRefused(String message, String name) {
        assertEquals(message,
            assertThrows(IOException.class, () -> Microphone.open(system, name, 16_000)).getMessage());
    }
}

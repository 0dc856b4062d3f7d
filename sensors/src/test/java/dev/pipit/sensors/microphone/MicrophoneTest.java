package dev.pipit.sensors.microphone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.sensors.bus.Pcm;
import dev.pipit.sensors.bus.fake.FakePcm;
import dev.pipit.sensors.bus.fake.FakePcmDevices;
import dev.pipit.sensors.sound.Channel;
import dev.pipit.sensors.sound.Conversion;
import dev.pipit.testing.AllocatedBytes;
import dev.pipit.testing.ManualClock;

class MicrophoneTest {
    private static final long MILLI = 1_000_000;
    private static final Pcm.Format BEST = FakePcmDevices.SIXTEEN;
    private static final Pcm.Format STEREO = new Pcm.Format(48_000, 2, 16);
    private static final Conversion PLAIN = Conversion.to(16_000);

    private final ManualClock clock = new ManualClock(1_000_000_000);
    private final FakePcmDevices devices = new FakePcmDevices(clock);
    private final float[] samples = new float[200_000];

    private Microphone open(String name, Conversion conversion) throws IOException {
        return Microphone.open(devices, name, conversion, clock);
    }

    /** Looks every 5 ms for so long, and reads all that is there. */
    private int hear(Microphone microphone, long millis) throws IOException {
        int length = 0;
        for (long t = 0; t < millis; t += 5) {
            clock.advance(5 * MILLI);
            for (int n = 1; n > 0; length += n) {
                n = microphone.read(samples, length, 160);
            }
        }
        return length;
    }

    @Test
    void findsADeviceByItsNameOrByAPartOfIt() throws IOException {
        devices.with("[default]", BEST).with("USB Mic", BEST).with("USB Camera", BEST);
        assertEquals("[default]", open("", PLAIN).device().name());
        assertEquals("USB Mic", open("USB Mic", PLAIN).device().name());
        assertEquals("USB Camera", open("camera", PLAIN).device().name());
        assertEquals("Microphone USB Mic", open("mic", PLAIN).name());
        devices.with("USB Mic 2", BEST);
        assertEquals("USB Mic", open("USB Mic", PLAIN).device().name());
    }

    @Test
    void saysWhichDevicesThereAre() {
        assertRefused("this computer has no microphone: plug one in, or play a recording", "");
        devices.with("[default]", BEST).with("USB Mic", BEST).with("USB Camera", BEST);
        assertRefused("no microphone is called Blue; there are: [default], USB Mic, USB Camera", "Blue");
        assertRefused("more than one microphone is called usb; there are: [default], USB Mic, USB Camera", "usb");
    }

    private void assertRefused(String message, String name) {
        assertEquals(message, assertThrows(IOException.class, () -> open(name, PLAIN)).getMessage());
    }

    @Test
    void takesTheMicrophoneThatTheBoardCarries() throws IOException {
        devices.with("[default]", BEST).with("sndrpigooglevoi [plughw:1,0]", BEST, STEREO, FakePcmDevices.I2S);
        Microphone microphone = open("", Microphone.usual(16_000));
        assertEquals("sndrpigooglevoi [plughw:1,0]", microphone.device().name());
        assertEquals(FakePcmDevices.I2S, microphone.recorded());
    }

    @Test
    void recordsWithoutConversionWhereItCan() throws IOException {
        devices.with("[default]", BEST, STEREO);
        Microphone microphone = open("", PLAIN);
        assertEquals(BEST, microphone.recorded());
        assertEquals(new SignalFormat(16_000, 1, Unit.FULL_SCALE), microphone.format());
        assertEquals(0, microphone.read(samples, 0, 100));         // and does not wait
        assertEquals(80, hear(microphone, 5));
        float[] expected = new float[100];
        Arrays.fill(expected, 0, 80, 0.5f);
        assertArrayEquals(expected, Arrays.copyOf(samples, 100));
    }

    @Test
    void takesTheNextFormatWhereTheBestIsTaken() throws IOException {
        devices.with("[default]", BEST, STEREO).taken().add(BEST);
        assertEquals(STEREO, open("", PLAIN).recorded());
        devices.taken().add(STEREO);
        assertRefused("microphone [default] cannot be opened: busy", "");
    }

    @Test
    void refusesAChannelThatTheDeviceDoesNotHave() {
        devices.with("[default]", BEST);
        assertEquals("microphone [default] has fewer channels: channel=1",
            assertThrows(IOException.class, () -> open("", PLAIN.channel(Channel.RIGHT))).getMessage());
    }

    /**
     * An INMP441 on the right: 24 bits of 32, a tone on an offset that settles; on the left nobody. By theory the tone
     * comes out as it is, but for a lead of atan(20 Hz / 500 Hz) = 0.04 of its amplitude by the high-pass.
     */
    @Test
    void hearsAnI2sMicrophoneOnOneChannelOfTwo() throws IOException {
        devices.with("sndrpigooglevoi [plughw:1,0]", FakePcmDevices.I2S).hearing(n -> new float[] {
            (n % 3 - 1) * 0x1p-23f,
            (float) (0.3 * Math.exp(-n / 9_600.0) + 0.1 + tone(n / 48e3))});
        Microphone microphone = open("", Microphone.usual(16_000));
        int length = hear(microphone, 1_500);
        assertEquals(1, microphone.channel());
        assertEquals(16_000, length, 80 + 20);     // half a second of settling, 5 ms, the filter's delay
        for (int i = 8_000; i < length; i++) {                     // what is left of the offset: below 1e-4
            assertEquals(tone(i / 16e3 + 0.5), samples[i], 0.05 * 0.04 + 1e-4);
        }
        assertEquals(20 * Math.log10(0.05), microphone.level().peakDbfs(), 0.05);
        assertEquals(0, microphone.clipped());
    }

    private static double tone(double seconds) {
        return 0.05 * Math.sin(2 * Math.PI * 500 * seconds);
    }

    /** 20 dB are ten times. */
    @Test
    void makesItLouderAndSaysWhereThatIsTooMuch() throws IOException {
        devices.with("[default]", BEST).hearing(n -> new float[] {n % 160 == 0 ? 0.2f : 0.05f});
        Microphone microphone = open("", PLAIN.gainDb(20));
        assertEquals(1_600, hear(microphone, 100));
        assertEquals(0.5f, samples[1], 10 / 32_768f);              // a step of 16 bits, ten times as large
        assertEquals(10, microphone.clipped());
        devices.hearing(n -> new float[] {n % 16 == 0 ? -1 : 0});
        microphone = open("", PLAIN);
        hear(microphone, 100);
        assertEquals(100, microphone.clipped());
        assertEquals(0, microphone.level().peakDbfs());
        assertEquals(10 * Math.log10(1 / 16.0), microphone.level().rmsDbfs(), 1e-5);      // float
    }

    /** Its samples count themselves, so that what is missing can be seen. */
    private Microphone counting() throws IOException {
        devices.with("Mic [plughw:1,0]", "USB Audio", new Pcm.Format(16_000, 1, 32)).hearing(n -> new float[] {n * 0x1p-22f});
        return open("mic", PLAIN);
    }

    private static long number(float sample) {
        return Math.round(sample * 0x1p22);
    }

    @Test
    void countsWhatTheDeviceLostWhenItsBufferWasFull() throws IOException {
        Microphone microphone = counting();
        int before = hear(microphone, 1_000);
        assertEquals(0, microphone.overruns());
        long last = number(samples[before - 1]);
        long lastTime = microphone.timeNanos();
        clock.advance(3_000 * MILLI);
        assertTrue(microphone.read(samples, 0, 160) > 0);
        long lost = number(samples[0]) - last - 1;
        assertTrue(lost > 2.9 * 16_000, "lost=" + lost);
        assertEquals(lost, microphone.overruns(), 2);              // a sample at each end, rounded
        assertEquals(3_000 * MILLI, microphone.timeNanos() - lastTime, 5 * MILLI);
        hear(microphone, 1_000);
        assertEquals(lost, microphone.overruns(), 2);
        assertEquals(0, microphone.losses());
    }

    @Test
    void losesNothingWhereAPauseFitsTheBuffer() throws IOException {
        Microphone microphone = counting();
        int before = hear(microphone, 1_000);
        long lastTime = microphone.timeNanos();
        long last = number(samples[before - 1]);
        clock.advance(400 * MILLI);
        int n = microphone.read(samples, 0, 160);
        assertEquals(last + 1, number(samples[0]));
        assertEquals(80 * 62_500, microphone.timeNanos() - lastTime, 62_500);     // of the 80 samples before
        assertTrue(n > 0);
        assertEquals(0, microphone.overruns());
    }

    @Test
    void waitsForADeviceThatWasPulledOutAndFindsItByItsName() throws IOException {
        Microphone microphone = counting();
        hear(microphone, 1_000);
        FakePcm first = devices.pcm();
        long lastTime = microphone.timeNanos();
        devices.pullOut();
        assertEquals(0, hear(microphone, 60_000));
        assertEquals(1, microphone.losses());
        assertEquals(1, first.closed());
        devices.with("Other [plughw:1,0]", "", BEST).with("Mic [plughw:2,0]", "USB Audio", new Pcm.Format(16_000, 1, 32));
        int length = hear(microphone, 15_000);
        assertEquals(List.of("Mic [plughw:1,0]", "Mic [plughw:2,0]"), devices.opened());
        assertTrue(length > 16_000 * 4, "back after ten seconds at the latest: length=" + length);
        long missing = microphone.timeNanos() - lastTime;
        assertEquals(75_000 * MILLI, missing, 6 * MILLI);          // 5 ms a look
        assertEquals(75 * 16_000, microphone.overruns() + length, 200);      // two looks of 80
        assertEquals(1, microphone.losses());
    }

    @Test
    void noticesADeviceThatSaysThatItIsClosedAtOnce() throws IOException {
        Microphone microphone = counting();
        hear(microphone, 100);
        devices.pcm().breakDown();
        hear(microphone, 5);
        assertEquals(1, microphone.losses());
        assertTrue(hear(microphone, 600) > 0, "half a second later it was opened again");
    }

    /** A quartz of 300 millionths: the 300th second of the device is 90 ms before that of the clock. */
    @Test
    void followsTheQuartzOfTheDevice() throws IOException {
        devices.with("[default]", BEST).faster(300);
        Microphone microphone = open("", PLAIN);
        long before = Long.MIN_VALUE;
        for (long t = 0; t < 300_000; t += 5) {
            clock.advance(5 * MILLI);
            int n = microphone.read(samples, 0, 160);
            assertTrue(microphone.timeNanos() > before);
            before = microphone.timeNanos() + (n - 1) * 62_481L;
            assertEquals(clock.nanoTime() - 5 * MILLI, microphone.timeNanos(), 2 * MILLI);
        }
        assertEquals(300, microphone.driftPpm(), 20);              // seen in whole samples, of 62 µs
        assertEquals(0, microphone.overruns());
    }

    @Test
    void endsWhenItIsClosedAndClosesTheDeviceOnce() throws IOException {
        Microphone microphone = counting();
        microphone.close();
        microphone.close();
        assertEquals(1, devices.pcm().closed());
        assertEquals(-1, microphone.read(samples, 0, 10));
    }

    @Test
    void closesTheDeviceWhenTheRateCannotBe() {
        devices.with("[default]", BEST);
        assertThrows(IllegalArgumentException.class, () -> open("", Conversion.to(15_999)));
        assertEquals(1, devices.pcm().closed());
    }

    @Test
    void allocatesNothingPerRead() throws IOException {
        devices.with("sndrpigooglevoi [plughw:1,0]", FakePcmDevices.I2S).hearing(constant());
        Microphone microphone = open("", Microphone.usual(16_000).gainDb(6));
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {                  // the best counts: compiling may load a class, once
            long before = AllocatedBytes.ofThisThread();
            for (int i = 0; i < 3_000; i++) {
                clock.advance(5 * MILLI);
                microphone.read(samples, 0, 160);
            }
            least = Math.min(least, AllocatedBytes.ofThisThread() - before);
        }
        assertEquals(0, least);
        assertEquals(0, microphone.overruns());
    }

    private static LongFunction<float[]> constant() {
        float[] both = {0.25f, 0.5f};
        return n -> both;
    }

    /** Whatever this computer has, asking must not fail. */
    @Test
    void listsTheDevicesOfThisComputer() {
        for (Pcm.Device device : Microphone.devices()) {
            assertFalse(device.name().isEmpty());
            assertFalse(device.formats().isEmpty());
        }
    }
}

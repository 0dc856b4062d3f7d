package dev.pipit.framework.stream;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.testing.FrameLog;
import dev.pipit.testing.ManualClock;
import dev.pipit.testing.ScriptedSource;

@Timeout(10)
class ReplayTest {
    private static final long MILLI = 1_000_000;

    private static ScriptedSource recording(double rateHz) {
        return new ScriptedSource(new SignalFormat(rateHz, 2, Unit.FULL_SCALE));
    }

    private static List<FrameLog.Copy> replay(Source source, int ringMillis, Clock clock) throws InterruptedException {
        var log = new FrameLog();
        Pipeline.named("replay").from(source).ring(ofMillis(ringMillis), Overrun.WAIT)
            .frames(ofMillis(30)).every(ofMillis(10)).to(log).start(clock).join();
        return log.frames();
    }

    @Test
    void givesTheSameFramesAtEverySpeed() throws InterruptedException {
        var atFullSpeed = replay(recording(16_000).samples(20_000).lost(77).samples(12_000), 500, Clock.SYSTEM);
        for (int size : new int[] {1, 13, 160, 1_000}) {
            var clock = new ManualClock(123);
            var source = new RealTime(recording(16_000).inReadsOf(size).samples(20_000).lost(77).samples(12_000), clock);
            assertEquals(atFullSpeed, replay(source, 20 + size, clock));
            assertEquals(123 + 2_000 * MILLI + 77 * 62_500, clock.nanoTime(), "2 s, and what was lost");
        }
        assertTrue(atFullSpeed.size() > 190);
    }

    @Test
    void givesTheSameFramesInRealTime() throws InterruptedException {
        var frames = replay(recording(16_000).samples(1_600), 500, Clock.SYSTEM);
        long before = System.nanoTime();
        assertEquals(frames, replay(new RealTime(recording(16_000).samples(1_600)), 500, Clock.SYSTEM));
        assertTrue(System.nanoTime() - before >= 100 * MILLI, "1600 samples take 100 ms");
    }

    /** Time is rounded to nanoseconds twice: that of the slot, and the way from there to the frame. */
    @ParameterizedTest
    @ValueSource(doubles = {1_000, 16_000, 44_100, 22_050, 100.0 / 3})
    void setsTheTimeOfAFrameToNumberTimesPeriod(double rateHz) throws InterruptedException {
        var log = new FrameLog();
        long hop = Math.round(3e9 / rateHz);
        Pipeline.named("time").from(recording(rateHz).inReadsOf(7, 100).samples(2_000))
            .ring(ofMillis(1_000), Overrun.WAIT).frames(ofNanos(10 * hop / 3)).every(ofNanos(hop)).to(log).run();
        assertEquals((2_000 - 10) / 3 + 1, log.frames().size());
        for (FrameLog.Copy frame : log.frames()) {
            double off = frame.timeNanos() - frame.firstSample() * 1e9 / rateHz;
            assertTrue(Math.abs(off) <= 1, "off by " + off + " ns");
        }
    }

    /** Ten samples of a millisecond each: when they have been given, 10 ms are over. */
    @Test
    void givesNoSampleBeforeItsTime() throws IOException {
        var clock = new ManualClock(5);
        var source = new RealTime(recording(1_000).inReadsOf(10, 3).nothing().samples(13).samples(7), clock);
        float[] dst = new float[200];
        clock.set(500);
        assertEquals(0, source.read(dst, 0, 100));
        clock.set(1_000);
        assertEquals(3, source.read(dst, 0, 100));
        assertEquals(1_000 + 3 * MILLI, clock.nanoTime());
        assertEquals(0, source.timeNanos());
        clock.advance(2 * MILLI);
        assertEquals(10, source.read(dst, 0, 100));
        assertEquals(1_000 + 13 * MILLI, clock.nanoTime());
        assertEquals(3 * MILLI, source.timeNanos());
        clock.advance(50 * MILLI);
        source.read(dst, 0, 100);
        assertEquals(1_000 + 63 * MILLI, clock.nanoTime(), "it is late already");
        source.read(dst, 0, 100);
        assertEquals(-1, source.read(dst, 0, 100));
        assertEquals(1_000 + 63 * MILLI, clock.nanoTime());
    }

    @Test
    void takesALossAsLongAsItTook() throws IOException {
        var clock = new ManualClock();
        var source = new RealTime(recording(1_000).samplesAt(400 * MILLI, 10).lost(50).samples(10), clock);
        float[] dst = new float[200];
        source.read(dst, 0, 100);
        assertEquals(10 * MILLI, clock.nanoTime());
        source.read(dst, 0, 100);
        assertEquals(70 * MILLI, clock.nanoTime());
        assertEquals(50, source.overruns());
    }

    @Test
    void keepsThePaceOfARecordingWithoutTime() throws IOException {
        var clock = new ManualClock();
        var source = new RealTime(recording(1_000).withoutTime().samples(10).samples(20), clock);
        source.read(new float[200], 0, 100);
        source.read(new float[200], 0, 100);
        assertEquals(30 * MILLI, clock.nanoTime());
        assertEquals(Source.UNKNOWN_TIME, source.timeNanos());
    }

    @Test
    void passesOnWhatTheRecordingSays() throws IOException {
        var recording = recording(1_000).strays(0, 1);
        var source = new RealTime(recording);
        assertEquals(recording.format(), source.format());
        assertEquals("script at real speed", source.name());
        assertEquals(0, source.late());
        source.close();
    }
}

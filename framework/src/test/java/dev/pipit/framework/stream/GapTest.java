package dev.pipit.framework.stream;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.testing.FrameLog;
import dev.pipit.testing.ScriptedSource;

/** A sample is a millisecond, a slot of the ring 10 samples. */
@Timeout(10)
class GapTest {
    private static final long MILLI = 1_000_000;
    private static final SignalFormat FORMAT = new SignalFormat(1_000, 2, Unit.NONE);

    private final FrameLog log = new FrameLog();

    private Pipeline frames(Source source, int length, int hop) {
        return Pipeline.named("gaps").from(source).ring(ofMillis(20), Overrun.WAIT)
            .frames(ofMillis(length)).every(ofMillis(hop)).to(log);
    }

    /** The samples of a frame are those that its number says. */
    private void everyFrameIsWithoutAGap() {
        for (FrameLog.Copy frame : log.frames()) {
            for (int i = 0; i < frame.samples().size(); i++) {
                assertEquals(ScriptedSource.value(frame.firstSample() + i / 2, i % 2), frame.samples().get(i));
            }
        }
    }

    /** 25 samples, 7 lost, 30 more (32 to 61): frames of 10 every 5 start at 0, 5, 10, 15; then at 32, 37, 42, 47, 52. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 10, 100})
    void startsFramesAgainBehindAnOverrunOfTheSource(int readSize) throws InterruptedException {
        var source = new ScriptedSource(FORMAT).inReadsOf(readSize).samples(25).lost(7).samples(30);
        Counters counters = frames(source, 10, 5).run();
        assertEquals(List.of(0L, 5L, 10L, 15L, 32L, 37L, 42L, 47L, 52L), log.firstSamples());
        everyFrameIsWithoutAGap();
        assertEquals(List.of(0L, 5 * MILLI, 32 * MILLI), List.of(log.frames().get(0).timeNanos(),
            log.frames().get(1).timeNanos(), log.frames().get(4).timeNanos()));
        assertEquals(7, counters.overruns());
        assertEquals(55, counters.samples());
        assertEquals(1, counters.gaps());
    }

    @Test
    void countsNoOverrunFromBeforeTheStart() throws Exception {
        var source = new ScriptedSource(FORMAT).lost(5).samples(10).meanwhile(() -> { }).samples(10);
        source.read(new float[20], 0, 10);
        Counters counters = frames(source, 10, 10).run();
        assertEquals(0, counters.overruns());
        assertEquals(List.of(0L), log.firstSamples());
    }

    @Test
    void neverLetsAGapIntoAFrame() throws InterruptedException {
        var random = new Random(11);
        for (int round = 0; round < 20; round++) {
            var source = new ScriptedSource(FORMAT).inReadsOf(3, 1, 17, 6);
            for (int i = 0; i < 30; i++) {
                source.samples(1 + random.nextInt(50)).lost(random.nextInt(3) * random.nextInt(40));
            }
            frames(source, 7, 1 + random.nextInt(12)).run();
            everyFrameIsWithoutAGap();
        }
    }

    /**
     * The worker holds the first slot (0 to 9) while the reader goes on to 99; the ring holds two slots, so 80 to 99
     * are there and 10 to 79 are dropped.
     */
    @Test
    void showsWhatTheRingDroppedAsAJump() throws InterruptedException {
        var workerHasOne = new CountDownLatch(1);
        var allRead = new CountDownLatch(1);
        var source = new ScriptedSource(FORMAT).samples(10).meanwhile(() -> Latches.await(workerHasOne))
            .samples(90).meanwhile(allRead::countDown);
        Counters counters = Pipeline.named("slow").from(source).ring(ofMillis(20), Overrun.DROP_OLDEST)
            .frames(ofMillis(5))
            .tee(frame -> {
                workerHasOne.countDown();
                Latches.await(allRead);
            })
            .to(log).run();
        assertEquals(List.of(0L, 5L, 80L, 85L, 90L, 95L), log.firstSamples());
        everyFrameIsWithoutAGap();
        assertEquals(70, counters.dropped());
        assertEquals(100, counters.samples());
        assertEquals(1, counters.gaps());
        assertEquals(0, counters.overruns());
    }

    /** Samples 0 to 9; the same time again; a time before it; then 10 to 19. */
    @Test
    void dropsAndCountsLateAndRepeatedSamples() throws InterruptedException {
        var source = new ScriptedSource(FORMAT).samplesAt(500 * MILLI, 10)
            .strays(500 * MILLI, 10).strays(499 * MILLI, 4).samples(10).strays(0, 3);
        Counters counters = frames(source, 5, 5).run();
        assertEquals(List.of(0L, 5L, 10L, 15L), log.firstSamples());
        everyFrameIsWithoutAGap();
        assertEquals(17, counters.late());
        assertEquals(20, counters.samples());
        assertEquals(0, counters.gaps());
        assertEquals(515 * MILLI, log.frames().get(3).timeNanos());
    }

    /** The time of a source may jump where nothing was lost that it knows of: time follows at once, frames go on. */
    @Test
    void followsAJumpOfTime() throws InterruptedException {
        var source = new ScriptedSource(FORMAT).inReadsOf(5).samples(5).samplesAt(1_000 * MILLI, 15);
        frames(source, 5, 5).run();
        assertEquals(List.of(0L, 1_000 * MILLI, 1_005 * MILLI, 1_010 * MILLI),
            log.frames().stream().map(FrameLog.Copy::timeNanos).toList());
        everyFrameIsWithoutAGap();
    }

    /** Up to two periods of jitter are not a jump: the slot keeps the time of its first sample. */
    @Test
    void toleratesJitterInsideASlot() throws InterruptedException {
        var source = new ScriptedSource(FORMAT).samples(5).samplesAt(7 * MILLI, 5);
        frames(source, 5, 5).run();
        assertEquals(List.of(0L, 5 * MILLI), log.frames().stream().map(FrameLog.Copy::timeNanos).toList());
    }

    @Test
    void waitsForSamplesThatAreNotThereYet() throws InterruptedException {
        var source = new ScriptedSource(FORMAT).nothing().samples(3).nothing().nothing().samples(7).nothing();
        frames(source, 5, 5).run();
        assertEquals(List.of(0L, 5L), log.firstSamples());
        everyFrameIsWithoutAGap();
    }
}

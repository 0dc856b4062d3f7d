package dev.pipit.framework.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.testing.FrameLog;
import dev.pipit.testing.ScriptedSource;

/** Samples say who they are: number + channel / 10. */
class FramerTest {
    private static final long MILLI = 1_000_000;

    private static SignalFormat signal(int channels) {
        return new SignalFormat(1_000, channels, Unit.NONE);
    }

    private static Samples samples(long first, int count, int channels) {
        var samples = new Samples(count, channels);
        samples.count = count;
        samples.firstSample = first;
        samples.timeNanos = first * MILLI;
        for (int i = 0; i < count; i++) {
            for (int channel = 0; channel < channels; channel++) {
                samples.values[i * channels + channel] = ScriptedSource.value(first + i, channel);
            }
        }
        return samples;
    }

    private static FrameLog.Copy frame(long first, int length, int channels) {
        var values = new ArrayList<Float>();
        for (long i = first; i < first + length; i++) {
            for (int channel = 0; channel < channels; channel++) {
                values.add(ScriptedSource.value(i, channel));
            }
        }
        return new FrameLog.Copy(first, first * MILLI, values);
    }

    /** The slow twin: every frame that lies in consecutive samples {@code from} to {@code to − 1}. */
    private static List<FrameLog.Copy> twin(long from, long to, int length, int hop, int channels) {
        var frames = new ArrayList<FrameLog.Copy>();
        for (long first = from; first + length <= to; first += hop) {
            frames.add(frame(first, length, channels));
        }
        return frames;
    }

    /**
     * The expected number of frames in n = 1000 samples is floor((n − length) / hop) + 1: overlapping
     * (1000 − 30) / 11 + 1 = 89, adjoining (1000 − 30) / 30 + 1 = 33, apart (1000 − 30) / 47 + 1 = 21; one sample 1000;
     * all of them 1; one more than there are 0.
     */
    @ParameterizedTest
    @CsvSource({"30, 11, 89", "30, 30, 33", "30, 47, 21", "1, 1, 1000", "1, 7, 143", "1000, 1, 1", "1001, 1, 0"})
    void cutsTheFramesOfTheSlowTwin(int length, int hop, int expected) {
        for (int channels = 1; channels <= 3; channels++) {
            for (int slot : new int[] {1, 7, 10, 29, 30, 31, 64, 1000}) {
                var log = new FrameLog();
                var framer = new Framer(new FrameFormat(signal(channels), length, hop), log);
                for (int first = 0; first < 1000; first += slot) {
                    framer.accept(samples(first, Math.min(slot, 1000 - first), channels));
                }
                assertEquals(twin(0, 1000, length, hop, channels), log.frames());
                assertEquals(expected, log.frames().size());
                assertEquals(0, framer.gaps());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 11", "30, 30", "30, 47", "1, 5"})
    void startsAgainBehindAGapAndLetsNoneIntoAFrame(int length, int hop) {
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            var log = new FrameLog();
            var framer = new Framer(new FrameFormat(signal(2), length, hop), log);
            var expected = new ArrayList<FrameLog.Copy>();
            long from = 0;
            long at = 0;
            int gaps = 0;
            for (int i = 0; i < 40; i++) {
                if (i > 0 && random.nextInt(4) == 0) {
                    expected.addAll(twin(from, at, length, hop, 2));
                    at += 1 + random.nextInt(100);
                    from = at;
                    gaps++;
                }
                int count = 1 + random.nextInt(40);
                framer.accept(samples(at, count, 2));
                at += count;
            }
            expected.addAll(twin(from, at, length, hop, 2));
            assertEquals(expected, log.frames());
            assertEquals(gaps, framer.gaps());
        }
    }

    @Test
    void countsSamplesThatAreMissingAtTheStartAsAGap() {
        var log = new FrameLog();
        var framer = new Framer(new FrameFormat(signal(1), 4, 4), log);
        framer.accept(samples(20, 4, 1));
        assertEquals(List.of(20L), log.firstSamples());
        assertEquals(1, framer.gaps());
    }

    @Test
    void usesOneFrameForAll() {
        var frames = new ArrayList<Object>();
        var framer = new Framer(new FrameFormat(signal(1), 4, 2), frames::add);
        framer.accept(samples(0, 40, 1));
        assertEquals(1, frames.stream().distinct().count());
    }
}

package dev.pipit.framework.stream;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.testing.FrameLog;
import dev.pipit.testing.ManualClock;
import dev.pipit.testing.ScriptedSource;

/** Samples say who they are: number + channel / 10. */
@Timeout(10)
class JoinTest {
    private static final long MILLI = 1_000_000;

    private static SignalFormat format(double rateHz, int channels) {
        return new SignalFormat(rateHz, channels, Unit.NONE);
    }

    private static ScriptedSource source(double rateHz) {
        return new ScriptedSource(format(rateHz, 1));
    }

    /** What a join gives: time of each sample, the samples of all, and how many were missing before it. */
    private record Row(long timeNanos, List<Float> samples, long missing) {
    }

    private static List<Row> readAll(Join join, int atOnce) throws IOException {
        var rows = new ArrayList<Row>();
        int channels = join.format().channels();
        float[] dst = new float[2 + atOnce * channels];
        int n = join.read(dst, 2, atOnce);
        while (n >= 0) {
            for (int i = 0; i < n; i++) {
                var samples = new ArrayList<Float>();
                for (int channel = 0; channel < channels; channel++) {
                    samples.add(dst[2 + i * channels + channel]);
                }
                rows.add(new Row(join.timeNanos() + join.format().nanosOf(i), samples, join.overruns()));
            }
            n = join.read(dst, 2, atOnce);
        }
        return rows;
    }

    private static List<Float> row(long first, long other) {
        return List.of(ScriptedSource.value(first, 0), ScriptedSource.value(other, 0));
    }

    private static List<List<Float>> samplesOf(List<Row> rows) {
        return rows.stream().map(Row::samples).toList();
    }

    /**
     * The slow twin looks at all samples of the other source for the nearest one, the later of two at the same
     * distance; it leaves out what has none within the tolerance, and ends where the other source is over.
     */
    private static List<List<Float>> twin(double rateHz, int count, double otherHz, int otherCount, long tolerance) {
        var rows = new ArrayList<List<Float>>();
        SignalFormat other = format(otherHz, 1);
        for (int i = 0; i < count; i++) {
            long time = format(rateHz, 1).nanosOf(i);
            int nearest = 0;
            for (int j = 1; j < otherCount; j++) {
                if (Math.abs(other.nanosOf(j) - time) <= Math.abs(other.nanosOf(nearest) - time)) {
                    nearest = j;
                }
            }
            if (Math.abs(other.nanosOf(nearest) - time) <= tolerance) {
                rows.add(row(i, nearest));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000, 1", "1000, 400, 2", "400, 1000, 1", "1000, 301.7, 2", "100, 3000, 1", "1000, 301.7, 1"})
    void takesTheNearestSampleInTimeWithinTheTolerance(double rateHz, double otherHz, long toleranceMillis)
            throws IOException {
        for (int size : new int[] {1, 3, 100, 1000}) {
            var first = source(rateHz).inReadsOf(size, 7).samples((int) rateHz);
            var other = source(otherHz).inReadsOf(11, size).samples((int) otherHz);
            var join = Join.of(ofMillis(toleranceMillis), first, other);
            List<List<Float>> expected =
                twin(rateHz, (int) rateHz, otherHz, (int) otherHz, toleranceMillis * MILLI);
            assertEquals(expected, samplesOf(readAll(join, 64)));
        }
    }

    @Test
    void putsTheChannelsOfAllSideBySideAtThePaceOfTheFirst() throws IOException {
        var join = Join.of(ofMillis(1), new ScriptedSource(format(100, 2)).samples(3),
            new ScriptedSource(format(100, 3)).samples(3), source(200).samples(6));
        assertEquals(format(100, 6), join.format());
        List<Row> rows = readAll(join, 10);
        assertEquals(List.of(2f, 2.1f, 2f, 2.1f, 2.2f, 4f), rows.get(2).samples());
        assertEquals(20 * MILLI, rows.get(2).timeNanos());
        assertEquals(3, rows.size());
    }

    @Test
    void hasNoUnitWhereTheSourcesDiffer() {
        var metres = new ScriptedSource(new SignalFormat(100, 3, Unit.METRES_PER_SECOND_SQUARED));
        var turns = new ScriptedSource(new SignalFormat(100, 3, Unit.RADIANS_PER_SECOND));
        assertEquals(Unit.NONE, Join.of(ofMillis(1), metres, turns).format().unit());
        assertEquals(Unit.METRES_PER_SECOND_SQUARED, Join.of(ofMillis(1), metres, metres).format().unit());
        assertEquals("Join script + script", Join.of(ofMillis(1), metres, turns).name());
    }

    /** The other source has nothing from 50 to 149 ms: with 2 ms tolerance, samples 52 to 147 find no partner. */
    @Test
    void leavesOutAndCountsSamplesWithoutAPartner() throws IOException {
        var first = source(1_000).inReadsOf(30).samples(200);
        var other = source(1_000).samples(50).samplesAt(150 * MILLI, 50);
        List<Row> rows = readAll(Join.of(ofMillis(2), first, other), 64);
        assertEquals(200 - 96, rows.size());
        assertEquals(row(51, 49), rows.get(51).samples());
        assertEquals(0, rows.get(51).missing());
        assertEquals(row(148, 50), rows.get(52).samples());
        assertEquals(96, rows.get(52).missing());
        assertEquals(148 * MILLI, rows.get(52).timeNanos());
    }

    @Test
    void showsAMissingPartnerAsAGapBetweenFrames() throws InterruptedException {
        var first = source(1_000).samples(200);
        var other = source(1_000).samples(50).samplesAt(150 * MILLI, 50);
        var log = new FrameLog();
        Counters counters = Pipeline.named("joined").from(Join.of(ofMillis(2), first, other))
            .ring(ofMillis(50), Overrun.WAIT).frames(ofMillis(26)).to(log).run();
        assertEquals(List.of(0L, 26L, 148L, 174L), log.firstSamples());
        assertEquals(96, counters.overruns());
        assertEquals(1, counters.gaps());
        assertEquals(148f, log.frames().get(2).samples().get(0));
    }

    @Test
    void passesOnWhatTheFirstSourceLost() throws IOException {
        var first = source(1_000).samples(10).lost(20).samples(10);
        var other = source(1_000).samples(40);
        List<Row> rows = readAll(Join.of(ofMillis(1), first, other), 64);
        assertEquals(20, rows.size());
        assertEquals(row(9, 9), rows.get(9).samples());
        assertEquals(row(30, 30), rows.get(10).samples());
        assertEquals(List.of(0L, 20L), List.of(rows.get(9).missing(), rows.get(10).missing()));
    }

    @Test
    void dropsAndCountsLateAndRepeatedBlocks() throws IOException {
        for (int size : new int[] {1, 5, 64}) {
            var first = source(1_000).samples(10).strays(0, 10).strays(-5 * MILLI, 3).samples(10);
            var other = source(1_000).samples(10).samples(5).strays(10 * MILLI, 5).strays(10 * MILLI, 5).samples(5);
            var join = Join.of(ofMillis(0), first, other);
            List<Row> rows = readAll(join, size);
            assertEquals(twin(1_000, 20, 1_000, 20, 0), samplesOf(rows));
            assertEquals(23, join.late());
            assertEquals(0, join.overruns());
        }
    }

    @Test
    void letsThePipelineCountWhatItDropped() throws InterruptedException {
        var first = source(1_000).samples(10).strays(0, 10).samples(10);
        Counters counters = Pipeline.named("late").from(Join.of(ofMillis(1), first, source(1_000).samples(20)))
            .ring(ofMillis(50), Overrun.WAIT).frames(ofMillis(10)).to(frame -> { }).run();
        assertEquals(10, counters.late());
        assertEquals(20, counters.samples());
    }

    /** A chip that is 10 % faster than it says: its blocks of 20 seem to overlap by 2 samples. All find partners. */
    @Test
    void copesWithASourceThatIsFasterThanItSays() throws IOException {
        var first = source(1_000).samples(1_800);
        var other = source(1_000);
        for (int block = 0; block < 100; block++) {
            other.samplesAt(block * 18L * MILLI, 20);
        }
        List<Row> rows = readAll(Join.of(ofMillis(3), first, other), 64);
        assertEquals(1_800, rows.size());
        assertEquals(0, rows.get(1_799).missing());
        long before = 0;
        for (Row row : rows) {
            assertTrue(row.samples().get(1) >= before);
            before = row.samples().get(1).longValue();
        }
    }

    @Test
    void endsWithTheFirstSourceThatEnds() throws IOException {
        assertEquals(30, readAll(Join.of(ofNanos(0), source(1_000).samples(30), new Endless()), 64).size());
        var join = Join.of(ofMillis(2), new Endless(), source(1_000).samples(30));
        assertEquals(32, readAll(join, 64).size(), "0 to 29, and two that are near enough to 29");
        assertEquals(0, join.overruns());
        assertEquals(-1, join.read(new float[2], 0, 1));
    }

    @Test
    void endsWithASourceThatNeverGaveASample() throws IOException {
        assertEquals(List.of(), readAll(Join.of(ofMillis(2), new Endless(), source(1_000)), 64));
        assertEquals(List.of(), readAll(Join.of(ofMillis(2), source(1_000), new Endless()), 64));
    }

    @Test
    void hasNothingYetWhileOneSourceHasNothingYet() throws IOException {
        var first = source(1_000).nothing().samples(4).nothing().samples(4);
        var other = source(1_000).nothing().samples(3).nothing().nothing().samples(5);
        var join = Join.of(ofMillis(0), first, other);
        assertEquals(0, join.read(new float[16], 0, 8));
        assertEquals(Source.UNKNOWN_TIME, join.timeNanos());
        assertEquals(twin(1_000, 8, 1_000, 8, 0), samplesOf(readAll(join, 8)));
    }

    /** Both are stamped with the same clock, which stands: the last of 10 and the last of 5 samples are from now. */
    @Test
    void stampsSourcesThatDoNotKnowTheTime() throws IOException {
        var clock = new ManualClock(1_000 * MILLI);
        var first = source(1_000).withoutTime().samples(10);
        var other = source(500).withoutTime().samples(5);
        List<Row> rows = readAll(Join.of(clock, ofMillis(1), first, other), 64);
        assertEquals(990 * MILLI, rows.get(0).timeNanos());
        assertEquals(List.of(row(0, 0), row(1, 1), row(2, 1), row(3, 2), row(4, 2)), samplesOf(rows).subList(0, 5));
        assertEquals(10, rows.size());
    }

    @Test
    void readsMoreThanItsMemoryHolds() throws IOException {
        var first = source(1_000).samples(5_000);
        var other = source(1_000).samples(5_000);
        assertEquals(twin(1_000, 5_000, 1_000, 5_000, 0).size(),
            readAll(Join.of(ofMillis(0), first, other), 1_000).size());
    }

    @Test
    void refusesWhatIsNoJoin() {
        var e = assertThrows(IllegalArgumentException.class, () -> Join.of(ofMillis(1), source(1)));
        assertEquals("a join needs at least two sources", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> Join.of(ofMillis(-1), source(1), source(1)));
        assertEquals("tolerance must not be negative: tolerance=-1 ms", e.getMessage());
    }

    @Test
    void closesAllSourcesEvenWhenOneFails() {
        var closed = new ArrayList<String>();
        var join = Join.of(ofMillis(1), closing("one", closed), closing("two", closed), closing("three", closed));
        var e = assertThrows(IOException.class, join::close);
        assertEquals(List.of("one", "two", "three"), closed);
        assertEquals("one", e.getMessage());
        assertEquals(2, e.getSuppressed().length);
    }

    private static Source closing(String name, List<String> closed) {
        return new Source() {
            @Override
            public SignalFormat format() {
                return JoinTest.format(1_000, 1);
            }

            @Override
            public int read(float[] dst, int offset, int count) {
                return -1;
            }

            @Override
            public void close() throws IOException {
                closed.add(name);
                throw new IOException(name);
            }
        };
    }
}

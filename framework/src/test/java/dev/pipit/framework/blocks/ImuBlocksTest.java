package dev.pipit.framework.blocks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.decision.PeakCounter;
import dev.pipit.framework.dsp.ImuRow;
import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Sink;
import dev.pipit.testing.AllocatedBytes;

class ImuBlocksTest {
    private static final double RATE_HZ = 50;
    private static final SignalFormat SIX = new SignalFormat(RATE_HZ, 6, Unit.NONE);

    @Test
    void sendsTheRowOfEachFrame() {
        var format = new FrameFormat(SIX, 64, 32);
        var features = new ImuFeatures(RATE_HZ, 64, 6);
        List<float[]> rows = new ArrayList<>();
        var frame = new Frame(format);
        for (int i = 0; i < frame.samples().length; i++) {
            frame.samples()[i] = (float) Math.sin(i * i);
        }
        frame.at(640, 12_800_000_000L);
        features.open(format, tensor -> {
            rows.add(tensor.values().clone());
            assertEquals(640, tensor.firstSample());
            assertEquals(12_800_000_000L, tensor.timeNanos());
        }).accept(frame);
        float[] expected = new float[features.names().size()];
        new ImuRow(RATE_HZ, 64, 6).apply(frame.samples(), expected);
        assertArrayEquals(expected, rows.get(0));
        assertEquals(List.of(1, expected.length), features.output(format).shape());
    }

    @Test
    void takesOnlyTheFramesThatItIsSetFor() {
        var features = new ImuFeatures(RATE_HZ, 64, 6);
        var e = assertThrows(IllegalArgumentException.class, () -> features.output(new FrameFormat(SIX, 32, 32)));
        assertEquals("ImuFeatures needs frames of 64 samples at 50.0 Hz, 6 channels: input is 32 samples at 50 Hz, 6 channels",
            e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ImuFeatures(RATE_HZ, 64, 5));
        var three = new FrameFormat(new SignalFormat(RATE_HZ, 3, Unit.METRES_PER_SECOND_SQUARED), 10, 10);
        assertThrows(IllegalArgumentException.class, () -> Strokes.of(0, 32).output(three));
        assertThrows(IllegalArgumentException.class, () -> Strokes.of(0, 32).output(new FrameFormat(SIX, 10, 5)));
        assertThrows(IllegalArgumentException.class, () -> Strokes.of(3, 32));
        var steps = new CountPeaks("step", PeakCounter.Settings.steps(100));
        assertThrows(IllegalArgumentException.class, () -> steps.output(three));
    }

    @Test
    void countsStepsWithTheirTimes() {
        var format = new FrameFormat(SIX, 5, 5);
        List<Detection> steps = new ArrayList<>();
        Sink<Frame> sink = new CountPeaks("step", PeakCounter.Settings.steps(RATE_HZ)).open(format, steps::add);
        var frame = new Frame(format);
        for (int n = 0; n < 200; n++) {                     // 20 s, 2 steps a second
            for (int i = 0; i < 5; i++) {
                frame.samples()[6 * i + 1] = (float) (9.8 + 4 * Math.sin(2 * Math.PI * 2 * (5 * n + i) / RATE_HZ));
            }
            frame.at(5L * n, 100_000_000L * n);
            sink.accept(frame);
        }
        assertEquals(40, steps.size(), 2, "the first steps tell it how high steps are");
        for (Detection step : steps.subList(2, steps.size())) {
            double phase = 2 * step.timeNanos() / 1e9 % 1;
            assertTrue(phase > 0.45 && phase < 0.65, "a peak ends half a period after it began: " + phase);
        }
    }

    @Test
    void sendsAStrokeWhenTheWandRestsAndNoneAcrossAGap() {
        var format = new FrameFormat(SIX, 1, 1);
        List<float[]> strokes = new ArrayList<>();
        Sink<Frame> sink = Strokes.of(0, 8).open(format, (Tensor tensor) -> strokes.add(tensor.values().clone()));
        var frame = new Frame(format);
        long at = 0;
        for (int round = 0; round < 2; round++) {
            for (int n = 0; n < 75; n++) {                  // rest, 0.5 s to the right, rest
                boolean moves = n >= 25 && n < 50;
                frame.samples()[2] = 9.8f;
                frame.samples()[5] = moves ? -1.5f : 0.02f;
                at += round == 1 && n == 40 ? 100 : 1;      // samples are lost
                frame.at(at, at * 20_000_000L);
                sink.accept(frame);
            }
        }
        assertEquals(1, strokes.size(), "what is left behind the gap is too short");
        float[] shape = strokes.get(0);
        assertEquals(-1, shape[0], 1e-5);
        assertEquals(1, shape[14], 1e-5);
        for (int p = 1; p < 8; p++) {
            assertTrue(shape[2 * p] > shape[2 * p - 2] && Math.abs(shape[2 * p + 1]) < 0.01, "a line to the right");
        }
    }

    @Test
    void allocatesNothingForAFrame() {
        var format = new FrameFormat(SIX, 2, 2);
        var row = new FrameFormat(SIX, 64, 64);
        List<Sink<Frame>> sinks = List.of(Strokes.of(0, 32).open(format, tensor -> { }),
            new CountPeaks("step", PeakCounter.Settings.steps(RATE_HZ)).open(format, step -> { }));
        Sink<Frame> features = new ImuFeatures(RATE_HZ, 64, 6).open(row, tensor -> { });
        var frame = new Frame(format);
        var whole = new Frame(row);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = AllocatedBytes.ofThisThread();
            for (int n = 0; n < 2000; n++) {
                Arrays.fill(frame.samples(), n % 200 < 60 ? 2 : 0.1f * (n % 2));
                frame.at(2L * n, n * 40_000_000L);
                for (int i = 0; i < sinks.size(); i++) {
                    sinks.get(i).accept(frame);
                }
                features.accept(whole);
            }
            least = Math.min(least, AllocatedBytes.ofThisThread() - before);
        }
        assertTrue(least < 4000, "bytes of 2000 frames, among them the detections of some steps: " + least);
    }
}

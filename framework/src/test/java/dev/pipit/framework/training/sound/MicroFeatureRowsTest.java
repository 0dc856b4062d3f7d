package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.blocks.MicroFeatures;
import dev.pipit.framework.dsp.micro.Int8Features;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Sink;

class MicroFeatureRowsTest {
    private final MicroFeatureRows extractor = new MicroFeatureRows();
    private final float[] sound = Noise.pink(32_000, new SplittableRandom(1));

    @Test
    void givesWhatTheBlockOfTheDeviceGives() {
        byte[] expected = new byte[198 * 40];
        int[] row = {0};
        var frames = new FrameFormat(new SignalFormat(16_000, 1, Unit.FULL_SCALE), 480, 160);
        Sink<Frame> block = MicroFeatures.standard().open(frames, (Tensor values) -> {
            for (int c = 0; c < 40; c++) {
                expected[row[0] * 40 + c] = Int8Features.of((int) values.values()[c]);
            }
            row[0]++;
        });
        var frame = new Frame(frames);
        for (int from = 0; from + 480 <= sound.length; from += 160) {
            System.arraycopy(sound, from, frame.samples(), 0, 480);
            block.accept(frame);
        }
        assertEquals(198, row[0]);
        assertArrayEquals(expected, extractor.of(sound, 0).values());
        assertArrayEquals(expected, extractor.of(sound, 0).values(), "begins anew with each recording");
    }

    @Test
    void leavesOutTheFirstRows() {
        FeatureRows all = extractor.of(sound, 0);
        FeatureRows rest = extractor.of(sound, MicroFeatureRows.WARM_UP_ROWS);
        assertEquals(98, rest.rows());
        assertArrayEquals(Arrays.copyOfRange(all.values(), 100 * 40, 198 * 40), rest.values());
        assertEquals(0, extractor.of(sound, 500).rows());
    }

    @Test
    void countsWholeFrames() {
        assertEquals(0, extractor.rows(479));
        assertEquals(1, extractor.rows(480));
        assertEquals(1, extractor.rows(639));
        assertEquals(298, extractor.rows(48_000));
        assertEquals(0, extractor.of(new float[100], 0).rows());
    }

    @Test
    void saysWhichRowHasHeardASample() {
        // row k holds the samples before 160 k + 480
        assertEquals(0, extractor.rowAt(100));
        assertEquals(0, extractor.rowAt(480));
        assertEquals(1, extractor.rowAt(481));
        assertEquals(1, extractor.rowAt(640));
        assertEquals(2, extractor.rowAt(641));
    }

    @Test
    void theFirstSecondIsLargerThanWhatFollows() {
        FeatureRows rows = extractor.of(sound, 0);
        assertTrue(mean(rows, 0, 10) > 2 * mean(rows, 100, 198), mean(rows, 0, 10) + " " + mean(rows, 100, 198));
    }

    @Test
    void scalesRowsToFloats() {
        var rows = new FeatureRows(2, new byte[] {0, 0, -128, 127, 64, -64});
        float[] out = new float[4];
        rows.floats(1, 2, 1 / 64f, out);
        assertArrayEquals(new float[] {0, 255 / 64f, 3, 1}, out);
        assertThrows(IndexOutOfBoundsException.class, () -> rows.floats(2, 2, 1, out));
    }

    @Test
    void refusesRowsThatAreNotWhole() {
        assertEquals("values must be whole rows of at least one channel: channels=2, values=3",
            assertThrows(IllegalArgumentException.class, () -> new FeatureRows(2, new byte[3])).getMessage());
    }

    private static double mean(FeatureRows rows, int from, int to) {
        float[] values = new float[(to - from) * 40];
        rows.floats(from, to - from, 1, values);
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}

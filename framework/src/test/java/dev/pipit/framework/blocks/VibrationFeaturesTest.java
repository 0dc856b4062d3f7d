package dev.pipit.framework.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;
import dev.pipit.testing.AllocatedBytes;

class VibrationFeaturesTest {
    private static final double RATE_HZ = 8_192;
    private static final FrameFormat FRAMES = new FrameFormat(
        new SignalFormat(RATE_HZ, 2, Unit.METRES_PER_SECOND_SQUARED), 2_048, 1_024);
    private static final VibrationFeatures FEATURES = VibrationFeatures.standard();

    private static float[] row(Block<Frame, Tensor> block, FrameFormat format, Frame frame) {
        float[][] row = new float[1][];
        block.open(format, tensor -> row[0] = tensor.values().clone()).accept(frame);
        return row[0];
    }

    /** The first axis a sine of 512 Hz and 3 m/s², the second still. */
    private static Frame sine() {
        Frame frame = new Frame(FRAMES);
        for (int n = 0; n < FRAMES.length(); n++) {
            frame.samples()[2 * n] = (float) (3 * Math.sin(2 * Math.PI * 512 * n / RATE_HZ));
        }
        return frame;
    }

    @Test
    void measuresASineAsTheorySays() {
        float[] row = row(FEATURES, FRAMES, sine());
        assertEquals(2 * FEATURES.perChannel(), row.length);
        double rms = 3 / Math.sqrt(2);
        assertEquals(Math.log(rms), row[0], 1e-4);               // logarithms of floats
        assertEquals(Math.log(3), row[1], 1e-4);
        assertEquals(Math.log(Math.sqrt(2)), row[2], 1e-4);
        assertEquals(Math.log(1.5), row[3], 1e-4);
        assertEquals(0, row[4], 1e-4);
        assertEquals(Math.log(rms / (2 * Math.PI * 512)), row[5], 1e-3);     // the taper spreads it over three bins
    }

    @Test
    void findsItsEnergyInItsBand() {
        float[] row = row(FEATURES, FRAMES, sine());
        float[] bands = Arrays.copyOfRange(row, 6, FEATURES.perChannel());
        assertEquals(2 * Math.log(3 / Math.sqrt(2)), bands[2], 1e-3);
        assertEquals("256 to 576 Hz", FEATURES.name(6 + 2, RATE_HZ));
        assertTrue(bands[0] < -10 && bands[4] < -10, () -> Arrays.toString(bands));
        assertEquals("kurtosis", FEATURES.name(3, RATE_HZ));
    }

    @Test
    void hasANumberForWhatIsStillAndNoneForWhatIsMissing() {
        Frame frame = sine();
        assertEquals(Math.log(1e-12), row(FEATURES, FRAMES, frame)[FEATURES.perChannel()], 1e-4);
        frame.samples()[1] = Float.NaN;
        float[] row = row(FEATURES, FRAMES, frame);
        assertTrue(Float.isNaN(row[FEATURES.perChannel()]));
        assertTrue(Float.isFinite(row[0]));
    }

    @Test
    void allocatesNothingPerFrame() {
        Frame frame = sine();
        Sink<Frame> sink = FEATURES.open(FRAMES, row -> { });
        assertEquals(0, AllocatedBytes.of(() -> {
            for (int i = 0; i < 30; i++) {
                sink.accept(frame);
            }
        }));
    }

    @Test
    void refusesFramesThatAreTooShortAndSettingsThatCannotBe() {
        assertThrows(IllegalArgumentException.class,
            () -> FEATURES.output(new FrameFormat(FRAMES.signal(), 511, 100)));
        assertThrows(IllegalArgumentException.class, () -> new VibrationFeatures(500, 8));
        assertThrows(IllegalArgumentException.class, () -> new VibrationFeatures(64, 6));
        assertThrows(IllegalArgumentException.class, () -> new VibrationFeatures(512, 0));
    }

    /** Of 1, 2, 4: the mean 7/3; steps of 1 and 2, whose root mean square is √2.5. */
    @Test
    void measuresLevelAndUnrestOfValues() {
        FrameFormat format = new FrameFormat(new SignalFormat(1, 2, Unit.NONE), 3, 1);
        Frame frame = new Frame(format);
        System.arraycopy(new float[] {1, 5, 2, 5, 4, 5}, 0, frame.samples(), 0, 6);
        ValueFeatures block = new ValueFeatures();
        assertEquals(new TensorFormat(List.of(1, 4), format.signal(), 3, 1, block), block.output(format));
        float[] row = row(block, format, frame);
        assertEquals(7 / 3.0, row[0], 1e-6);
        assertEquals(5, row[1], 1e-6);
        assertEquals(Math.log(Math.sqrt(2.5) + 7 / 3.0 * 1e-3), row[2], 1e-5);
        assertEquals(Math.log(5e-3), row[3], 1e-5);
        assertThrows(IllegalArgumentException.class, () -> block.output(new FrameFormat(format.signal(), 1, 1)));
    }
}

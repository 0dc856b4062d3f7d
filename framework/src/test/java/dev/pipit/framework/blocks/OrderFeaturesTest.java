package dev.pipit.framework.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import dev.pipit.framework.dsp.ShaftAngle;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Sink;
import dev.pipit.testing.AllocatedBytes;

class OrderFeaturesTest {
    private static final double RATE_HZ = 4_000;
    private static final int SPEED = 1;
    private static final FrameFormat FRAMES = new FrameFormat(new SignalFormat(RATE_HZ, 3, Unit.METRES_PER_SECOND_SQUARED),
        4_096, 2_048);
    private static final OrderFeatures FEATURES = new OrderFeatures(VibrationFeatures.standard(), SPEED,
        ShaftAngle.Signal.SPEED, 60, 3);

    /** Two axes, and between them the speed, in turns a second; order 2 of 0.5 on the first axis, 1 of 4 on the second. */
    private static Frame frame(double shaftHz) {
        Frame frame = new Frame(FRAMES);
        for (int n = 0; n < FRAMES.length(); n++) {
            double angle = 2 * Math.PI * shaftHz * n / RATE_HZ;
            frame.samples()[3 * n] = (float) (0.5 * Math.sin(2 * angle));
            frame.samples()[3 * n + 1] = (float) shaftHz;
            frame.samples()[3 * n + 2] = (float) (4 * Math.cos(angle));
        }
        return frame;
    }

    private static float[] row(Frame frame) {
        float[][] row = new float[1][];
        FEATURES.open(FRAMES, tensor -> row[0] = tensor.values().clone()).accept(frame);
        return row[0];
    }

    @Test
    void measuresTheOrdersOfEachAxis() {
        float[] row = row(frame(20));
        int axis = FEATURES.perAxis();
        assertEquals(2 * axis, row.length);
        int first = VibrationFeatures.standard().perChannel();
        assertEquals(Math.log(0.5), row[first + 1], 0.01);       // a percent, as OrderSpectrum says
        assertTrue(row[first] < Math.log(0.005) && row[first + 2] < Math.log(0.005), "no other order");
        assertEquals(Math.log(4), row[axis + first], 0.01);
        assertEquals(Math.log(4 / Math.sqrt(2)), row[axis], 0.01, "the RMS of the second axis, not of the speed");
        assertEquals("2×", FEATURES.name(first + 1, RATE_HZ));
        assertEquals("RMS", FEATURES.name(0, RATE_HZ));
    }

    @Test
    void hasNoOrdersForAShaftAtRestAndNoneForWhatIsMissing() {
        int first = VibrationFeatures.standard().perChannel();
        assertEquals(Math.log(1e-12), row(frame(3))[first + 1], 1e-4, "three turns in a frame");
        Frame missing = frame(20);
        missing.samples()[3 * 100 + SPEED] = Float.NaN;
        assertTrue(Float.isNaN(row(missing)[first + 1]));
        assertTrue(Float.isFinite(row(missing)[0]));
    }

    @Test
    void allocatesNothingPerFrame() {
        Frame frame = frame(20);
        Sink<Frame> sink = FEATURES.open(FRAMES, row -> { });
        assertEquals(0, AllocatedBytes.of(() -> {
            for (int i = 0; i < 20; i++) {
                sink.accept(frame);
            }
        }));
    }

    @Test
    void refusesASpeedThatIsNotThere() {
        assertThrows(IllegalArgumentException.class, () -> FEATURES.output(new FrameFormat(
            new SignalFormat(RATE_HZ, 1, Unit.NONE), 4_096, 2_048)));
        assertThrows(IllegalArgumentException.class, () -> new OrderFeatures(VibrationFeatures.standard(), 3,
            ShaftAngle.Signal.SPEED, 60, 3).output(FRAMES));
        assertThrows(IllegalArgumentException.class, () -> new OrderFeatures(VibrationFeatures.standard(), 0,
            ShaftAngle.Signal.SPEED, 60, 0));
    }
}

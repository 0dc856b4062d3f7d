package dev.pipit.framework.blocks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.pipit.framework.dsp.LogMel;
import dev.pipit.framework.dsp.Mfcc;
import dev.pipit.framework.dsp.micro.MicroFrontend;
import dev.pipit.framework.dsp.micro.MicroFrontendSettings;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Block;

/** What a feature block sends is what the class below it computes, with the place of the frame in time. */
class FeatureBlocksTest {
    private interface Plain {
        void apply(float[] frame, float[] row);
    }

    private record Case(Block<Frame, Tensor> block, int frameLength, int numbers, Plain plain) {
    }

    static Stream<Case> blocks() {
        var micro = new MicroFrontend(MicroFrontendSettings.standard());
        return Stream.of(
            new Case(new LogMelFeatures(LogMel.Settings.KALDI), 400, 23, new LogMel(LogMel.Settings.KALDI)::apply),
            new Case(new MfccFeatures(Mfcc.Settings.HTK), 400, 13, new Mfcc(Mfcc.Settings.HTK)::apply),
            new Case(MicroFeatures.standard(), 480, 40, (frame, row) -> {
                int[] values = new int[40];
                micro.process(frame, 0, values, 0);
                for (int i = 0; i < 40; i++) {
                    row[i] = values[i];
                }
            }));
    }

    private static FrameFormat frames(double rateHz, int channels, int length) {
        return new FrameFormat(new SignalFormat(rateHz, channels, Unit.FULL_SCALE), length, 160);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void sendsTheFeaturesOfEachFrame(Case each) {
        FrameFormat format = frames(16_000, 1, each.frameLength());
        assertEquals(new TensorFormat(List.of(1, each.numbers()), format.signal(), each.frameLength(), 160,
            (Record) each.block()), each.block().output(format));
        var random = new Random(1);
        var frame = new Frame(format);
        float[] expected = new float[each.numbers()];
        int[] count = {0};
        var sink = each.block().open(format, row -> {
            assertArrayEquals(expected, row.values());
            assertEquals(frame.firstSample(), row.firstSample());
            assertEquals(frame.timeNanos(), row.timeNanos());
            count[0]++;
        });
        for (int i = 0; i < 5; i++) {
            for (int n = 0; n < each.frameLength(); n++) {
                frame.samples()[n] = random.nextInt(-1000, 1000) / 32768f;
            }
            frame.at(160L * i, 10_000_000L * i);
            each.plain().apply(frame.samples(), expected);
            sink.accept(frame);
        }
        assertEquals(5, count[0]);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void takesOnlyFramesOfItsRateLengthAndOneChannel(Case each) {
        int length = each.frameLength();
        for (FrameFormat wrong : List.of(frames(8_000, 1, length), frames(16_000, 2, length), frames(16_000, 1, 100))) {
            assertThrows(IllegalArgumentException.class, () -> each.block().output(wrong), wrong.toString());
        }
    }

    @Test
    void saysWhichFramesItNeeds() {
        var e = assertThrows(IllegalArgumentException.class, () -> MicroFeatures.standard().output(frames(8_000, 1, 240)));
        assertEquals("MicroFeatures needs frames of 480 samples at 16000 Hz: input is 240 samples at 8000 Hz",
            e.getMessage());
        var stereo = assertThrows(IllegalArgumentException.class,
            () -> MicroFeatures.standard().output(frames(16_000, 2, 480)));
        assertEquals("MicroFeatures needs a signal of one channel: channels=2", stereo.getMessage());
    }
}

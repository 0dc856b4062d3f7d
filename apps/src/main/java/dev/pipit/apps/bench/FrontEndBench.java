package dev.pipit.apps.bench;

import java.util.Random;

import dev.pipit.framework.dsp.micro.MicroFrontend;
import dev.pipit.framework.dsp.micro.MicroFrontendSettings;

/** Measures the features of a microWakeWord: one frame to one row. */
final class FrontEndBench {
    private FrontEndBench() {
    }

    static Measurement measure(long warmUpNanos, long nanos) {
        long start = System.nanoTime();
        MicroFrontendSettings settings = MicroFrontendSettings.standard();
        var frontEnd = new MicroFrontend(settings);
        short[] frame = new short[settings.frameLength()];
        int[] row = new int[settings.bands().count()];
        var random = new Random(1);
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) (3000 * random.nextGaussian());
        }
        frontEnd.process(frame, 0, row, 0);
        double first = (System.nanoTime() - start) / 1e6;
        Times times = Times.of(() -> frontEnd.process(frame, 0, row, 0), warmUpNanos, nanos);
        return new Measurement("micro_front_end_frame", "scalar", times, 0, 0, 0, first, ResidentMemory.kilobytes());
    }
}

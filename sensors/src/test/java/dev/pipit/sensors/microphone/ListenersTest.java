package dev.pipit.sensors.microphone;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Pipeline;
import dev.pipit.framework.stream.Running;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.bus.fake.FakePcmDevices;
import dev.pipit.testing.ManualClock;

/** One owner of the device, many listeners. */
class ListenersTest {
    private static final int FRAMES = 50;

    /** The first frames, as copies, and their times. */
    private static final class Heard implements Sink<Frame> {
        private final List<float[]> frames = new ArrayList<>();
        private final List<Long> times = new ArrayList<>();
        private final CountDownLatch enough = new CountDownLatch(1);

        @Override
        public void accept(Frame frame) {
            if (frames.size() < FRAMES) {
                frames.add(frame.samples().clone());
                times.add(frame.timeNanos());
            } else {
                enough.countDown();
            }
        }
    }

    @Test
    void severalPipelinesHearTheSameOfOneMicrophone() throws Exception {
        var clock = new ManualClock();
        FakePcmDevices devices = new FakePcmDevices(clock).with("sndrpigooglevoi [plughw:1,0]", FakePcmDevices.I2S)
            .hearing(n -> new float[] {(float) Math.sin(n * 0.01), 0});
        var one = new Heard();
        var other = new Heard();
        try (Source mic = Microphone.open(devices, "", Microphone.usual(16_000), clock)) {
            // region together
            List<Pipeline> both = List.of(plan("one", mic, one), plan("other", mic, other));
            List<Running> running = Pipeline.startTogether(both, clock);
            // end region
            one.enough.await();
            other.enough.await();
            running.forEach(Running::close);
        }
        assertEquals(1, devices.opened().size());
        assertEquals(one.times, other.times);
        for (int i = 0; i < FRAMES; i++) {
            assertArrayEquals(one.frames.get(i), other.frames.get(i));
        }
    }

    private static Pipeline plan(String name, Source mic, Sink<Frame> sink) {
        return Pipeline.named(name).from(mic).ring(ofMillis(500), Overrun.WAIT)
            .frames(ofMillis(30)).every(ofMillis(10)).to(sink);
    }
}

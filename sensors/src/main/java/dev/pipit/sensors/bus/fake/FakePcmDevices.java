package dev.pipit.sensors.bus.fake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Pcm;

/** Sound devices that a test plugs in, pulls out and takes. All of them hear the same. */
public final class FakePcmDevices implements Pcm.Devices {
    /** What a sound server gives. */
    public static final Pcm.Format SIXTEEN = new Pcm.Format(16_000, 1, 16);
    /** What the driver of I2S microphones gives, and nothing else. */
    public static final Pcm.Format I2S = new Pcm.Format(48_000, 2, 32);

    private final Clock clock;
    private final List<Pcm.Device> devices = new ArrayList<>();
    private final List<Pcm.Format> taken = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private LongFunction<float[]> signal = n -> new float[] {0.5f, 0.5f};
    private double millionths;
    private FakePcm pcm;

    /** @param clock by which all of them record */
    public FakePcmDevices(Clock clock) {
        this.clock = clock;
    }

    /** Plugs one in. */
    public FakePcmDevices with(String name, Pcm.Format... formats) {
        return with(name, "", formats);
    }

    /** Plugs one in that says more about itself. */
    public FakePcmDevices with(String name, String description, Pcm.Format... formats) {
        devices.add(new Pcm.Device(name, description, List.of(formats)));
        return this;
    }

    /** What devices hear that are opened from now on: see {@link FakePcm}. */
    public FakePcmDevices hearing(LongFunction<float[]> samples) {
        signal = samples;
        return this;
    }

    /** How many millionths the quartzes go faster than the clock, of devices that are opened from now on. */
    public FakePcmDevices faster(double quartzMillionths) {
        millionths = quartzMillionths;
        return this;
    }

    /** Pulls out all, the one that is open too. */
    public void pullOut() {
        devices.clear();
        pcm.pullOut();
    }

    /** Formats in which none can be opened; may be changed. */
    public List<Pcm.Format> taken() {
        return taken;
    }

    /** Names, in the order in which they were opened. */
    public List<String> opened() {
        return opened;
    }

    /** The one that was opened last. */
    public FakePcm pcm() {
        return pcm;
    }

    @Override
    public List<Pcm.Device> list(List<Pcm.Format> formats) {
        return List.copyOf(devices);
    }

    @Override
    public Pcm open(Pcm.Device device, Pcm.Format format) throws IOException {
        if (taken.contains(format)) {
            throw new IOException("busy");
        }
        opened.add(device.name());
        pcm = new FakePcm(clock, format, signal).faster(millionths);
        return pcm;
    }
}

package dev.pipit.sensors.microphone;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.sound.Converted;

/**
 * A microphone, as one channel of the rate that is asked for: of several channels the mean.
 *
 * <p>Unit: fraction of full scale. Records in the best format that the device takes (16 bits, the asked rate and one
 * channel before anything else) and converts. {@link #read} never waits: it gives 0 where nothing is there yet. The
 * device does not tell the time of its samples.
 *
 * <p>A buffer found full counts as one overrun: how much was lost the device does not say.
 */
public final class Microphone implements Source {
    private static final int USUAL_HZ = 16_000;

    private final Device device;
    private final CaptureFormat recorded;
    private final Source source;

    private Microphone(Device device, CaptureFormat recorded, Source source) {
        this.device = device;
        this.recorded = recorded;
        this.source = source;
    }

    /**
     * A device that records.
     *
     * @param name        by which it is opened
     * @param description as its maker or driver gives it, often empty
     * @param formats     in which it records, of those that are of use here; the best first
     */
    public record Device(String name, String description, List<CaptureFormat> formats) {
        public Device {
            formats = List.copyOf(formats);
        }
    }

    /** The devices of this computer; empty if there is none. */
    public static List<Device> devices() {
        return new JavaSound().devices(CaptureFormat.bestFirst(USUAL_HZ));
    }

    /**
     * Opens the device that the operating system puts first.
     *
     * @throws IOException if there is none, or if it cannot be opened
     */
    public static Microphone open(int rateHz) throws IOException {
        return open(new JavaSound(), "", rateHz);
    }

    /**
     * Opens a device by its name or by a part of it that no other has; upper and lower case are the same.
     *
     * @throws IOException if there is no such device, with the names of those that are there, or if it cannot be opened
     */
    public static Microphone open(String name, int rateHz) throws IOException {
        return open(new JavaSound(), name, rateHz);
    }

    static Microphone open(SoundSystem system, String name, int rateHz) throws IOException {
        if (rateHz < 1) {
            throw new IllegalArgumentException("rateHz must be at least 1: rateHz=" + rateHz);
        }
        Device device = find(system.devices(CaptureFormat.bestFirst(rateHz)), name);
        IOException first = null;
        for (CaptureFormat format : device.formats()) {
            try {
                return new Microphone(device, format, converted(system.open(device, format), format, rateHz));
            } catch (IOException e) {
                first = first == null ? e : first;                 // the reason why the best format did not work
            }
        }
        throw new IOException("microphone " + device.name() + " cannot be opened: " + first.getMessage(), first);
    }

    private static Source converted(CaptureLine line, CaptureFormat format, int rateHz) {
        try {
            return Converted.mean(new LineSource(line, format), rateHz);
        } catch (IllegalArgumentException e) {
            line.close();                                          // a rate that nothing converts to
            throw e;
        }
    }

    private static Device find(List<Device> devices, String name) throws IOException {
        if (devices.isEmpty()) {
            throw new IOException("this computer has no microphone: plug one in, or play a recording");
        }
        if (name.isEmpty()) {
            return devices.get(0);
        }
        String part = name.toLowerCase(Locale.ROOT);
        List<Device> named = devices.stream().filter(device -> device.name().equals(name)).toList();
        List<Device> fitting = named.isEmpty()
            ? devices.stream().filter(device -> device.name().toLowerCase(Locale.ROOT).contains(part)).toList() : named;
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        throw new IOException((fitting.isEmpty() ? "no microphone is called " : "more than one microphone is called ")
            + name + "; there are: " + devices.stream().map(Device::name).collect(Collectors.joining(", ")));
    }

    /** What is recorded from. */
    public Device device() {
        return device;
    }

    /** In which format it records, before the conversion. */
    public CaptureFormat recorded() {
        return recorded;
    }

    @Override
    public SignalFormat format() {
        return source.format();
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        return source.read(dst, offset, count);
    }

    @Override
    public long overruns() {
        return source.overruns();
    }

    @Override
    public String name() {
        return "Microphone " + device.name();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}

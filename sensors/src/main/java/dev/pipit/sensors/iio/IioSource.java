package dev.pipit.sensors.iio;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.chip.Channel;

/**
 * A chip that the kernel drives, in SI units.
 *
 * <p>Output: all channels that its buffer can hold, in the order of their index.
 *
 * <p>Time: that of the kernel, by the monotonic clock, where the device has a timestamp channel; a jump of more than half
 * a period is a gap, and counts as overruns.
 *
 * <p>Threads: {@link #rateHz} may be asked by others.
 *
 * <p>Source: Linux kernel, Documentation/ABI/testing/sysfs-bus-iio, and driver-api/iio/buffers for how elements are
 * padded: each begins at a multiple of its own size, and a scan is a multiple of its largest.
 */
public final class IioSource implements Source {
    private static final String CLOCK = "current_timestamp_clock";
    private static final int LEAST_LENGTH = 16;
    private static final double BUFFER_SECONDS = 1;
    private static final double WATERMARK_SECONDS = 0.05;

    private final IioDevice device;
    private final String name;
    private final SignalFormat format;
    private final List<Channel> channels;
    private final Scan scan;
    private final InputStream data;
    private final boolean polled;              // the device says how many scans it has
    private final boolean stamped;
    private final byte[] bytes;
    private int filled;                        // bytes
    private int next;                          // the first that was not given
    private long lastNanos;
    private long timeNanos = UNKNOWN_TIME;
    private long firstNanos;
    private long seen;
    private long overruns;
    private volatile double rateHz;

    /**
     * Opens a device of this machine and starts its buffer.
     *
     * @param nameOrNumber as its driver names it, {@code lis3dh}, or {@code 0} for {@code iio:device0}
     * @param rateHz       if it shall be set
     */
    public static IioSource open(String nameOrNumber, OptionalDouble rateHz) throws IOException {
        return open(Path.of("/sys/bus/iio/devices"), Path.of("/dev"), nameOrNumber, rateHz);
    }

    static IioSource open(Path devices, Path dev, String nameOrNumber, OptionalDouble rateHz) throws IOException {
        IioDevice device = IioDevice.find(devices, nameOrNumber);
        device.set("buffer/enable", 0);
        String rateFile = rateFile(device);
        if (rateHz.isPresent()) {
            device.set(rateFile, rateHz.getAsDouble());
        }
        double rate = device.number(rateFile);
        boolean monotonic = device.has(CLOCK);
        if (monotonic) {
            device.set(CLOCK, "monotonic");
        }
        List<ScanElement> elements = new ArrayList<>();
        for (String channel : device.elements()) {
            elements.add(ScanElement.read(device, channel));
            device.enable(channel);
        }
        elements.sort(Comparator.comparingInt(ScanElement::index));
        trigger(device, devices);
        int length = Math.max(LEAST_LENGTH, (int) Math.ceil(rate * BUFFER_SECONDS));
        device.set("buffer/length", length);
        if (device.has("buffer/watermark")) {
            device.set("buffer/watermark", Math.max(1, Math.min(length / 2, (int) (rate * WATERMARK_SECONDS))));
        }
        InputStream data = new FileInputStream(dev.resolve(device.id()).toFile());
        try {
            device.set("buffer/enable", 1);
            return new IioSource(device, rate, new Scan(elements), data, monotonic, length);
        } catch (IOException e) {
            data.close();
            throw e;
        }
    }

    private static String rateFile(IioDevice device) throws IOException {
        for (String file : List.of("sampling_frequency", "in_accel_sampling_frequency", "in_anglvel_sampling_frequency",
                "in_magn_sampling_frequency", "in_voltage_sampling_frequency", "in_pressure_sampling_frequency")) {
            if (device.has(file)) {
                return file;
            }
        }
        throw new IOException(device.id() + ": its driver does not say how often it samples");
    }

    private static void trigger(IioDevice device, Path devices) throws IOException {
        String file = "trigger/current_trigger";
        if (device.has(file) && device.text(file).isEmpty()) {
            String own = device.ownTrigger(devices);
            if (own.isEmpty()) {
                throw new IOException(device.id() + " needs a trigger, and has none of its own: write the name of one to "
                    + file);
            }
            device.set(file, own);
        }
    }

    private IioSource(IioDevice device, double rate, Scan scan, InputStream data, boolean monotonic, int length)
            throws IOException {
        this.device = device;
        this.scan = scan;
        this.data = data;
        name = device.name() + " of the kernel";
        channels = scan.channels();
        if (channels.isEmpty()) {
            throw new IOException(device.id() + ": its buffer holds no channels");
        }
        format = new SignalFormat(rate, channels.size(), Channel.unit(channels));
        polled = device.has("buffer/data_available");
        stamped = monotonic && scan.hasTime();
        bytes = new byte[length * scan.bytes()];
        rateHz = rate;
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    /** What the numbers of a sample are, in their order. */
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        if (filled - next < scan.bytes() && !fill()) {
            return -1;
        }
        int n = 0;
        while (n < count && filled - next >= scan.bytes()) {
            if (stamped && !follows(n)) {
                break;
            }
            scan.read(bytes, next, dst, offset + n * channels.size());
            next += scan.bytes();
            n++;
        }
        return n;
    }

    /** Takes what the device has; false at its end. */
    private boolean fill() throws IOException {
        System.arraycopy(bytes, next, bytes, 0, filled - next);
        filled -= next;
        next = 0;
        int wanted = bytes.length - filled;
        if (polled) {
            wanted = (int) Math.min(wanted, device.number("buffer/data_available") * scan.bytes());
        }
        if (wanted > 0) {
            int n = data.read(bytes, filled, wanted);
            if (n < 0) {
                return false;
            }
            filled += n;
        }
        return true;
    }

    /** Whether the next scan belongs to the {@code n} before it; takes its time. */
    private boolean follows(int n) {
        long time = scan.time(bytes, next);
        if (seen == 0) {
            firstNanos = time;
        } else {
            long missing = Math.round((time - lastNanos) * format.rateHz() / 1e9) - 1;
            if (missing > 0 && n > 0) {
                return false;                                    // it begins what is given next
            }
            overruns += Math.max(0, missing);
        }
        if (n == 0) {
            timeNanos = time;
        }
        seen++;
        lastNanos = time;
        if (time > firstNanos) {
            rateHz = (seen - 1 + overruns) * 1e9 / (time - firstNanos);
        }
        return true;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public long overruns() {
        return overruns;
    }

    /** Samples a second by the times of the kernel, since it was opened. */
    public double rateHz() {
        return rateHz;
    }

    @Override
    public String name() {
        return name;
    }

    /** Stops the buffer. */
    @Override
    public void close() throws IOException {
        try (data) {
            device.set("buffer/enable", 0);
        }
    }
}

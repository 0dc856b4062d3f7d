package dev.pipit.sensors.microphone;

import java.io.IOException;
import java.util.List;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.stream.Clock;
import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.bus.Pcm;
import dev.pipit.sensors.bus.alsa.JavaSound;
import dev.pipit.sensors.sound.Channel;
import dev.pipit.sensors.sound.Conversion;
import dev.pipit.sensors.sound.Converted;
import dev.pipit.sensors.sound.Level;
import dev.pipit.sensors.sound.LevelMeter;

/**
 * A microphone, as one channel of the rate that is asked for.
 *
 * <p>Unit: fraction of full scale, after the gain. {@link #read} never waits for sound: it gives 0 where nothing is there
 * yet. Time is that of the clock when the sample was recorded, by the device's own count; how much faster or slower that
 * counts, {@link #driftPpm} says.
 *
 * <p>What the device lost is counted as overruns, with their length as the clock saw it. A device that was pulled out is
 * waited for and opened again, by its name; meanwhile nothing is read, and what was missed counts as lost.
 *
 * <p>Threads: one reads; any may ask for {@link #level} and the counters. For several pipelines one microphone is enough:
 * start them together, and its one reader hands each of them the same samples.
 */
public final class Microphone implements Source {
    private static final double HIGH_PASS_HZ = 20;

    private final Pcm.Device device;
    private final Pcm.Format recorded;
    private final PcmSource pcm;
    private final Converted sound;
    private final LevelMeter meter;
    private long timeNanos = UNKNOWN_TIME;

    private Microphone(Pcm.Device device, Pcm.Format recorded, PcmSource pcm, Converted sound) {
        this.device = device;
        this.recorded = recorded;
        this.pcm = pcm;
        this.sound = sound;
        meter = new LevelMeter(sound.format().rateHz());
    }

    /** The devices of this computer; empty if there is none. */
    public static List<Pcm.Device> devices() {
        return devices(JavaSound.devices());
    }

    /** Those of {@code devices}, in the formats that can be of use. */
    public static List<Pcm.Device> devices(Pcm.Devices devices) {
        return devices.list(Part.candidates(48_000));
    }

    /** The louder channel, without what is below 20 Hz, as loud as it is: what a microphone needs that nobody chose. */
    public static Conversion usual(int rateHz) {
        return Conversion.to(rateHz).channel(Channel.LOUDER).highPassHz(HIGH_PASS_HZ);
    }

    /**
     * Opens the microphone that the board carries or else the device that the operating system puts first, with the
     * usual conversion.
     *
     * @throws IOException if there is none, or if it cannot be opened
     */
    public static Microphone open(int rateHz) throws IOException {
        return open("", usual(rateHz));
    }

    /**
     * Opens a device by its name or by a part of it that no other has; upper and lower case are the same.
     *
     * @param name empty for the microphone that the board carries or else the first device
     * @throws IOException if there is no such device, with the names of those that are there, or if it cannot be opened
     */
    public static Microphone open(String name, Conversion conversion) throws IOException {
        return open(JavaSound.devices(), name, conversion, Clock.SYSTEM);
    }

    /**
     * The same of other devices and another clock, as tests have them.
     *
     * @param clock by which the samples get their time
     */
    public static Microphone open(Pcm.Devices devices, String name, Conversion conversion, Clock clock)
            throws IOException {
        var choice = new DeviceChoice(name);
        List<Pcm.Format> candidates = Part.candidates(conversion.rateHz());
        Pcm.Device device = choice.among(devices.list(candidates));
        Part part = Part.of(device);
        List<Pcm.Format> formats = part.bestFirst(device.formats(), conversion.rateHz(), conversion.channel().least());
        if (formats.isEmpty()) {
            throw new IOException("microphone " + device.name() + " has fewer channels: channel="
                + conversion.channel().index());
        }
        IOException first = null;
        for (Pcm.Format format : formats) {
            PcmSource.Opening again = () -> devices.open(choice.again(devices.list(candidates), device), format);
            try {
                Pcm pcm = devices.open(device, format);
                return converted(device, format, conversion, new PcmSource("microphone " + device.name(), pcm, format,
                    again, clock, part.settleMillis(), 0.25e9 / conversion.rateHz()));
            } catch (IOException e) {
                first = first == null ? e : first;                 // the reason why the best format did not work
            }
        }
        throw new IOException("microphone " + device.name() + " cannot be opened: " + first.getMessage(), first);
    }

    private static Microphone converted(Pcm.Device device, Pcm.Format format, Conversion conversion, PcmSource pcm) {
        try {
            return new Microphone(device, format, pcm, Converted.of(pcm, conversion));
        } catch (IllegalArgumentException e) {
            pcm.close();                                           // a rate that nothing converts to
            throw e;
        }
    }

    /** What is recorded from. */
    public Pcm.Device device() {
        return device;
    }

    /** In which format it records, before the conversion. */
    public Pcm.Format recorded() {
        return recorded;
    }

    /** Of what was read last, a tenth of a second, after the gain. */
    public Level level() {
        return meter.level();
    }

    /** Samples so far that the device gave at the end of its scale, and those that the gain took beyond it. */
    public long clipped() {
        return sound.clipped();
    }

    /** How often the device was gone. */
    public long losses() {
        return pcm.losses();
    }

    /** How much faster the device's quartz goes than the clock, in millionths; settles in a minute. */
    public double driftPpm() {
        return -1e6 * pcm.time().drift();
    }

    /** Which channel is heard, from 0; of a mean the first. */
    public int channel() {
        return sound.chosen();
    }

    @Override
    public SignalFormat format() {
        return sound.format();
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        int n = sound.read(dst, offset, count);
        if (n > 0) {
            meter.add(dst, offset, n);
            timeNanos = pcm.time().clockAt(sound.timeNanos());
        }
        return n;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public long overruns() {
        return sound.overruns();
    }

    @Override
    public String name() {
        return "Microphone " + device.name();
    }

    @Override
    public void close() throws IOException {
        sound.close();
    }
}

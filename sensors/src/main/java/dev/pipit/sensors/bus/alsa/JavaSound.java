package dev.pipit.sensors.bus.alsa;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;

import dev.pipit.sensors.bus.Pcm;

/**
 * The devices that {@code javax.sound.sampled} finds. On Linux a card is called by its identifier and its place,
 * {@code sndrpigooglevoi [plughw:1,0]}, and {@code [default]} is what ALSA's configuration says.
 *
 * <p>What ALSA's device does when its buffer is full: it stops, tells of a full buffer, and throws it away at the next
 * read. One that is pulled out stays open and gives nothing.
 */
public final class JavaSound implements Pcm.Devices {
    /** Of the device's buffer: long enough for a pause of the collector, short enough to notice a stall. */
    private static final int BUFFER_MILLIS = 500;

    private JavaSound() {
    }

    /** Those of this computer. */
    public static Pcm.Devices devices() {
        return new JavaSound();
    }

    @Override
    public List<Pcm.Device> list(List<Pcm.Format> formats) {
        List<Pcm.Device> devices = new ArrayList<>();
        for (Mixer.Info info : AudioSystem.getMixerInfo()) {
            Mixer mixer = AudioSystem.getMixer(info);
            List<Pcm.Format> taken = formats.stream().filter(format -> mixer.isLineSupported(line(format))).toList();
            if (!taken.isEmpty()) {
                devices.add(new Pcm.Device(name(info), info.getDescription(), taken));
            }
        }
        return devices;
    }

    /** Without the space that the name of a device without a card begins with. */
    private static String name(Mixer.Info info) {
        return info.getName().strip();
    }

    @Override
    public Pcm open(Pcm.Device device, Pcm.Format format) throws IOException {
        for (Mixer.Info info : AudioSystem.getMixerInfo()) {
            if (name(info).equals(device.name())) {
                return open(AudioSystem.getMixer(info), format);
            }
        }
        throw new IOException("the microphone is gone");
    }

    private static Pcm open(Mixer mixer, Pcm.Format format) throws IOException {
        try {
            TargetDataLine line = (TargetDataLine) mixer.getLine(line(format));
            line.open(audioFormat(format), format.rateHz() * BUFFER_MILLIS / 1_000 * format.frameBytes());
            line.start();
            return new Line(line);
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static DataLine.Info line(Pcm.Format format) {
        return new DataLine.Info(TargetDataLine.class, audioFormat(format));
    }

    private static AudioFormat audioFormat(Pcm.Format format) {
        return new AudioFormat(format.rateHz(), format.bits(), format.channels(), true, false);
    }

    private record Line(TargetDataLine line) implements Pcm {
        @Override
        public int available() {
            return line.available();
        }

        @Override
        public int capacity() {
            return line.getBufferSize();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return line.read(into, offset, length);
        }

        @Override
        public boolean isOpen() {
            return line.isOpen();
        }

        @Override
        public void close() {
            line.stop();
            line.close();
        }
    }
}

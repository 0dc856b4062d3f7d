package dev.pipit.sensors.microphone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;

/** The devices that {@code javax.sound.sampled} finds; on Linux those of ALSA. */
final class JavaSound implements SoundSystem {
    /** Of the device's buffer: long enough for a pause of the collector, short enough to notice a stall. */
    private static final int BUFFER_MILLIS = 500;

    @Override
    public List<Microphone.Device> devices(List<CaptureFormat> formats) {
        List<Microphone.Device> devices = new ArrayList<>();
        for (Mixer.Info info : AudioSystem.getMixerInfo()) {
            Mixer mixer = AudioSystem.getMixer(info);
            List<CaptureFormat> taken = formats.stream().filter(format -> mixer.isLineSupported(line(format))).toList();
            if (!taken.isEmpty()) {
                devices.add(new Microphone.Device(name(info), info.getDescription(), taken));
            }
        }
        return devices;
    }

    /** Without the space that the name of a device without a card begins with. */
    private static String name(Mixer.Info info) {
        return info.getName().strip();
    }

    @Override
    public CaptureLine open(Microphone.Device device, CaptureFormat format) throws IOException {
        for (Mixer.Info info : AudioSystem.getMixerInfo()) {
            if (name(info).equals(device.name())) {
                return open(AudioSystem.getMixer(info), format);
            }
        }
        throw new IOException("the microphone is gone");
    }

    private static CaptureLine open(Mixer mixer, CaptureFormat format) throws IOException {
        try {
            TargetDataLine line = (TargetDataLine) mixer.getLine(line(format));
            line.open(audioFormat(format), format.rateHz() * BUFFER_MILLIS / 1_000 * format.frameBytes());
            line.start();
            return new Line(line);
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static DataLine.Info line(CaptureFormat format) {
        return new DataLine.Info(TargetDataLine.class, audioFormat(format));
    }

    private static AudioFormat audioFormat(CaptureFormat format) {
        return new AudioFormat(format.rateHz(), 8 * format.coding().bytes(), format.channels(), true, false);
    }

    private record Line(TargetDataLine line) implements CaptureLine {
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

package dev.pipit.sensors.bus;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** A device that records sound into a buffer of its own, from which it is taken without waiting. */
public interface Pcm extends AutoCloseable {
    /** Bytes that can be read without waiting. As many as {@link #capacity} where the device had to stop. */
    int available();

    /** Bytes that the device's buffer holds. */
    int capacity();

    /** Copies {@code length} bytes that are available, as many as there are; after a stop it may wait for them. */
    int read(byte[] into, int offset, int length);

    /** Whether it records, as far as it knows: some devices that were pulled out only fall silent. */
    boolean isOpen();

    @Override
    void close();

    /**
     * What a device can record: signed numbers, the least significant byte first, one channel after the other.
     *
     * @param rateHz   samples per second and channel, at least 1
     * @param channels at least 1
     * @param bits     of a sample as it is stored: 16, 24 or 32
     */
    record Format(int rateHz, int channels, int bits) {
        public Format {
            if (rateHz < 1 || channels < 1) {
                throw new IllegalArgumentException("rateHz and channels must be at least 1: rateHz=" + rateHz
                    + ", channels=" + channels);
            }
            if (bits != 16 && bits != 24 && bits != 32) {
                throw new IllegalArgumentException("bits must be 16, 24 or 32: bits=" + bits);
            }
        }

        /** Bytes of one sample of every channel. */
        public int frameBytes() {
            return channels * bits / 8;
        }

        @Override
        public String toString() {
            return rateHz + " Hz, " + channels + (channels == 1 ? " channel, " : " channels, ") + bits + " bits";
        }
    }

    /**
     * A device that is there.
     *
     * @param name        by which it is opened
     * @param description as its maker or driver gives it, often empty
     * @param formats     in which it records, of those that were asked for
     */
    record Device(String name, String description, List<Format> formats) {
        public Device {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(description, "description");
            formats = List.copyOf(formats);
        }
    }

    /** The devices of a computer. */
    interface Devices {
        /** Those that are there now and record in one of {@code formats}. */
        List<Device> list(List<Format> formats);

        /**
         * Starts to record.
         *
         * @throws IOException if the device is gone, taken, or does not take the format after all
         */
        Pcm open(Device device, Format format) throws IOException;
    }
}

package dev.pipit.sensors.microphone;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.sensors.sound.SampleCoding;

/**
 * What a device can record.
 *
 * @param rateHz   samples per second and channel
 * @param channels at least 1
 * @param coding   of a sample
 */
public record CaptureFormat(int rateHz, int channels, SampleCoding coding) {
    private static final List<SampleCoding> CODINGS =
        List.of(SampleCoding.SIGNED_16, SampleCoding.SIGNED_32, SampleCoding.SIGNED_24);

    /** The formats to try for {@code rateHz}, the best first: 16 bits, no conversion, one channel. */
    static List<CaptureFormat> bestFirst(int rateHz) {
        List<CaptureFormat> formats = new ArrayList<>();
        for (SampleCoding coding : CODINGS) {
            for (int hz : new int[] {rateHz, 48_000, 44_100}) {
                formats.add(new CaptureFormat(hz, 1, coding));
                formats.add(new CaptureFormat(hz, 2, coding));
            }
        }
        return formats.stream().distinct().toList();
    }

    int frameBytes() {
        return channels * coding.bytes();
    }

    @Override
    public String toString() {
        return rateHz + " Hz, " + channels + (channels == 1 ? " channel, " : " channels, ") + 8 * coding.bytes() + " bits";
    }
}

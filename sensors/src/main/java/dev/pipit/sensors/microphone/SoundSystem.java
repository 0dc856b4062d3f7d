package dev.pipit.sensors.microphone;

import java.io.IOException;
import java.util.List;

/** The devices of a computer. */
interface SoundSystem {
    /** Names and descriptions of those that may record, with {@code formats} out of the given ones that they take. */
    List<Microphone.Device> devices(List<CaptureFormat> formats);

    /**
     * Starts to record.
     *
     * @throws IOException if the device is taken or does not take the format after all
     */
    CaptureLine open(Microphone.Device device, CaptureFormat format) throws IOException;
}

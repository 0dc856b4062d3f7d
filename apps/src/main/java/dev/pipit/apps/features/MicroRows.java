package dev.pipit.apps.features;

import java.util.List;

import dev.pipit.framework.dsp.micro.Int8Features;
import dev.pipit.framework.dsp.micro.MicroFrontend;
import dev.pipit.framework.dsp.micro.MicroFrontendSettings;
import dev.pipit.framework.npy.Npy;

/**
 * What the micro front end makes of a whole recording, from silence on.
 *
 * @param values 0 to 65535, row by row
 * @param bands  numbers of a row
 */
@SuppressWarnings("ArrayRecordComponent")
public record MicroRows(int[] values, int bands) {
    /** The rows of all whole frames; none if the recording is shorter than a frame. */
    public static MicroRows of(MicroFrontendSettings settings, int hopMillis, float[] samples) {
        int hop = hopMillis * settings.rateHz() / 1000;
        int bands = settings.bands().count();
        int rows = samples.length < settings.frameLength() ? 0 : (samples.length - settings.frameLength()) / hop + 1;
        int[] values = new int[rows * bands];
        var frontend = new MicroFrontend(settings);
        for (int row = 0; row < rows; row++) {
            frontend.process(samples, row * hop, values, row * bands);
        }
        return new MicroRows(values, bands);
    }

    /** How many rows. */
    public int rows() {
        return values.length / bands;
    }

    /** The values, as UINT16. */
    public Npy wide() {
        byte[] bytes = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[2 * i] = (byte) values[i];
            bytes[2 * i + 1] = (byte) (values[i] >> 8);
        }
        return new Npy(Npy.Type.UINT16, List.of(rows(), bands), bytes);
    }

    /** As micro_speech and microWakeWord models take them, INT8. */
    public Npy narrow() {
        byte[] bytes = new byte[values.length];
        Int8Features.convert(values, bytes, 0);
        return new Npy(Npy.Type.INT8, List.of(rows(), bands), bytes);
    }
}

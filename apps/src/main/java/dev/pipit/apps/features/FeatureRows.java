package dev.pipit.apps.features;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import dev.pipit.framework.dsp.LogMel;
import dev.pipit.framework.dsp.Mfcc;
import dev.pipit.framework.dsp.micro.Int8Features;
import dev.pipit.framework.dsp.micro.MicroFrontend;
import dev.pipit.framework.dsp.micro.MicroFrontendSettings;
import dev.pipit.framework.npy.Npy;

/**
 * The features of a whole recording, one row for each whole frame, from the first sample on.
 *
 * <p>Shape: {@code [rows, width]}.
 */
public final class FeatureRows {
    private final Extractor extractor;
    private final float[] samples;
    private final int hop;
    private final int rows;
    private final int width;
    private final float[] values;
    private volatile int done;

    /** What makes a row of a frame. */
    @FunctionalInterface
    private interface Extractor {
        /** Writes the features of the frame that begins with {@code x[from]}. */
        void apply(float[] x, int from, float[] row);
    }

    private FeatureRows(Extractor extractor, int frameLength, int width, int hop, float[] samples) {
        this.extractor = extractor;
        this.samples = samples;
        this.hop = hop;
        this.width = width;
        this.rows = samples.length < frameLength ? 0 : (samples.length - frameLength) / hop + 1;
        this.values = new float[Math.multiplyExact(rows, width)];
    }

    /** Of the front end of micro_speech and microWakeWord: whole numbers of 16 bits, which a float holds exactly. */
    public static FeatureRows micro(MicroFrontendSettings settings, int hop, float[] samples) {
        var frontend = new MicroFrontend(settings);
        int[] whole = new int[settings.bands().count()];
        return new FeatureRows((x, from, row) -> {
            frontend.process(x, from, whole, 0);
            for (int i = 0; i < whole.length; i++) {
                row[i] = whole[i];
            }
        }, settings.frameLength(), whole.length, hop, samples);
    }

    static FeatureRows logMel(LogMel.Settings settings, int hop, float[] samples) {
        var logMel = new LogMel(settings);
        return new FeatureRows(logMel::apply, logMel.frameLength(), logMel.bands(), hop, samples);
    }

    static FeatureRows mfcc(Mfcc.Settings settings, int hop, float[] samples) {
        var mfcc = new Mfcc(settings);
        return new FeatureRows(mfcc::apply, mfcc.frameLength(), mfcc.coefficients(), hop, samples);
    }

    /** Computes all rows. To be called once. */
    public FeatureRows compute() {
        float[] row = new float[width];
        for (int k = 0; k < rows; k++) {
            extractor.apply(samples, k * hop, row);
            System.arraycopy(row, 0, values, k * width, width);
            done = k + 1;
        }
        return this;
    }

    String progress() {
        return "row " + done + " of " + rows;
    }

    int rows() {
        return rows;
    }

    int width() {
        return width;
    }

    float value(int row, int channel) {
        return values[row * width + channel];
    }

    /** As they are. */
    Npy float32() {
        ByteBuffer bytes = buffer(Float.BYTES);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return new Npy(Npy.Type.FLOAT32, List.of(rows, width), bytes.array());
    }

    /** Of the micro front end. */
    public Npy uint16() {
        ByteBuffer bytes = buffer(Short.BYTES);
        for (float value : values) {
            bytes.putShort((short) (int) value);
        }
        return new Npy(Npy.Type.UINT16, List.of(rows, width), bytes.array());
    }

    /** Of the micro front end, as the models of micro_speech and microWakeWord take them. */
    public Npy int8() {
        ByteBuffer bytes = buffer(Byte.BYTES);
        for (float value : values) {
            bytes.put(Int8Features.of((int) value));
        }
        return new Npy(Npy.Type.INT8, List.of(rows, width), bytes.array());
    }

    private ByteBuffer buffer(int bytesPerValue) {
        return ByteBuffer.allocate(Math.multiplyExact(values.length, bytesPerValue)).order(ByteOrder.LITTLE_ENDIAN);
    }
}

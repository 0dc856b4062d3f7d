package dev.pipit.apps.train.keyword;

import com.google.gson.JsonObject;

import dev.pipit.framework.dsp.Mfcc;

/**
 * What the network sees of a second: 49 rows of 10 cepstral coefficients, frames of 40 ms, 20 ms apart
 * ({@link Mfcc.Settings#ARM_KEYWORD}). For one thread.
 */
final class KeywordFeatures {
    static final int RATE_HZ = 16_000;
    static final int SAMPLES = RATE_HZ;
    static final int HOP = RATE_HZ / 50;
    static final int COEFFICIENTS = 10;
    static final int ROWS = 49;

    private final Mfcc mfcc = new Mfcc(Mfcc.Settings.ARM_KEYWORD);
    private final float[] row = new float[COEFFICIENTS];

    /** Of {@link #SAMPLES}. */
    float[] of(float[] samples) {
        float[] rows = new float[ROWS * COEFFICIENTS];
        for (int r = 0; r < ROWS; r++) {
            mfcc.apply(samples, r * HOP, row);
            System.arraycopy(row, 0, rows, r * COEFFICIENTS, COEFFICIENTS);
        }
        return rows;
    }

    /** What the device must do, for model.json. */
    static JsonObject json() {
        JsonObject object = new JsonObject();
        object.addProperty("type", "mfcc");
        object.addProperty("mode", "arm-keyword");
        object.addProperty("rate_hz", RATE_HZ);
        object.addProperty("frame_samples", new Mfcc(Mfcc.Settings.ARM_KEYWORD).frameLength());
        object.addProperty("hop_samples", HOP);
        object.addProperty("rows", ROWS);
        object.addProperty("coefficients", COEFFICIENTS);
        return object;
    }
}

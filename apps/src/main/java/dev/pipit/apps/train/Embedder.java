package dev.pipit.apps.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.training.export.TfliteExport;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.sound.FeatureAugmentation;
import dev.pipit.framework.training.sound.FeatureRows;
import dev.pipit.framework.training.sound.FeatureSettings;
import dev.pipit.framework.training.sound.Range;

/** Brings examples through the backbone, as the device will: rows of the embedding for rows of features. */
final class Embedder {
    private static final int BANDS = 40;
    private static final float STEP = Backbone.FEATURES.scale();

    private final Interpreter backbone;
    private final FeatureAugmentation change = new FeatureAugmentation(settings());
    private final float[] rows = new float[Lessons.ROWS * BANDS];
    private final float[] changed = new float[Lessons.ROWS * BANDS];

    /** Another pace and voice, but little blanked: the backbone has not learned to do without much, and will not. */
    static FeatureSettings settings() {
        FeatureSettings standard = FeatureSettings.standard();
        FeatureSettings still = WordLesson.still();
        return new FeatureSettings(standard.stretch(), new Range(0.92, 1.09), new Range(-0.8, 0.8), still.channelGain(),
            still.gain(), still.noise(), still.channelMasks(), still.maxMaskWidth(), still.timeMasks(), still.maxMaskRows(),
            still.channelDropout(), still.blank());
    }

    Embedder(IntegerNetwork network) throws ModelFormatException {
        backbone = Interpreter.prepare(TfliteExport.streaming(network, Lessons.STRIDE, "backbone"));
        backbone.upgrade();
    }

    /** The example, its first copy as it is, the others after some change of features. */
    WordExample of(WordExample example, SplittableRandom random) {
        List<FeatureRows> embedded = new ArrayList<>();
        for (FeatureRows copy : example.rows()) {
            byte[] features = copy.values();
            embedded.add(run(embedded.isEmpty() ? features : changed(copy, Math.max(0, example.end()), random)));
        }
        return new WordExample(example.pool(), example.word(), example.end(), example.cold(), embedded, example.lessons());
    }

    private byte[] changed(FeatureRows copy, int end, SplittableRandom random) {
        copy.floats(0, Lessons.ROWS, STEP, rows);
        change.apply(rows, Lessons.ROWS, BANDS, end, random, changed);
        byte[] features = new byte[changed.length];
        for (int i = 0; i < features.length; i++) {
            features[i] = (byte) Backbone.FEATURES.quantize(changed[i]);
        }
        return features;
    }

    private FeatureRows run(byte[] features) {
        backbone.reset();
        byte[] all = new byte[Lessons.STEPS * Teacher.SIZE];
        for (int t = 0; t < Lessons.STEPS; t++) {
            backbone.input(0).write(features, t * Lessons.STRIDE * BANDS);
            backbone.invoke();
            backbone.output(0).read(all, t * Teacher.SIZE);
        }
        return new FeatureRows(Teacher.SIZE, all);
    }
}

package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Pass;
import dev.pipit.framework.training.Quantized;
import dev.pipit.framework.training.sound.MicroFeatureRows;
import dev.pipit.framework.training.sound.Noise;

/** A backbone with random weights: it has learned nothing, but its numbers depend on what it hears. */
final class RandomBackbone {
    private RandomBackbone() {
    }

    static void save(Path file) throws IOException {
        Network network = WordNetwork.standard(0).build(Lessons.ROWS, 1);
        float[] rows = new float[Lessons.ROWS * 40];
        new MicroFeatureRows().of(Noise.pink(Lessons.SAMPLES, new SplittableRandom(2)), Lessons.WARM_UP)
            .floats(0, Lessons.ROWS, Backbone.FEATURES.scale(), rows);
        see(network, rows, 100);
        Network rounded = Quantized.of(network, Backbone.FEATURES).network();
        see(rounded, rows, 3);
        Backbone.save(rounded, file);
    }

    /** Statistics and ranges follow what is seen. */
    private static void see(Network network, float[] rows, int times) {
        Pass pass = network.pass(2);
        System.arraycopy(rows, 0, pass.input(), 0, rows.length);
        for (int i = 0; i < rows.length; i++) {
            pass.input()[rows.length + i] = rows[(i * 7 + 3) % rows.length] * (i % 3);
        }
        for (int i = 0; i < times; i++) {
            pass.forward(new Layer.Mode(true, new SplittableRandom(i)));
            pass.settle();
        }
    }
}

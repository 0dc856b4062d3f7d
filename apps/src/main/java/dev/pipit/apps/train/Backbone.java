package dev.pipit.apps.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.training.Checkpoint;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Quantized;
import dev.pipit.framework.training.export.TfliteExport;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.Scale;

/**
 * The trained part of a wake-word network that is the same for every word: from feature rows to an embedding, in 8 bits.
 * It comes with the program; a head for a new word is trained on it.
 */
public final class Backbone {
    /** What a step of the device's features is: (q + 128) / 64. */
    static final Scale FEATURES = new Scale(1f / 64, -128);
    private static final String RESOURCE = "backbone.weights";
    private static final String EMBEDDING = "embedding";

    private final Network plain;
    private final Quantized quantized;

    private Backbone() {
        plain = WordNetwork.standard(0).build(Lessons.ROWS, 0);
        quantized = Quantized.of(plain, FEATURES);
    }

    /** The one that comes with the program. */
    static Backbone shipped() throws IOException {
        if (Backbone.class.getResource(RESOURCE) == null) {
            throw new IOException("this build comes without " + RESOURCE + ", on which words are trained");
        }
        Path copy = Files.createTempFile("pipit-backbone-", ".weights");
        try (InputStream in = Backbone.class.getResourceAsStream(RESOURCE)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return load(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /**
     * The one that comes with the program as a model, which takes {@value Lessons#STRIDE} feature rows and gives a row of the
     * embedding.
     */
    public static Model model() throws IOException {
        return TfliteExport.streaming(shipped().integers(), Lessons.STRIDE, "backbone");
    }

    /** One that was saved. */
    static Backbone load(Path file) throws IOException {
        var backbone = new Backbone();
        Checkpoint.load(file).into(backbone.quantized.network(), file);
        return backbone;
    }

    /** Saves the backbone of a network that was trained with rounding, of which it is the beginning. */
    static void save(Network network, Path file) throws IOException {
        int last = network.number(EMBEDDING + ".rounded");
        Checkpoint.of(network.upTo(last)).save(file);
    }

    /** In whole numbers: its output is the embedding, a row for {@value Lessons#STRIDE} feature rows. */
    IntegerNetwork integers() {
        return quantized.integers(List.of(plain.number(EMBEDDING)));
    }
}

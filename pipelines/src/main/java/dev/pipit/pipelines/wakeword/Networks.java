package dev.pipit.pipelines.wakeword;

import java.util.Optional;

import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * The backbone, and beside it the network of a word if there is one, on the same feature rows. Each runs when it has as many
 * rows as it takes at once; of two that run at the same row, the backbone is first.
 *
 * <p>Allocates nothing once it is made. Threads: one at a time.
 */
final class Networks {
    /** Numbers in a feature row. */
    static final int BANDS = 40;

    private final BackboneRows backbone;
    private final TensorView backboneInput;
    private final NetworkLogit network;        // null: a new word, for which there is none
    private final TensorView networkInput;
    private int backboneAt;
    private int networkAt;
    private boolean embedded;
    private boolean scored;
    private float[] embedding;
    private float logit;

    /** @param word whose network is heard; none for a new word */
    Networks(Optional<Word> word, Model backbone) throws ModelFormatException {
        this.backbone = new BackboneRows(backbone);
        backboneInput = this.backbone.input();
        network = word.isPresent() ? new NetworkLogit(word.get()) : null;
        networkInput = network == null ? null : network.input();
    }

    /** Stores a number of the next row. */
    void set(int band, byte value) {
        backboneInput.set(backboneAt + band, value);
        if (network != null) {
            networkInput.set(networkAt + band, value);
        }
    }

    /** The row is whole: runs what has enough of them. */
    void next() {
        backboneAt += BANDS;
        embedded = backboneAt == backboneInput.elements();
        if (embedded) {
            backboneAt = 0;
            embedding = backbone.step();
        }
        scored = embedded;
        if (network != null) {
            networkAt += BANDS;
            scored = networkAt == networkInput.elements();
            if (scored) {
                networkAt = 0;
                logit = network.step();
            }
        }
    }

    /** Whether the last row gave an embedding. */
    boolean embedded() {
        return embedded;
    }

    /** Whether the last row gave a score: a logit, or an embedding where there is no network. */
    boolean scored() {
        return scored;
    }

    /** The last one, which is not this object's to keep. */
    float[] embedding() {
        return embedding;
    }

    /** The last one; 0 where there is no network. */
    float logit() {
        return logit;
    }

    boolean hasNetwork() {
        return network != null;
    }

    /** Numbers in an embedding. */
    int size() {
        return backbone.size();
    }

    /** Feature rows for an embedding. */
    int rowsOfEmbedding() {
        return backboneInput.elements() / BANDS;
    }

    /** Feature rows for a score. */
    int rowsOfScore() {
        return (network == null ? backboneInput : networkInput).elements() / BANDS;
    }

    /** Begins anew. */
    void reset() {
        backbone.reset();
        if (network != null) {
            network.reset();
        }
        backboneAt = 0;
        networkAt = 0;
    }

    /** Goes over to the vector kernels. */
    void upgrade() {
        backbone.upgrade();
        if (network != null) {
            network.upgrade();
        }
    }
}

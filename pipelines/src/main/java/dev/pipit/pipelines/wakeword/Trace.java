package dev.pipit.pipelines.wakeword;

import java.util.Arrays;

/**
 * What the networks said of a recording, step by step: enough to score it with any {@link PersonalHead}, without running
 * them again.
 *
 * @param logits     of the network, one a score; zeros where there is none
 * @param embeddings one behind the other, {@code size} numbers each
 * @param network    whether there is one
 */
@SuppressWarnings("ArrayRecordComponent")
public record Trace(float[] logits, float[] embeddings, int size, int rowsOfScore, int rowsOfEmbedding, boolean network) {
    static Trace of(Networks networks, byte[] features) {
        int rows = features.length / Networks.BANDS;
        float[] logits = new float[rows / networks.rowsOfScore()];
        float[] embeddings = new float[rows / networks.rowsOfEmbedding() * networks.size()];
        networks.reset();
        int scores = 0;
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (int band = 0; band < Networks.BANDS; band++) {
                networks.set(band, features[row * Networks.BANDS + band]);
            }
            networks.next();
            if (networks.embedded()) {
                System.arraycopy(networks.embedding(), 0, embeddings, at, networks.size());
                at += networks.size();
            }
            if (networks.scored()) {
                logits[scores++] = networks.logit();
            }
        }
        return new Trace(logits, embeddings, networks.size(), networks.rowsOfScore(), networks.rowsOfEmbedding(),
            networks.hasNetwork());
    }

    /** How many scores there are. */
    public int scores() {
        return logits.length;
    }

    /** An embedding. */
    float[] embedding(int step) {
        return Arrays.copyOfRange(embeddings, step * size, (step + 1) * size);
    }

    /** The step of the embeddings that is the last when score {@code k} is there; below 0 if there is none yet. */
    int stepAt(int k) {
        return (k + 1) * rowsOfScore / rowsOfEmbedding - 1;
    }

    /** Where a time, counted from the beginning, is in the embeddings. */
    int step(double seconds) {
        return (int) (seconds * PersonalHead.ROWS_A_SECOND / rowsOfEmbedding);
    }

    int embeddingSteps() {
        return embeddings.length / size;
    }
}

package dev.pipit.pipelines.wakeword;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.SlidingInterpreter;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/**
 * The two networks that openWakeWord's word heads stand on: one makes mel rows of sound, the other numbers of the last
 * {@value #MEL_ROWS} of these. What is heard every {@value #HOP} samples is {@value #NEW_ROWS} mel rows and one row of
 * {@value #SIZE} numbers; of the second network only what these change is computed.
 *
 * @param mel     takes [1, {@value #SAMPLES}] samples as whole numbers of 16 bits, gives {@value #NEW_ROWS} rows of
 *                {@value #BANDS}
 * @param network takes [1, {@value #MEL_ROWS}, {@value #BANDS}, 1], gives {@value #SIZE} numbers
 * @param past    what was heard before the first sound
 */
public record SpeechEmbedding(Model mel, Model network, Past past) {
    /** Samples of 16 kHz sound from one row to the next: 80 ms. */
    public static final int HOP = 1280;
    /** Samples that new mel rows are computed from: a hop, and three mel rows before it. */
    public static final int SAMPLES = 1760;
    /** Numbers of a row. */
    public static final int SIZE = 96;
    /** Samples behind a row: 76 tapers of 512, every 160. */
    static final int LENGTH = 12_512;
    /** Of a frame, its last samples reach no taper. */
    static final int USED = 1632;

    private static final int MEL_ROWS = 76;
    private static final int NEW_ROWS = 8;
    private static final int BANDS = 32;
    private static final int FULL_SCALE = 1 << 15;
    /** Hops that fill the second network. */
    private static final int FILL = (MEL_ROWS + NEW_ROWS - 1) / NEW_ROWS;

    /**
     * What a head would have seen of faint noise, so that it need not wait until there is enough sound.
     *
     * @param mels the last mel rows, enough to fill the second network
     * @param rows of the second network, the oldest first
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Past(float[] mels, float[] rows) {
        private static final int ROWS = 31;
        private static final double LEVEL = 1000.0 / FULL_SCALE;

        /** As openWakeWord begins: white noise of ±1000 of 32768; always the same. */
        private static Past of(Model mel, Model network) throws ModelFormatException {
            var random = new SplittableRandom(0);
            var open = new Open(mel, network);
            float[] frame = new float[SAMPLES];
            float[] mels = new float[FILL * NEW_ROWS * BANDS];
            float[] rows = new float[ROWS * SIZE];
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (float) random.nextDouble(-LEVEL, LEVEL);
            }
            for (int hop = 0; hop < FILL + ROWS; hop++) {
                System.arraycopy(frame, HOP, frame, 0, SAMPLES - HOP);
                for (int i = SAMPLES - HOP; i < SAMPLES; i++) {
                    frame[i] = (float) random.nextDouble(-LEVEL, LEVEL);
                }
                open.hear(frame);
                System.arraycopy(mels, open.news.length, mels, 0, mels.length - open.news.length);
                System.arraycopy(open.news, 0, mels, mels.length - open.news.length, open.news.length);
                System.arraycopy(rows, SIZE, rows, 0, rows.length - SIZE);
                open.read(rows, rows.length - SIZE);
            }
            return new Past(mels, rows);
        }

        /** Copies row {@code back}, counted from the last, which is 1. */
        void row(int back, float[] into) {
            System.arraycopy(rows, rows.length - back * SIZE, into, 0, SIZE);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Past p && Arrays.equals(mels, p.mels) && Arrays.equals(rows, p.rows);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(mels);
        }
    }

    /**
     * Of two networks.
     *
     * @throws ModelFormatException if one of them cannot be run, or takes or gives something else
     */
    public static SpeechEmbedding of(Model mel, Model network) throws ModelFormatException {
        return new SpeechEmbedding(mel, network, Past.of(mel, network));
    }

    /** Most rows of the past that there are. */
    static int pastRows() {
        return Past.ROWS;
    }

    /** Whether there are faster kernels: for whole numbers only, and getting ready for them costs many full runs. */
    boolean upgrades() {
        return Stream.of(mel, network).flatMap(model -> model.main().tensors().stream())
            .anyMatch(tensor -> tensor.type() == TensorType.INT8);
    }

    /** With memory, ready to hear. */
    Open open() throws ModelFormatException {
        var open = new Open(mel, network);
        open.fill(past);
        return open;
    }

    /** The two networks with their memory. */
    static final class Open {
        private final Interpreter mel;
        private final SlidingInterpreter network;
        private final TensorView samples;
        private final TensorView melRows;
        private final TensorView newRows;
        private final TensorView row;
        private final float[] sound = new float[SAMPLES];
        private final float[] news = new float[NEW_ROWS * BANDS];

        private Open(Model melNetwork, Model embedding) throws ModelFormatException {
            mel = Interpreter.prepare(melNetwork);
            network = SlidingInterpreter.prepare(embedding, NEW_ROWS);
            samples = mel.input(0);
            melRows = mel.output(0);
            newRows = network.input();
            row = network.output(0);
            require(samples.elements() == SAMPLES && melRows.elements() == news.length, "the mel network must make "
                + news.length + " numbers of " + SAMPLES + " samples", samples, melRows);
            require(network.rows() == MEL_ROWS && newRows.elements() == news.length && row.elements() == SIZE,
                "the embedding network must make " + SIZE + " numbers of " + MEL_ROWS + " rows of " + BANDS, newRows, row);
        }

        private static void require(boolean holds, String what, TensorView in, TensorView out) throws ModelFormatException {
            if (!holds) {
                throw new ModelFormatException(what + ": it makes " + out.info() + " of " + in.info());
            }
        }

        /** Forgets what was heard: there was noise. */
        void fill(Past past) {
            network.reset();
            for (int hop = 0; hop < FILL; hop++) {
                System.arraycopy(past.mels, hop * news.length, news, 0, news.length);
                newRows.writeReals(news, 0);
                network.invoke();
            }
        }

        /** Hears {@value SpeechEmbedding#SAMPLES} samples, of which the last {@value SpeechEmbedding#HOP} are new. */
        void hear(float[] frame) {
            for (int i = 0; i < SAMPLES; i++) {
                sound[i] = frame[i] * FULL_SCALE;
            }
            samples.writeReals(sound, 0);
            mel.invoke();
            melRows.readReals(news, 0);
            for (int i = 0; i < news.length; i++) {
                news[i] = news[i] / 10 + 2;
            }
            newRows.writeReals(news, 0);
            network.invoke();
        }

        /** The numbers of what was heard last. */
        void read(float[] into, int at) {
            row.readReals(into, at);
        }

        /** Goes over to the vector kernels. */
        void upgrade() {
            mel.upgrade();
            network.upgrade();
        }
    }

    @Override
    public String toString() {
        return "SpeechEmbedding";
    }
}

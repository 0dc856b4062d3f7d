package dev.pipit.framework.adaptation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.training.Activation;
import dev.pipit.framework.training.AdamW;
import dev.pipit.framework.training.BatchNorm;
import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Lesson;
import dev.pipit.framework.training.MeanSquare;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Quantized;
import dev.pipit.framework.training.Schedule;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.Trainer;
import dev.pipit.framework.training.TrainerSettings;
import dev.pipit.framework.training.export.TfliteExport;
import dev.pipit.framework.training.integer.Scale;

/**
 * Trains an {@link Autoencoder} from the normal sound of a machine: first in real numbers, then feeling how 8 bits round.
 *
 * <p>Dense layers with batch normalisation and rectifiers, {@code layers} of {@code width}, one of {@code code}, {@code
 * layers} of {@code width}, and one as wide as the input, which only adds. Three of four stretches of the rows are trained
 * with; the fourth gives the limit, as what was trained with is rebuilt better than what was not. The same rows give the
 * same network, whatever threads train it.
 *
 * @param width  of a layer
 * @param layers on either side of the code, at least 1
 * @param code   of the narrowest layer
 * @param steps  of training; a fifth as many follow with rounding
 */
public record AutoencoderLearner(int width, int layers, int code, int steps) {
    /** The fewest rows that it learns from. */
    public static final int LEAST_ROWS = 64;
    /** The layers of MLPerf Tiny's anomaly detection. */
    public static final AutoencoderLearner MLPERF = new AutoencoderLearner(128, 4, 8, 1_000);
    /** A fifth as many weights. */
    public static final AutoencoderLearner SMALL = new AutoencoderLearner(64, 1, 8, 1_000);

    private static final String SETTINGS = "autoencoder learner";
    private static final int STRETCHES = 16;
    private static final int HELD_OUT = 4;                       // one of so many stretches
    private static final double FARTHEST = 6;                    // standard deviations that the network can read
    private static final int BATCH = 64;
    private static final double RATE = 2e-3;
    private static final double DECAY = 1e-2;
    private static final int ROUNDING = 5;
    private static final long SEED = 1;

    public AutoencoderLearner {
        if (width < 1 || layers < 1 || code < 1 || steps < ROUNDING) {
            throw new IllegalArgumentException("width, layers and code must be at least 1, steps " + ROUNDING + ": width="
                + width + ", layers=" + layers + ", code=" + code + ", steps=" + steps);
        }
    }

    /** How many steps {@link #learn} makes in all. */
    public int allSteps() {
        return steps + steps / ROUNDING;
    }

    /**
     * Trains.
     *
     * @param rows     spectrograms {@code [rows × bands]} in their order; those that hold a NaN are left out
     * @param bands    of a row of the spectrogram
     * @param factor   of the limit, at least 1
     * @param executor makes the halves of a step
     * @param progress is told the number of each step when it is done
     * @throws IllegalArgumentException if the rows are too few, or the signal is constant
     */
    public Autoencoder learn(List<float[]> rows, int bands, double factor, Executor executor, LongConsumer progress) {
        List<float[]> whole = whole(rows);
        List<float[]> learned = new ArrayList<>();
        List<float[]> heldOut = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            (i * STRETCHES / whole.size() % HELD_OUT == HELD_OUT - 1 ? heldOut : learned).add(whole.get(i));
        }
        Bands scale = Bands.of(learned, bands, Bands.LEAST_SPREAD);
        List<float[]> examples = learned.stream().map(row -> {
            float[] example = new float[row.length];
            scale.standardise(row, example);
            return example;
        }).toList();
        Network network = network(examples.get(0).length);
        train(network, examples, steps, RATE, executor, progress);
        Quantized quantized = Quantized.of(network, Scale.of(-FARTHEST, FARTHEST));
        train(quantized.network(), examples, steps / ROUNDING, RATE / 10, executor, step -> progress.accept(steps + step));
        byte[] file = ModelWriter.bytes(TfliteExport.whole(quantized.integers(List.of(network.last())),
            "what this machine sounds like"));
        return Autoencoder.limited(file, scale, Optional.of(this), heldOut, factor);
    }

    /** Those without missing numbers. */
    static List<float[]> whole(List<float[]> rows) {
        List<float[]> whole = rows.stream().filter(MachineBaseline::isWhole).toList();
        if (whole.size() < LEAST_ROWS) {
            throw new IllegalArgumentException("too little data: an autoencoder needs at least " + LEAST_ROWS
                + " frames without missing numbers: frames=" + whole.size() + " of " + rows.size());
        }
        return whole;
    }

    private Network network(int size) {
        SplittableRandom random = new SplittableRandom(SEED);
        Network.Builder builder = Network.of(Shape.list(size));
        for (int layer = 0; layer <= 2 * layers; layer++) {
            int outputs = layer == layers ? code : width;
            builder.add("dense " + layer, Convolution.dense(builder.shape(), outputs, random));
            builder.add("norm " + layer, new BatchNorm(outputs));
            builder.add("rectified " + layer, Activation.RELU);
        }
        builder.add("rebuilt", Convolution.dense(builder.shape(), size, random));
        return builder.build();
    }

    /** Leaves the averaged weights in the network. */
    private static void train(Network network, List<float[]> examples, int steps, double rate, Executor executor,
            LongConsumer progress) {
        var trainer = new Trainer(network, new AdamW(network.parameters(), DECAY), Schedule.cosine(rate,
            Math.min(50, steps / 10), steps), new Rebuilding(examples, network.last()), TrainerSettings.of(SEED, BATCH));
        while (trainer.steps() < steps) {
            trainer.step(executor);
            progress.accept(trainer.steps());
        }
        trainer.average().swap();
    }

    /** The output should be the input. */
    private record Rebuilding(List<float[]> examples, int output) implements Lesson {
        @Override
        public void fill(Part part) {
            float[] input = part.pass().input();
            int size = examples.get(0).length;
            for (int i = 0; i < part.pass().batch(); i++) {
                float[] example = examples.get(part.random(i).nextInt(examples.size()));
                System.arraycopy(example, 0, input, i * size, size);
            }
        }

        @Override
        public double loss(Part part) {
            return new MeanSquare().add(part.pass(), output, part.pass().input(), part.share());
        }
    }

    void write(State.Builder state) {
        state.numbers(SETTINGS, width, layers, code, (double) steps);
    }

    static Optional<AutoencoderLearner> read(State state) {
        if (!state.has(SETTINGS)) {
            return Optional.empty();
        }
        double[] of = state.doubles(SETTINGS);
        if (of.length != 4) {
            throw new IllegalArgumentException("the state of maintenance has no whole settings of its autoencoder");
        }
        return Optional.of(new AutoencoderLearner((int) of[0], (int) of[1], (int) of[2], (int) of[3]));
    }
}

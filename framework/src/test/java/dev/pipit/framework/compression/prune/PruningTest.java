package dev.pipit.framework.compression.prune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.compression.retrain.Examples;
import dev.pipit.framework.compression.retrain.FloatGraph;
import dev.pipit.framework.compression.retrain.RetrainingSettings;
import dev.pipit.framework.compression.retrain.Trainable;
import dev.pipit.framework.compression.retrain.Weights;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.testing.PublicData;

class PruningTest {
    private static final int SIZE = 10 * 6 * 2;
    private static final RetrainingSettings NONE = RetrainingSettings.of(0, 1);

    private final SplittableRandom random = new SplittableRandom(8);

    private List<float[]> inputs(int count, int size) {
        List<float[]> inputs = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            float[] input = new float[size];
            for (int i = 0; i < size; i++) {
                input[i] = (float) (2 * random.nextDouble() - 1);
            }
            inputs.add(input);
        }
        return inputs;
    }

    private Examples examples(int count, int size) {
        return new Examples(inputs(count, size), Optional.empty());
    }

    private static float[] run(Model model, float... input) throws IOException {
        Interpreter interpreter = Interpreter.prepare(Model.read(ByteBuffer.wrap(ModelWriter.bytes(model)), "pruned"));
        interpreter.input(0).writeReals(input, 0);
        interpreter.invoke();
        float[] output = new float[interpreter.output(0).elements()];
        interpreter.output(0).readReals(output, 0);
        return output;
    }

    /** A sum, two branches that are joined, filters of single channels, and a list that an image is flattened to. */
    private Model branches() {
        var graph = new FloatGraph(random.split());
        int x = graph.input(1, 10, 6, 2);
        int first = graph.conv(x, 3, 3, 2, 8, 2, Options.Padding.SAME, Options.Activation.RELU);
        int time = graph.depthwise(first, 3, 8, 1, Options.Padding.SAME, Options.Activation.RELU);
        int mix = graph.conv(time, 1, 1, 8, 8, 1, Options.Padding.SAME, Options.Activation.RELU);
        int sum = graph.sum(first, mix, Options.Activation.NONE);
        int other = graph.conv(sum, 1, 1, 8, 4, 1, Options.Padding.SAME, Options.Activation.RELU);
        int joined = graph.joined(sum, other);
        int twice = graph.depthwise(joined, 3, 24, 2, Options.Padding.SAME, Options.Activation.RELU);
        int flat = graph.reshaped(twice, 1, graph.size(twice));
        int dense = graph.dense(flat, 6, Options.Activation.RELU);
        return graph.model(graph.function(OperatorCode.SOFTMAX, graph.dense(dense, 3, Options.Activation.NONE)));
    }

    /** Sets the filters of a channel to 0 wherever it is computed, so that nothing changes without it. */
    private static Model dead(Model model, int... dead) {
        Trainable trainable = Trainable.of(model);
        Channels channels = new Channels(model.main());
        for (Weights weights : trainable.weights()) {
            int[] of = channels.of(weights.operator().outputs().get(0));
            for (int i = 0; i < weights.parameter().values().length; i++) {
                int channel = of[i % of.length];
                if (Arrays.stream(dead).anyMatch(each -> each == channel)) {
                    weights.parameter().values()[i] = 0;
                }
            }
        }
        return trainable.model();
    }

    private static int[] canGo(Model model) {
        Channels channels = new Channels(model.main());
        return IntStream.range(0, channels.count()).filter(channels::canGo).toArray();
    }

    @Test
    void channelsThatAreAddedUpOrPassedOnAreOne() {
        // 8 of the sum, of which the depthwise and the joined are no others; 4 of the branch; 6 of the list
        assertEquals(8 + 4 + 6, canGo(branches()).length);
    }

    @ParameterizedTest
    @EnumSource(names = {"MAGNITUDE", "ZEROS"})
    void channelsThatDoNothingGoWithoutAnyChange(ChannelCriterion criterion) throws IOException {
        Model original = branches();
        int[] all = canGo(original);
        Model model = dead(original, all[1], all[6], all[9], all[13]);
        var pruning = new ChannelPruning(4.0 / 18, criterion, 1, NONE);
        Model smaller = pruning.of(model, examples(20, SIZE), Map.of(), Runnable::run, loss -> { });
        assertEquals(14, canGo(smaller).length);
        for (float[] input : inputs(5, SIZE)) {
            assertArrayEquals(run(model, input), run(smaller, input), 1e-6f);
        }
        TensorInfo weights = smaller.main().tensors().get(smaller.main().operators().get(0).inputs().get(1));
        assertArrayEquals(new int[] {6, 3, 3, 2}, weights.shape());
    }

    @Test
    void channelsOfTheSmallestGivenScalesGo() {
        Model model = branches();
        String first = model.main().tensors().get(model.main().operators().get(0).outputs().get(0)).name();
        String dense = model.main().tensors().get(model.main().operators().get(8).outputs().get(0)).name();
        Map<String, float[]> scales = Map.of(first, new float[] {9, 9, 9, 9, 9, -1, 9, 9}, dense, new float[] {9, 2, 9, 9, 9, 9});
        Model smaller = new ChannelPruning(2.0 / 18, ChannelCriterion.NORM, 1, NONE)
            .of(model, examples(2, SIZE), scales, Runnable::run, loss -> { });
        float[] bias = Reals.of(constant(model, 0, 2));
        float[] left = Reals.of(constant(smaller, 0, 2));
        assertArrayEquals(new float[] {bias[0], bias[1], bias[2], bias[3], bias[4], bias[6], bias[7]}, left);
        assertEquals(5, constant(smaller, 8, 2).elements());
    }

    private static TensorInfo constant(Model model, int operator, int input) {
        return model.main().tensors().get(model.main().operators().get(operator).inputs().get(input));
    }

    @Test
    void layersKeepAMultipleOfChannels() {
        Model smaller = new ChannelPruning(0.4, ChannelCriterion.MAGNITUDE, 4, NONE)
            .of(branches(), examples(2, SIZE), Map.of(), Runnable::run, loss -> { });
        assertTrue(List.of(4, 8).contains(constant(smaller, 0, 2).elements()));
        assertTrue(List.of(4, 6).contains(constant(smaller, 8, 2).elements()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "mlperf_tiny/keyword_spotting/trained_models/kws_ref_model.tflite",
        "mlperf_tiny/image_classification/trained_models/pretrainedResnet_quant.tflite"})
    void publicModelsOfEightBitsLoseHalfOfTheirChannelsAndStillRun(String file) throws IOException {
        Model model = Model.load(PublicData.folder("models").resolve(file));
        int before = canGo(model).length;
        int size = model.main().tensors().get(model.main().inputs().get(0)).elements();
        Model smaller = new ChannelPruning(0.5, ChannelCriterion.MAGNITUDE, 1, NONE)
            .of(model, examples(2, size), Map.of(), Runnable::run, loss -> { });
        assertEquals(before - Math.round(0.5 * before), canGo(smaller).length);
        assertEquals(1, sum(run(smaller, inputs(1, size).get(0))), 0.05);
    }

    private static double sum(float... numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += number;
        }
        return sum;
    }

    @Test
    void soManyWeightsOfEachLayerBecomeZeroAndTheSmallest() {
        Model model = branches();
        Model pruned = new WeightPruning(0.75, WeightCriterion.MAGNITUDE, NONE)
            .of(model, examples(4, SIZE), Runnable::run, loss -> { });
        List<Weights> before = Trainable.of(model).weights();
        List<Weights> after = Trainable.of(pruned).weights();
        for (int w = 0; w < after.size(); w++) {
            float[] values = before.get(w).parameter().values().clone();
            float[] left = after.get(w).parameter().values();
            if (Sparsity.prunes(after.get(w), WeightCriterion.MAGNITUDE)) {
                float[] sizes = values.clone();
                for (int i = 0; i < sizes.length; i++) {
                    sizes[i] = Math.abs(sizes[i]);
                }
                Arrays.sort(sizes);
                float limit = sizes[(int) Math.round(0.75 * sizes.length) - 1];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.abs(values[i]) <= limit ? 0 : values[i];
                }
            }
            assertArrayEquals(values, left);
        }
    }

    /**
     * y = Σ w x, of which the loss curves along w by the mean square of x: a small weight on a large input is worth more than a
     * large one on a small input.
     */
    @Test
    void curvatureKeepsWhatMatters() {
        var graph = new FloatGraph(random);
        Model line = graph.model(graph.dense(graph.input(1, 4), 1, Options.Activation.NONE));
        Trainable trainable = Trainable.of(line);
        float[] weights = {0.1f, 0.5f, 0.2f, 0.4f};
        System.arraycopy(weights, 0, trainable.weights().get(0).parameter().values(), 0, 4);
        List<float[]> inputs = List.of(new float[] {10, 0.1f, 10, 0.1f}, new float[] {-10, 0.1f, 10, -0.1f});
        assertArrayEquals(new double[] {100, 0.01, 100, 0.01}, new Curvature(trainable).diagonal(inputs, 1).get(0), 1e-4);
        Model model = trainable.model();
        var examples = new Examples(inputs, Optional.empty());
        assertArrayEquals(new float[] {0.1f, 0, 0.2f, 0}, pruned(model, WeightCriterion.HESSIAN, examples));
        assertArrayEquals(new float[] {0, 0.5f, 0, 0.4f}, pruned(model, WeightCriterion.MAGNITUDE, examples));
    }

    private static float[] pruned(Model model, WeightCriterion criterion, Examples examples) {
        Model pruned = new WeightPruning(0.5, criterion, NONE).of(model, examples, Runnable::run, loss -> { });
        return Trainable.of(pruned).weights().get(0).parameter().values();
    }

    @Test
    void theScheduleRisesAsACubeAndThenStays() {
        var graph = new FloatGraph(random);
        Model line = graph.model(graph.dense(graph.input(1, 1000), 1, Options.Activation.NONE));
        Trainable trainable = Trainable.of(line);
        var sparsity = new Sparsity(trainable, WeightCriterion.MAGNITUDE, 0.8, List.of(), 1);
        float[] values = trainable.weights().get(0).parameter().values();
        List<Long> zeros = new ArrayList<>();
        for (int done = 0; done <= 60; done++) {
            sparsity.apply(done, 60);
            long count = 0;
            for (float value : values) {
                count += value == 0 ? 1 : 0;
            }
            zeros.add(count);
        }
        // the ramp has 40 steps: 0.8 (1 - (1 - t)^3) of 1000 at t = 0, 1/4, 1/2, 3/4, 1
        assertEquals(List.of(0L, 463L, 700L, 788L, 800L, 800L),
            List.of(zeros.get(0), zeros.get(10), zeros.get(20), zeros.get(30), zeros.get(40), zeros.get(60)));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasTakenAwayIsLearnedAgain(WeightCriterion criterion) throws IOException {
        Model model = branches();
        Examples examples = examples(60, SIZE);
        Model cut = new WeightPruning(0.6, criterion, NONE).of(model, examples, Runnable::run, loss -> { });
        Model learned = new WeightPruning(0.6, criterion, new RetrainingSettings(150, 16, 3e-3, 1))
            .of(model, examples, Runnable::run, loss -> { });
        assertEquals(WeightPruning.sparsity(cut), WeightPruning.sparsity(learned), 0.01);
        double before = 0;
        double after = 0;
        for (float[] input : examples.inputs()) {
            float[] wanted = run(model, input);
            before += apart(wanted, run(cut, input));
            after += apart(wanted, run(learned, input));
        }
        assertTrue(after < before / 2, before + " to " + after);
    }

    private static double apart(float[] one, float... other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum;
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        Model model = branches();
        Examples examples = examples(12, SIZE);
        var pruning = new WeightPruning(0.5, WeightCriterion.HESSIAN, RetrainingSettings.of(12, 3));
        assertArrayEquals(ModelWriter.bytes(pruning.of(model, examples, Runnable::run, loss -> { })),
            ModelWriter.bytes(pruning.of(model, examples, Runnable::run, loss -> { })));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertEquals("sparsity must be at least 0 and below 1: sparsity=1.0", assertThrows(IllegalArgumentException.class,
            () -> new WeightPruning(1, WeightCriterion.MAGNITUDE, NONE)).getMessage());
        assertEquals("part must be at least 0 and below 1, multiple at least 1: part=-0.1, multiple=8",
            assertThrows(IllegalArgumentException.class,
                () -> new ChannelPruning(-0.1, ChannelCriterion.ZEROS, 8, NONE)).getMessage());
        var graph = new FloatGraph(random);
        Model line = graph.model(graph.dense(graph.input(1, 4), 2, Options.Activation.NONE));
        var pruning = new ChannelPruning(0.5, ChannelCriterion.MAGNITUDE, 1, NONE);
        assertEquals("no channel can go: each is an input or an output, or read by what has no filters",
            assertThrows(IllegalArgumentException.class,
                () -> pruning.of(line, examples(2, 4), Map.of(), Runnable::run, loss -> { })).getMessage());
    }
}

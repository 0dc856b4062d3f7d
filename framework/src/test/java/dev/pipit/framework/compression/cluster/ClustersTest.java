package dev.pipit.framework.compression.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.compression.cluster.Clustering.Kind;
import dev.pipit.framework.compression.cluster.Clustering.Scope;
import dev.pipit.framework.compression.retrain.Examples;
import dev.pipit.framework.compression.retrain.Retraining;
import dev.pipit.framework.compression.retrain.RetrainingSettings;
import dev.pipit.framework.compression.retrain.Trainable;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.RandomNet;

class ClustersTest {
    private static final float ROUNDING = 1e-6f;      // of a product of floats around 1

    private static Model dense(int rows, int columns, float... weights) {
        Draft draft = Draft.empty("dense");
        int x = draft.add("x", TensorType.FLOAT32, Optional.empty(), 1, columns);
        int tensor = draft.constant("weights", weights, rows, columns);
        int bias = draft.constant("bias", new float[rows], rows);
        int y = draft.add("y", TensorType.FLOAT32, Optional.empty(), 1, rows);
        draft.add(OperatorCode.FULLY_CONNECTED, 1, new Options.FullyConnected(Options.Activation.NONE, false),
            List.of(x, tensor, bias), List.of(y));
        draft.inputs().add(x);
        draft.outputs().add(y);
        return draft.model();
    }

    private static Model whole(int rows, int columns, float[] scales, byte... weights) {
        Draft draft = Draft.of(dense(rows, columns, new float[rows * columns]));
        int tensor = Clusters.tensors(draft.model()).get(0);
        draft.set(tensor, TensorType.INT8, new int[] {rows, columns},
            Optional.of(new Quantization(scales, new int[scales.length], 0)), Optional.of(ByteBuffer.wrap(weights)));
        return draft.model();
    }

    private static TensorInfo tensor(Model model) {
        return model.main().tensors().get(Clusters.tensors(model).get(0));
    }

    private static float[] weights(Model model) {
        return Reals.of(tensor(model));
    }

    private static Model clustered(Model model, Kind kind, int values, Scope scope) {
        return Clusters.of(model, Map.of(Clusters.tensors(model).get(0), new Clustering(kind, values, scope)));
    }

    private static float[] random(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static Set<Float> different(float... weights) {
        Set<Float> different = new TreeSet<>();
        for (float weight : weights) {
            different.add(weight);
        }
        return different;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16, 255, 256})
    void aTensorSharesNoMoreValuesThanWanted(int values) {
        Model model = clustered(dense(50, 40, random(2000, 1)), Kind.KMEANS, values, Scope.TENSOR);
        int found = different(weights(model)).size();
        assertTrue(found <= values && found > values / 2, found + " of " + values);      // some would be nobody's
    }

    /** What a converter to 8 bits with a scale per channel makes of them: its largest weight is 127. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void sharedByChannelsTheyAreFewInEightBitsToo(Kind kind) {
        float[] real = random(30 * 64, 2);
        for (int i = 0; i < real.length; i++) {
            real[i] *= (float) Math.exp(i / 64.0 * 0.1);
        }
        float[] weights = weights(clustered(dense(30, 64, real), kind, 16, Scope.CHANNEL));
        Set<Integer> whole = new TreeSet<>();
        for (int row = 0; row < 30; row++) {
            float largest = 0;
            for (int i = row * 64; i < (row + 1) * 64; i++) {
                largest = Math.max(largest, Math.abs(weights[i]));
            }
            for (int i = row * 64; i < (row + 1) * 64; i++) {
                whole.add(Math.round(weights[i] / (largest / 127)));
            }
        }
        int most = kind == Kind.BINARY ? 2 : kind == Kind.TERNARY ? 3 : 16;
        assertTrue(whole.size() <= most, kind + ": " + whole);
    }

    /** Li and Liu 2016, equations 5 and 6: threshold 0.7 of the mean size, and the mean size of what is above it. */
    @Test
    void ternaryWeightsAreThoseOfThePaper() {
        float[] real = {0.1f, -0.2f, 1, -2, 0.3f, -0.6f, 3, 0.01f};      // mean size 0.90125, threshold 0.630875
        assertArrayEquals(new float[] {0, 0, 2, -2, 0, 0, 2, 0},
            weights(clustered(dense(1, 8, real), Kind.TERNARY, 3, Scope.TENSOR)), ROUNDING);
    }

    @Test
    void ternaryWeightsHaveASizeForEachChannelIfWanted() {
        float[] real = {1, -0.1f, 3, 0.2f, 10, 0, 0.5f, -30};
        assertArrayEquals(new float[] {2, 0, 2, 0, 20, 0, 0, -20},
            weights(clustered(dense(2, 4, real), Kind.TERNARY, 3, Scope.CHANNEL)), ROUNDING);
    }

    /** Rastegari et al. 2016, equation 6: the mean size, and signs. */
    @Test
    void binaryWeightsAreThoseOfThePaper() {
        float[] real = {0.5f, -1.5f, 3, -1, 2, -4, 6, -8};
        assertArrayEquals(new float[] {1.5f, -1.5f, 1.5f, -1.5f, 5, -5, 5, -5},
            weights(clustered(dense(2, 4, real), Kind.BINARY, 2, Scope.CHANNEL)), ROUNDING);
    }

    @Test
    void powersOfTwoAreShifts() {
        float[] real = random(1000, 3);
        float[] weights = weights(clustered(dense(10, 100, real), Kind.LOG2, 15, Scope.TENSOR));
        for (int i = 0; i < real.length; i++) {
            assertTrue(weights[i] == 0 || Math.abs(weights[i]) == Math.scalb(1f, Math.getExponent(weights[i])), "" + weights[i]);
            if (Math.abs(real[i]) < 2.6 && Math.abs(real[i]) > 0.05) {
                // a number between two powers is at most a third away from the nearer one
                assertTrue(Math.abs(weights[i] - real[i]) <= Math.abs(real[i]) / 3 + ROUNDING, real[i] + " became " + weights[i]);
            }
        }
    }

    @Test
    void prunedWeightsStayZero() {
        float[] real = random(64 * 64, 4);
        for (int i = 0; i < real.length; i++) {
            real[i] = i % 5 == 0 ? real[i] : 0;
        }
        for (Kind kind : Kind.values()) {
            for (Scope scope : Scope.values()) {
                float[] weights = weights(clustered(dense(64, 64, real), kind, 16, scope));
                for (int i = 0; i < real.length; i++) {
                    assertTrue(real[i] != 0 || Float.floatToRawIntBits(weights[i]) == 0, kind + " " + scope + " at " + i);
                }
                assertTrue(kind == Kind.TERNARY || weights[5] != 0, kind + " " + scope);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void wholeWeightsStayWhole(Kind kind) {
        byte[] bytes = new byte[20 * 30];
        new SplittableRandom(5).nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.max(-127, bytes[i]);
        }
        float[] scales = new float[20];
        for (int c = 0; c < 20; c++) {
            scales[c] = 0.01f * (c + 1);
        }
        Model before = whole(20, 30, scales, bytes);
        Model after = clustered(before, kind, 8, Scope.CHANNEL);
        assertEquals(tensor(before).quantization(), tensor(after).quantization());
        Set<Byte> values = new TreeSet<>();
        ByteBuffer constant = tensor(after).constant().orElseThrow();
        for (int i = 0; i < bytes.length; i++) {
            values.add(constant.get(i));
            assertTrue(Math.abs(constant.get(i) - bytes[i]) <= 127, "of the right sign, or 0");
        }
        assertTrue(values.size() <= 8 && values.size() >= 2, kind + ": " + values);
    }

    @Test
    void sixteenValuesAreNearerThanFour() {
        float[] real = random(4000, 6);
        double before = Double.POSITIVE_INFINITY;
        for (int values : new int[] {2, 4, 16, 64, 256}) {
            float[] weights = weights(clustered(dense(40, 100, real), Kind.KMEANS, values, Scope.CHANNEL));
            double error = 0;
            for (int i = 0; i < real.length; i++) {
                error += (real[i] - weights[i]) * (real[i] - weights[i]);
            }
            assertTrue(error < before, values + " values: " + error);
            before = error;
        }
        assertTrue(before / 4000 < 1e-3, "256 values are 8 bits: " + before);
    }

    @Test
    void refusesWeightsThatAreNoNumbers() {
        Model model = dense(1, 2, 1, Float.NaN);
        var e = assertThrows(IllegalArgumentException.class, () -> clustered(model, Kind.KMEANS, 4, Scope.TENSOR));
        assertTrue(e.getMessage().startsWith("weights must be finite: "), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Clustering(Kind.KMEANS, 1, Scope.TENSOR));
        assertThrows(IllegalArgumentException.class, () -> new Clustering(Kind.KMEANS, 257, Scope.TENSOR));
    }

    @Test
    void shortRealsAreTheNearestOfSixteenBits() {
        assertEquals(1, ShortReals.of(1));
        assertEquals(-3.140625f, ShortReals.of(-3.1415927f));      // 201 / 64: 8 binary digits
        assertEquals(0, ShortReals.of(0));
        SplittableRandom random = new SplittableRandom(11);
        for (int n = 0; n < 1000; n++) {
            float x = (float) ((random.nextDouble() - 0.5) * Math.exp(random.nextDouble(-20, 20)));
            assertEquals(0, Float.floatToRawIntBits(ShortReals.of(x)) & 0xFFFF);
            assertTrue(Math.abs(ShortReals.of(x) - x) <= Math.abs(x) / 256 * (1 + ROUNDING), "" + x);
        }
    }

    @Test
    void allLayersWithWeightsAreFound() {
        RandomNet net = new RandomNet(new Random(7), TensorType.FLOAT32);
        int x = net.tensor(1, 8, 4, 3);
        int conv = net.conv(x, RandomNet.Filter.of(3, Options.Padding.SAME), 5);
        int deep = net.depthwise(conv, RandomNet.Filter.of(3, Options.Padding.SAME), 1);
        Model model = net.model(x, net.dense(deep, 8 * 4 * 5, 6, 1, 6));
        List<WeightTensor> found = WeightTensor.of(model);
        assertEquals(List.of(5, 5, 6), found.stream().map(WeightTensor::channels).toList());
        assertEquals(List.of(3 * 1 * 3, 1, 160), found.stream().map(WeightTensor::inner).toList());
    }

    /** A layer that tells which of its four inputs is the largest, with inputs in which that is hard to see. */
    private static Examples examples(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> inputs = new ArrayList<>();
        int[] labels = new int[300];
        for (int n = 0; n < labels.length; n++) {
            float[] input = new float[12];
            labels[n] = random.nextInt(4);
            for (int i = 0; i < 12; i++) {
                input[i] = (float) random.nextDouble(-1, 1) + (i % 4 == labels[n] ? 0.7f : 0);
            }
            inputs.add(input);
        }
        return new Examples(inputs, Optional.of(labels));
    }

    private static double loss(Model model, Examples examples) {
        Trainable trainable = Trainable.of(model);
        List<float[]> outputs = Retraining.outputs(trainable, examples.inputs());
        double loss = 0;
        for (int n = 0; n < outputs.size(); n++) {
            double sum = 0;
            for (float logit : outputs.get(n)) {
                sum += Math.exp(logit);
            }
            loss += Math.log(sum) - outputs.get(n)[examples.labels().orElseThrow()[n]];
        }
        return loss / outputs.size();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void retrainedValuesLoseLess(Kind kind) {
        Model model = dense(4, 12, random(48, 8));
        Clustering clustering = new Clustering(kind, 4, Scope.CHANNEL);
        Map<Integer, Clustering> plan = Map.of(Clusters.tensors(model).get(0), clustering);
        Examples examples = examples(1);
        Model at = Clusters.of(model, plan);
        Model retrained = retrained(model, plan, examples);
        assertTrue(loss(retrained, examples) < 0.8 * loss(at, examples),
            kind + ": " + loss(at, examples) + " became " + loss(retrained, examples));
        assertTrue(different(relative(weights(retrained))).size() <= 4, kind + ": " + different(relative(weights(retrained))));
        assertArrayEquals(ModelWriter.bytes(retrained), ModelWriter.bytes(retrained(model, plan, examples)));
    }

    private static Model retrained(Model model, Map<Integer, Clustering> plan, Examples examples) {
        return Clusters.retrained(model, plan, examples, new RetrainingSettings(150, 16, 0.02, 1), Runnable::run, loss -> { });
    }

    /** By the largest of the row, to a thousandth. */
    private static float[] relative(float... weights) {
        float[] relative = weights.clone();
        for (int row = 0; row < 4; row++) {
            float largest = 0;
            for (int i = 0; i < 12; i++) {
                largest = Math.max(largest, Math.abs(weights[row * 12 + i]));
            }
            for (int i = 0; i < 12; i++) {
                relative[row * 12 + i] = Math.round(weights[row * 12 + i] / largest * 1000);
            }
        }
        return relative;
    }

    /** Two layers behind each other; the weights of one are of three values already. */
    @Test
    void theLayerThatBearsItIsFound() {
        Draft draft = Draft.of(dense(6, 12, random(72, 9)));
        float[] three = random(24, 10);
        for (int i = 0; i < three.length; i++) {
            three[i] = three[i] > 0.5 ? 1 : three[i] < -0.5 ? -1 : 0;
        }
        int weights = draft.constant("three", three, 4, 6);
        int y = draft.outputs().get(0);
        int z = draft.add("z", TensorType.FLOAT32, Optional.empty(), 1, 4);
        draft.add(OperatorCode.FULLY_CONNECTED, 1, new Options.FullyConnected(Options.Activation.NONE, false),
            List.of(y, weights), List.of(z));
        draft.outputs().set(0, z);
        Model model = draft.model();
        List<Integer> tensors = Clusters.tensors(model);
        List<float[]> inputs = examples(2).inputs();
        List<float[]> wanted = Retraining.outputs(Trainable.of(model), inputs);
        Clustering coarse = new Clustering(Kind.TERNARY, 3, Scope.TENSOR);
        Clustering fine = new Clustering(Kind.KMEANS, 256, Scope.TENSOR);
        Map<Integer, Clustering> plan = Bearing.plan(model, tensors, coarse, fine, each -> {
            double error = 0;
            List<float[]> outputs = Retraining.outputs(Trainable.of(each), inputs);
            for (int n = 0; n < outputs.size(); n++) {
                for (int k = 0; k < 4; k++) {
                    error += Math.abs(outputs.get(n)[k] - wanted.get(n)[k]);
                }
            }
            return -error / outputs.size();
        }, 1e-3);
        assertEquals(fine, plan.get(tensors.get(0)));
        assertEquals(coarse, plan.get(tensors.get(1)));
        assertNotEquals(tensors.get(0), tensors.get(1));
    }
}

package dev.pipit.framework.compression.retrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.Parameter;
import dev.pipit.framework.training.Pass;
import dev.pipit.testing.PublicData;

class TrainableTest {
    /** Additions of floats in another order are off by up to 2⁻²⁴ of their sum; a dozen layers by less than 2⁻¹⁴. */
    private static final double ROUNDING = 0x1p-14;

    private final SplittableRandom random = new SplittableRandom(1);

    private float[] input(int size) {
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = (float) (2 * random.nextDouble() - 1);
        }
        return numbers;
    }

    private static Interpreter prepared(Model model) throws IOException {
        return Interpreter.prepare(Model.read(ByteBuffer.wrap(ModelWriter.bytes(model)), "model"),
            Settings.standard().keepingAllTensors());
    }

    /** What the model computes before its softmax, and the network of it. */
    private static void assertSame(Interpreter interpreter, Model model, Trainable trainable, float[] input, double within) {
        interpreter.input(0).writeReals(input, 0);
        interpreter.invoke();
        float[] outputs = Retraining.outputs(trainable, List.of(input)).get(0);
        int tensor = model.main().outputs().get(0);
        if (trainable.ending() != Trainable.Ending.NONE) {
            tensor = model.main().operators().get(model.main().operators().size() - 1).inputs().get(0);
        }
        var view = interpreter.tensor(0, tensor).orElseThrow();
        double largest = 1;
        for (float output : outputs) {
            largest = Math.max(largest, Math.abs(output));
        }
        for (int i = 0; i < outputs.length; i++) {
            assertEquals(view.real(i), outputs[i], within * largest, "[" + i + "]");
        }
    }

    private static Model open(String file) throws IOException {
        return Model.load(PublicData.folder("models").resolve(file));
    }

    /** With weights of 8 bits as the real numbers that they stand for: an interpreter would round their inputs too. */
    private static Model real(Model model) {
        Draft draft = Draft.of(model);
        for (TensorInfo tensor : model.main().tensors()) {
            if (tensor.constant().isPresent() && tensor.type() == TensorType.INT8) {
                draft.setReals(tensor.index(), Reals.of(tensor), tensor.shape());
            }
        }
        return draft.model();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "mlperf_tiny/keyword_spotting/trained_models/kws_ref_model_float32.tflite",
        "mlperf_tiny/image_classification/trained_models/pretrainedResnet.tflite",
        "mlperf_tiny/anomaly_detection/trained_models/ad01_fp32.tflite",
        "imu/magic_wand_spells_float.tflite",
        "siliconlabs_mltk/keyword_spotting_alexa.float32.tflite"})
    void computesWhatAPublicModelComputes(String file) throws IOException {
        Model model = real(open(file));
        Trainable trainable = Trainable.of(model);
        Interpreter interpreter = prepared(model);
        for (int example = 0; example < 3; example++) {
            assertSame(interpreter, model, trainable, input(trainable.network().input().size()), ROUNDING);
        }
        assertArrayEquals(ModelWriter.bytes(Draft.of(model).model()), ModelWriter.bytes(trainable.model()), "written back");
    }

    /**
     * The network of an 8-bit model rounds where the model rounds. A product of the model and one of floats may fall on
     * two sides of a half: such steps of one are passed on, and become a few in the end.
     */
    @ParameterizedTest
    @CsvSource({
        "mlperf_tiny/keyword_spotting/trained_models/kws_ref_model.tflite, 4",
        "mlperf_tiny/image_classification/trained_models/pretrainedResnet_quant.tflite, 4",
        "mlperf_tiny/anomaly_detection/trained_models/ad01_int8.tflite, 4",
        "tflm/examples/hello_world/models/hello_world_int8.tflite, 2",
        "tflm/examples/micro_speech/models/micro_speech_quantized.tflite, 2"})
    void roundsWhereAPublicModelRounds(String file, int steps) throws IOException {
        Model model = open(file);
        Trainable trainable = Trainable.rounded(model);
        Interpreter interpreter = prepared(model);
        TensorInfo input = model.main().tensors().get(model.main().inputs().get(0));
        float range = 255 * input.quantization().orElseThrow().scale();
        float low = input.quantization().orElseThrow().scale() * (-128 - input.quantization().orElseThrow().zeroPoint());
        int last = model.main().operators().get(model.main().operators().size() - 1).inputs().get(0);
        TensorInfo output = model.main().tensors()
            .get(trainable.ending() == Trainable.Ending.NONE ? model.main().outputs().get(0) : last);
        for (int example = 0; example < 3; example++) {
            float[] numbers = new float[input.elements()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = low + range * (float) random.nextDouble();
            }
            interpreter.input(0).writeReals(numbers, 0);
            interpreter.invoke();
            float[] found = Retraining.outputs(trainable, List.of(numbers)).get(0);
            for (int i = 0; i < found.length; i++) {
                assertEquals(interpreter.tensor(0, output.index()).orElseThrow().real(i), found[i],
                    (steps + 0.1) * output.quantization().orElseThrow().scale(), "[" + i + "]");
            }
        }
        assertArrayEquals(ModelWriter.bytes(Draft.of(model).model()), ModelWriter.bytes(trainable.model()), "written back");
    }

    /** All operators with what only they have: paddings, orders, several filters a channel, shapes, activations. */
    private Model everything() {
        var graph = new FloatGraph(random);
        int x = graph.input(1, 14, 10, 2);
        int padded = graph.padded(x, new int[] {0, 0, 1, 2, 0, 1, 0, 0}, 1, 17, 11, 2);
        int first = graph.conv(padded, 3, 2, 2, 3, 2, Options.Padding.VALID, Options.Activation.RELU);
        int twice = graph.depthwise(first, 3, 6, 2, Options.Padding.SAME, Options.Activation.RELU6);
        int turned = graph.transposed(twice, 0, 2, 1, 3);
        int wide = graph.conv(turned, 2, 3, 6, 6, 1, Options.Padding.SAME, Options.Activation.NONE);
        int both = graph.sum(turned, wide, Options.Activation.RELU);
        int tanh = graph.function(OperatorCode.TANH, both);
        int logistic = graph.function(OperatorCode.LOGISTIC, both);
        int joined = graph.joined(tanh, logistic);
        int pooled = graph.pool(OperatorCode.MAX_POOL_2D, joined, 2, 1);
        int averaged = graph.pool(OperatorCode.AVERAGE_POOL_2D, pooled, 2, 1);
        int flat = graph.reshaped(averaged, 1, graph.size(averaged));
        int dense = graph.dense(flat, 7, Options.Activation.RELU);
        int mean = graph.mean(joined);
        int other = graph.dense(mean, 7, Options.Activation.NONE);
        int logits = graph.sum(dense, other, Options.Activation.NONE);
        return graph.model(graph.function(OperatorCode.SOFTMAX, logits));
    }

    @Test
    void allItsOperatorsComputeWhatTheInterpreterComputes() throws IOException {
        Model model = everything();
        Trainable trainable = Trainable.of(model);
        assertEquals(Trainable.Ending.PROBABILITIES, trainable.ending());
        Interpreter interpreter = prepared(model);
        for (int example = 0; example < 5; example++) {
            assertSame(interpreter, model, trainable, input(280), ROUNDING);
        }
    }

    @Test
    void aTensorInTheMiddleHasANodeToo() throws IOException {
        Model model = everything();
        Trainable trainable = Trainable.of(model);
        Interpreter interpreter = prepared(model);
        float[] input = input(280);
        interpreter.input(0).writeReals(input, 0);
        interpreter.invoke();
        Pass pass = trainable.network().pass(1);
        System.arraycopy(input, 0, pass.input(), 0, input.length);
        pass.forward(Layer.Mode.inference());
        int compared = 0;
        int last = model.main().outputs().get(0);
        for (TensorInfo tensor : model.main().tensors()) {
            if (tensor.constant().isEmpty() && tensor.index() != last) {
                float[] expected = new float[tensor.elements()];
                interpreter.tensor(0, tensor.index()).orElseThrow().readReals(expected, 0);
                assertArrayEquals(expected, pass.output(trainable.number(tensor.index())), 1e-4f, tensor.name());
                compared++;
            }
        }
        assertEquals(17, compared);
    }

    /**
     * Gradients of all parameters and of the input against differences of the output. Sums of floats limit a difference
     * over 2 · 2⁻⁹ to three digits, and a rectifier or a largest number that changes sides in between to less: two parts
     * in a hundred for at least 19 of 20 numbers.
     */
    @Test
    void itsGradientsAreThoseOfDifferences() {
        Trainable trainable = Trainable.of(everything());
        Pass pass = trainable.network().passToInput(2);
        System.arraycopy(input(560), 0, pass.input(), 0, 560);
        float[] weighting = input(14);
        loss(pass, trainable, weighting);
        System.arraycopy(weighting, 0, pass.gradient(trainable.output()), 0, weighting.length);
        pass.backward();
        List<float[]> gradients = new ArrayList<>();
        trainable.network().parameters().forEach(parameter -> gradients.add(new float[parameter.values().length]));
        pass.addGradients(gradients);
        List<float[]> values = new ArrayList<>(trainable.network().parameters().stream().map(Parameter::values).toList());
        values.add(pass.input());
        gradients.add(pass.gradient(0).clone());
        int wrong = 0;
        int all = 0;
        for (int p = 0; p < values.size(); p++) {
            for (int i = 0; i < values.get(p).length; i++) {
                float value = values.get(p)[i];
                values.get(p)[i] = value + 0x1p-9f;
                double more = loss(pass, trainable, weighting);
                values.get(p)[i] = value - 0x1p-9f;
                double less = loss(pass, trainable, weighting);
                values.get(p)[i] = value;
                double difference = (more - less) / 0x1p-8;
                wrong += Math.abs(difference - gradients.get(p)[i]) > 0.02 * (0.1 + Math.abs(difference)) ? 1 : 0;
                all++;
            }
        }
        assertTrue(wrong <= all / 20, wrong + " of " + all + " are wrong");
    }

    private static double loss(Pass pass, Trainable trainable, float... weighting) {
        pass.forward(Layer.Mode.inference());
        double loss = 0;
        for (int i = 0; i < weighting.length; i++) {
            loss += weighting[i] * pass.output(trainable.output())[i];
        }
        return loss;
    }

    @Test
    void changedWeightsAreWrittenBackToTheirPlaces() throws IOException {
        Trainable trainable = Trainable.of(everything());
        trainable.weights().forEach(weights -> {
            for (int i = 0; i < weights.parameter().values().length; i++) {
                weights.parameter().values()[i] += (float) (0.1 * random.nextDouble());
            }
        });
        Model model = trainable.model();
        assertSame(prepared(model), model, trainable, input(280), ROUNDING);
    }

    @Test
    void aBiasThatWasLearnedIsAddedWhereThereWasNone() throws IOException {
        var graph = new FloatGraph(random);
        Model model = graph.model(graph.denseWithoutBias(graph.input(1, 3), 2));
        Trainable trainable = Trainable.of(model);
        assertEquals(List.of(false, true), trainable.weights().stream().map(Weights::isBias).toList());
        trainable.weights().get(1).parameter().values()[1] = 5;
        assertSame(prepared(trainable.model()), trainable.model(), trainable, input(3), ROUNDING);
    }

    @Test
    void allThatCannotBeTrainedIsNamedAtOnce() {
        Draft draft = Draft.empty("odd");
        int x = draft.add("x", TensorType.FLOAT32, Optional.empty(), 1, 4);
        int y = draft.add("y", TensorType.FLOAT32, Optional.empty(), 1, 4);
        int z = draft.add("z", TensorType.FLOAT32, Optional.empty(), 1, 4);
        int u = draft.add("u", TensorType.FLOAT32, Optional.empty(), 1, 4);
        int v = draft.add("v", TensorType.FLOAT32, Optional.empty(), 1, 4);
        draft.add(OperatorCode.HARD_SWISH, 1, new Options.None(), List.of(x), List.of(y));
        draft.add(OperatorCode.SOFTMAX, 1, new Options.Softmax(1), List.of(y), List.of(z));
        draft.add(OperatorCode.RELU, 1, new Options.None(), List.of(z), List.of(u));
        draft.add(OperatorCode.ADD, 1, new Options.Arithmetic(Options.Activation.RELU_N1_TO_1, false), List.of(u, u), List.of(v));
        draft.inputs().add(x);
        draft.outputs().add(v);
        assertEquals("cannot be trained: operator 0 (HARD_SWISH), operator 1 (SOFTMAX: only at the end), "
            + "operator 3 (ADD: activation RELU_N1_TO_1)",
            assertThrows(IllegalArgumentException.class, () -> Trainable.of(draft.model())).getMessage());
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() {
        var graph = new FloatGraph(random);
        Model model = graph.model(graph.dense(graph.input(1, 3), 2, Options.Activation.NONE));
        Draft draft = Draft.of(model);
        draft.setReals(1, new float[] {1, 2, Float.NaN, 4, 5, 6}, 2, 3);
        String message = assertThrows(IllegalArgumentException.class, () -> Trainable.of(draft.model())).getMessage();
        assertTrue(message.startsWith("weights must be finite: FLOAT32[2, 3] "), message);
    }
}

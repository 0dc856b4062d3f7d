package dev.pipit.framework.compression.quantize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.compression.quantize.QuantizeSettings.Numbers;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

class QuantizerTest {
    private static final QuantizeSettings INT8 = QuantizeSettings.of(Numbers.INT8);

    private static Model quantized(Model model, QuantizeSettings settings) throws IOException {
        return Quantizer.quantize(model, Nets.examples(model, 64), settings);
    }

    private static double decibels(Model model, QuantizeSettings settings) throws IOException {
        List<float[]> examples = Nets.examples(model, 100);
        return Nets.decibels(Nets.outputs(quantized(model, settings), examples), Nets.outputs(model, examples));
    }

    /** A step of 1/256 of the range is a noise of about 6 · 8 + 1.8 dB below full scale; a few layers cost some 20 dB of it. */
    @Test
    void eightBitsKeepMostOfTheSignal() throws IOException {
        double decibels = decibels(Nets.convolutions(), INT8);
        assertTrue(decibels > 28, () -> "SNR " + decibels);
    }

    /** Weights of 8 bits are what is left of the noise: more than with 8 bits for activations, less than with 4 for weights. */
    @Test
    void moreBitsAreLessNoise() throws IOException {
        Model model = Nets.convolutions();
        double eight = decibels(model, INT8);
        assertTrue(decibels(model, QuantizeSettings.of(Numbers.INT16X8)) > eight + 3);
        double four = decibels(model, QuantizeSettings.of(Numbers.INT4).denseChannels(true));
        assertTrue(four < eight - 5 && four > 10, () -> "SNR " + four);
    }

    @ParameterizedTest
    @EnumSource(Numbers.class)
    void typesAreThoseOfTheSpecification(Numbers numbers) throws IOException {
        Model whole = quantized(Nets.convolutions(), QuantizeSettings.of(numbers));
        TensorType activations = numbers == Numbers.INT16X8 ? TensorType.INT16 : TensorType.INT8;
        for (Operator operator : whole.main().operators()) {
            assertEquals(activations, tensor(whole, operator.outputs().get(0)).type());
            Weighted.of(operator).ifPresent(layer -> {
                assertEquals(numbers == Numbers.INT4 ? TensorType.INT4 : TensorType.INT8, layer.weights(whole).type());
                TensorInfo bias = tensor(whole, layer.biasTensor().orElseThrow());
                assertEquals(numbers == Numbers.INT16X8 ? TensorType.INT64 : TensorType.INT32, bias.type());
                // bias = input scale × weight scale, for each channel
                Quantization weights = layer.weights(whole).quantization().orElseThrow();
                float input = tensor(whole, layer.inputTensor()).quantization().orElseThrow().scale();
                assertEquals(input * weights.scales()[0], bias.quantization().orElseThrow().scales()[0]);
                assertEquals(operator.code() != OperatorCode.FULLY_CONNECTED, weights.perAxis());
                assertArrayEquals(new int[weights.zeroPoints().length], weights.zeroPoints());
            });
        }
    }

    @Test
    void softmaxHasItsFixedScale() throws IOException {
        Model whole = quantized(Nets.convolutions(), INT8);
        Quantization out = tensor(whole, whole.main().outputs().get(0)).quantization().orElseThrow();
        assertEquals(1 / 256f, out.scale());
        assertEquals(-128, out.zeroPoint());
        Model wide = quantized(Nets.convolutions(), QuantizeSettings.of(Numbers.INT16X8));
        assertEquals(1 / 32768f, tensor(wide, wide.main().outputs().get(0)).quantization().orElseThrow().scale());
    }

    @Test
    void whatIsOnlyMovedKeepsItsScale() throws IOException {
        Model whole = quantized(Nets.convolutions(), INT8);
        for (Operator operator : whole.main().operators()) {
            if (operator.code() == OperatorCode.MAX_POOL_2D || operator.code() == OperatorCode.RESHAPE) {
                assertEquals(tensor(whole, operator.inputs().get(0)).quantization(),
                    tensor(whole, operator.outputs().get(0)).quantization());
            }
        }
    }

    @Test
    void anActivationGoesIntoTheLayerBeforeIt() throws IOException {
        Model whole = quantized(Nets.convolutions(), INT8);
        assertTrue(whole.main().operators().stream().noneMatch(operator -> operator.code() == OperatorCode.RELU));
        Operator first = whole.main().operators().get(0);
        assertEquals(Options.Activation.RELU, ((Options.Conv2d) first.options()).activation());
        assertEquals(-128, tensor(whole, first.outputs().get(0)).quantization().orElseThrow().zeroPoint());
    }

    /** tanh has a step of 1/128, logistic one of 1/256: before both lie in one tensor, they are brought to one scale. */
    @Test
    void scalesThatCannotBeOneAreTranslated() throws IOException {
        Model model = Nets.twoScales();
        Model whole = quantized(model, INT8);
        assertEquals(2, whole.main().operators().stream().filter(each -> each.code() == OperatorCode.QUANTIZE).count());
        List<float[]> examples = Nets.examples(model, 50);
        float[] is = Nets.outputs(whole, examples);
        float[] expected = Nets.outputs(model, examples);
        for (int i = 0; i < is.length; i++) {
            // half a step of the input (of some 7 / 255, where tanh has at most its slope of 1), one of tanh, one of both
            assertEquals(expected[i], is[i], 0.5 * 7 / 255 + 1 / 128.0 + 1 / 128.0);
        }
    }

    @Test
    void endsMayStayReal() throws IOException {
        Model model = Nets.dense();
        Model whole = quantized(model, INT8);
        Model real = quantized(model, INT8.realEnds(true));
        assertEquals(TensorType.FLOAT32, tensor(real, real.main().inputs().get(0)).type());
        assertEquals(TensorType.FLOAT32, tensor(real, real.main().outputs().get(0)).type());
        List<float[]> examples = Nets.examples(model, 20);
        assertArrayEquals(Nets.outputs(whole, examples), Nets.outputs(real, examples));
    }

    @Test
    void theSameInputGivesTheSameBytes() throws IOException {
        QuantizeSettings all = INT8.calibration(Calibration.ENTROPY).biasCorrection(true).equalize(true);
        assertArrayEquals(ModelWriter.bytes(quantized(Nets.convolutions(), all)), ModelWriter.bytes(quantized(Nets.convolutions(), all)));
    }

    /** All weights are made 0.4 steps too small, so that every mean is wrong; the correction puts the means right. */
    @Test
    void biasCorrectionTakesTheMeanErrorBack() throws IOException {
        Model model = Nets.dense();
        List<float[]> examples = Nets.examples(model, 128);
        examples.forEach(example -> {
            for (int i = 0; i < example.length; i++) {
                example[i] += 2;                                 // a mean, through which an error of weights shifts the output
            }
        });
        float[] expected = Nets.outputs(model, examples);
        QuantizeSettings four = QuantizeSettings.of(Numbers.INT4).denseChannels(true);
        double plain = meanError(Nets.outputs(Quantizer.quantize(model, examples, four), examples), expected);
        double corrected = meanError(Nets.outputs(Quantizer.quantize(model, examples, four.biasCorrection(true)), examples), expected);
        assertTrue(corrected < plain / 5, () -> "mean error " + corrected + ", without correction " + plain);
    }

    /** The largest mean error of an output. */
    private static double meanError(float[] is, float[] expected) {
        double[] sum = new double[Nets.CLASSES];
        for (int i = 0; i < is.length; i++) {
            sum[i % Nets.CLASSES] += is[i] - expected[i];
        }
        double largest = 0;
        for (double each : sum) {
            largest = Math.max(largest, Math.abs(each) / (is.length / (double) Nets.CLASSES));
        }
        return largest;
    }

    @Test
    void equalizationComputesTheSame() throws IOException {
        Model model = Nets.dense();
        List<float[]> examples = Nets.examples(model, 20);
        // 80 dB is below 1e-4 of the signal: a few roundings of floats
        assertTrue(Nets.decibels(Nets.outputs(Equalization.of(model), examples), Nets.outputs(model, examples)) > 80);
    }

    /** Channels of the first layer are up to 81 times as large as others, and it has one scale for all of them. */
    @Test
    void equalizationHelpsUnevenLayers() throws IOException {
        assertTrue(decibels(Nets.dense(), INT8.equalize(true)) > decibels(Nets.dense(), INT8) + 6);
    }

    @Test
    void aFloatTwinTakesBackTheScales() throws IOException {
        Model model = Nets.convolutions();
        Model twin = FloatTwin.of(quantized(model, INT8));
        assertTrue(twin.main().tensors().stream().noneMatch(each -> each.quantization().isPresent()));
        List<float[]> examples = Nets.examples(model, 50);
        double twins = Nets.decibels(Nets.outputs(twin, examples), Nets.outputs(model, examples));
        assertTrue(twins > decibels(model, INT8), () -> "only the weights are rounded: " + twins);
        assertArrayEquals(Nets.outputs(twin, examples),
            Nets.outputs(FloatTwin.of(quantized(model, INT8.realEnds(true))), examples));
    }

    /** Eleven bits of a fraction are 6 · 11 dB; some are lost from layer to layer. */
    @Test
    void halvesAreStoredInHalfTheBytes() throws IOException {
        Model model = Nets.convolutions();
        Model half = HalfStorage.of(model);
        List<float[]> examples = Nets.examples(model, 50);
        assertTrue(Nets.decibels(Nets.outputs(half, examples), Nets.outputs(model, examples)) > 55);
        assertTrue(constants(half) < 0.55 * constants(model));                  // biases, and the shape of RESHAPE, stay
        assertArrayEquals(Nets.outputs(half, examples), Nets.outputs(FloatTwin.of(half), examples));
    }

    private static long constants(Model model) {
        return model.main().tensors().stream().filter(each -> each.constant().isPresent()).mapToLong(TensorInfo::bytes).sum();
    }

    @Test
    void refusesAnEmptySet() throws IOException {
        Model model = Nets.dense();
        assertEquals("there must be at least one example to calibrate on: examples=0",
            assertThrows(IllegalArgumentException.class, () -> Quantizer.quantize(model, List.of(), INT8)).getMessage());
    }

    @Test
    void refusesExamplesOfAnotherSize() throws IOException {
        Model model = Nets.dense();
        assertEquals("examples must have as many numbers as the input: numbers=3, input=12",
            assertThrows(IllegalArgumentException.class,
                () -> Quantizer.quantize(model, List.of(new float[3]), INT8)).getMessage());
    }

    @Test
    void refusesWeightsThatAreNoNumbers() throws IOException {
        Draft draft = Draft.of(Nets.dense());
        TensorInfo weights = draft.tensor(1);
        float[] values = Reals.of(weights);
        values[7] = Float.NaN;
        draft.setReals(1, values, weights.shape());
        String message = assertThrows(IllegalArgumentException.class,
            () -> Quantizer.quantize(draft.model(), List.of(new float[12]), INT8)).getMessage();
        assertTrue(message.endsWith("weights must be finite numbers: tensor 1 (" + weights.name() + ") has NaN at 7"), message);
    }

    @Test
    void namesAllOperatorsThatCannotBeQuantized() throws IOException {
        Nets nets = new Nets();
        int in = nets.tensor(1, 4);
        int floor = nets.tensor(1, 4);
        int cosine = nets.tensor(1, 4);
        nets.draft.add(OperatorCode.FLOOR, 1, new Options.None(), List.of(in), List.of(floor));
        nets.draft.add(OperatorCode.COS, 1, new Options.None(), List.of(floor), List.of(cosine));
        Model model = nets.model(in, cosine);
        assertEquals("random.tflite: operators that cannot be quantized: FLOOR (operator 0), COS (operator 1)",
            assertThrows(IllegalArgumentException.class,
                () -> Quantizer.quantize(model, List.of(new float[4]), INT8)).getMessage());
    }

    /** HARD_SWISH has no version of 16 bits. */
    @Test
    void namesOperatorsThatDoNotTakeTheseNumbers() throws IOException {
        Nets nets = new Nets();
        int in = nets.tensor(1, 4);
        int out = nets.tensor(1, 4);
        nets.draft.add(OperatorCode.HARD_SWISH, 1, new Options.None(), List.of(in), List.of(out));
        Model model = nets.model(in, out);
        assertEquals("random.tflite: operators that cannot run as INT16X8: HARD_SWISH",
            assertThrows(IllegalArgumentException.class,
                () -> Quantizer.quantize(model, List.of(new float[4]), QuantizeSettings.of(Numbers.INT16X8))).getMessage());
    }

    /** A channel without weights has but its bias, which must not be lost: weights of 0 say nothing about its steps. */
    @Test
    void aDeadChannelKeepsItsBias() {
        var layout = RoundedWeights.Layout.of(new int[] {2, 3}, 0, true);
        float[] biases = {40, 0.5f};
        var rounded = RoundedWeights.of(new float[] {0, 0, 0, 1, 2, -3}, layout, biases, 0.01f, 8);
        float step = rounded.biasQuantization(0.01f).scales()[0];
        assertEquals(40, rounded.biasBytes(biases, 0.01f, false).getInt(0) * step, 1e-3);
        assertArrayEquals(new byte[] {0, 0, 0, 42, 85, -127}, rounded.values());           // 127/3 = 42.3, 254/3 = 84.7
    }

    private static TensorInfo tensor(Model model, int tensor) {
        return model.main().tensors().get(tensor);
    }

    @Test
    void aConstantThatIsAddedHasItsOwnScale() throws IOException {
        Nets nets = new Nets();
        int in = nets.tensor(1, 4);
        int out = nets.tensor(1, 4);
        nets.draft.add(OperatorCode.ADD, 1, new Options.Arithmetic(Options.Activation.NONE, false),
            List.of(in, nets.draft.constant("offset", new float[] {100, 50, -25, 0}, 1, 4)), List.of(out));
        Model whole = quantized(nets.model(in, out), INT8);
        Optional<TensorInfo> offset = whole.main().tensors().stream().filter(each -> each.name().equals("offset")).findFirst();
        assertEquals(125f / 255, offset.orElseThrow().quantization().orElseThrow().scale());
    }
}

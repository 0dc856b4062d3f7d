package dev.pipit.framework.training.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.KernelSet;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.training.Activation;
import dev.pipit.framework.training.Add;
import dev.pipit.framework.training.AveragePool;
import dev.pipit.framework.training.BatchNorm;
import dev.pipit.framework.training.Concatenate;
import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Depthwise;
import dev.pipit.framework.training.Dropout;
import dev.pipit.framework.training.GlobalMean;
import dev.pipit.framework.training.Gru;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.MaxPool;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Padding;
import dev.pipit.framework.training.Pass;
import dev.pipit.framework.training.Quantized;
import dev.pipit.framework.training.Rearrangement;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.Window;
import dev.pipit.framework.training.integer.Scale;

/** What an interpreter computes from an exported model is what a pass computes in inference. */
class FloatExportTest {
    /**
     * Sums of up to some hundred products of numbers of about 1, in another order and with weights that were folded: each
     * addition is off by up to 2⁻²⁴ of the sum, a few layers behind each other by less than 2⁻¹⁵ of what they compute.
     */
    private static final double ROUNDING = 0x1p-15;
    private static final int EXAMPLES = 3;

    private final SplittableRandom random = new SplittableRandom(5);

    private float[] normal(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) * 2;
        }
        return numbers;
    }

    /** Lets batch normalisation see some examples, so that it has something to fold. */
    private Network settled(Network network) {
        Pass pass = network.pass(4);
        for (int i = 0; i < 40; i++) {
            float[] input = normal(pass.input().length);
            System.arraycopy(input, 0, pass.input(), 0, input.length);
            pass.forward(new Layer.Mode(true, random));
            pass.settle();
        }
        network.parameters().forEach(parameter -> {
            for (int i = 0; i < parameter.values().length; i++) {
                parameter.values()[i] += (float) (0.2 * random.nextDouble());
            }
        });
        return network;
    }

    private void check(Network network, Network exported, Model model, List<Integer> outputs) throws ModelFormatException {
        Interpreter interpreter = TfliteExportTest.prepared(model, KernelSet.REFERENCE);
        Pass pass = network.pass(EXAMPLES);
        float[] input = normal(pass.input().length);
        System.arraycopy(input, 0, pass.input(), 0, input.length);
        pass.forward(Layer.Mode.inference());
        for (int example = 0; example < EXAMPLES; example++) {
            interpreter.input(0).writeReals(input, example * network.input().size());
            interpreter.invoke();
            for (int k = 0; k < outputs.size(); k++) {
                int size = network.shape(outputs.get(k)).size();
                float[] expected = pass.output(outputs.get(k));
                double largest = 1;
                for (float each : expected) {
                    largest = Math.max(largest, Math.abs(each));
                }
                assertEquals(size, interpreter.output(k).elements());
                for (int i = 0; i < size; i++) {
                    assertEquals(expected[example * size + i], interpreter.output(k).real(i), ROUNDING * largest,
                        "output " + k + " [" + i + "] of " + exported.nodes());
                }
            }
        }
    }

    private void check(Network network) throws ModelFormatException {
        settled(network);
        List<Integer> last = List.of(network.last());
        check(network, network, FloatExport.whole(network, last, "a test"), last);
    }

    @ParameterizedTest
    @CsvSource({"5, 1, 1, VALID", "5, 3, 1, CAUSAL", "2, 3, 1, CAUSAL", "3, 1, 2, CAUSAL", "3, 2, 1, SAME", "3, 1, 2, SAME"})
    void filtersInTime(int rows, int stride, int dilation, Padding padding) throws ModelFormatException {
        Window window = new Window(rows, 1, stride, 1, dilation, padding);
        Network.Builder network = Network.of(Shape.rows(13, 4));
        network.add("first", new Convolution(window, 4, 6, random));
        network.add("time", new Depthwise(new Window(2, 1, 1, 1, dilation, Padding.CAUSAL), 6, random));
        check(network.build());
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 1, SAME", "3, 2, 2, SAME", "4, 2, 2, VALID", "2, 3, 1, CAUSAL"})
    void filtersAndPoolsOfImages(int rows, int columns, int stride, Padding padding) throws ModelFormatException {
        Window window = Window.over(rows, columns, stride, padding);
        Network.Builder network = Network.of(new Shape(15, 9, 2));
        network.add("one", new Convolution(window, 2, 3, random));
        network.add("two", new Depthwise(Window.over(rows, 1, 1, padding), 3, random));
        network.add("most", new MaxPool(Window.over(2, 2, 1, padding)));
        network.add("mean", new AveragePool(Window.over(2, 1, stride, padding)));
        check(network.build());
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "4, 2", "4, 4", "2, 3"})
    void poolsThatLookBackOnlyDoNotCountWhatIsBeforeTheFirstRow(int rows, int stride) throws ModelFormatException {
        Network.Builder network = Network.of(Shape.rows(12, 3));
        int first = network.add("first", new Convolution(Window.pointwise(), 3, 3, random));
        int mean = network.add("mean", new AveragePool(Window.causal(rows, stride)), first);
        int most = network.add("most", new MaxPool(Window.causal(rows, stride)), first);
        network.add("sum", new Add(), mean, most);
        network.add("rectified", Activation.RELU);
        check(network.build());
    }

    @ParameterizedTest
    @EnumSource
    void activations(Activation activation) throws ModelFormatException {
        Network.Builder network = Network.of(Shape.rows(5, 3));
        int first = network.add("first", new Convolution(Window.causal(2), 3, 4, random));
        network.add("norm", new BatchNorm(4));
        int one = network.add("activation", activation);
        int sum = network.add("sum", new Add(), first, one);
        int again = network.add("again", activation);
        network.add("both", new Concatenate(), again, sum, one);
        check(network.build());
    }

    @Test
    void normalisationIsFoldedWhereItAloneReadsALayerAndElseALayerOfItsOwn() throws ModelFormatException {
        Network.Builder network = Network.of(Shape.rows(6, 3));
        network.add("before", new BatchNorm(3));
        int start = network.add("first", new Convolution(Window.pointwise(), 3, 4, random));
        network.add("first.norm", new BatchNorm(4));
        network.add("first.relu", Activation.RELU6);
        network.add("drop", Dropout.ofNumbers(0.5));
        network.add("time", new Depthwise(Window.causal(3), 4, random));
        int end = network.add("time.norm", new BatchNorm(4));
        int sum = network.add("sum", new Add(), start, end);
        assertEquals(8, sum);
        network.add("mean", new GlobalMean());
        network.add("list", Rearrangement.reshaped(new Shape(2, 2, 1)));
        network.add("logits", Convolution.dense(new Shape(2, 2, 1), 5, random));
        check(network.build());
    }

    @Test
    void theRoundingOfATwinIsLeftOut() throws ModelFormatException {
        Network.Builder builder = Network.of(Shape.rows(8, 3));
        builder.add("first", new Convolution(Window.causal(3, 2), 3, 6, random));
        builder.add("norm", new BatchNorm(6));
        builder.add("relu", Activation.RELU);
        builder.add("logit", new Convolution(Window.pointwise(), 6, 2, random));
        int score = builder.add("score", Activation.SIGMOID);
        Network network = settled(builder.build());
        Quantized quantized = Quantized.of(network, new Scale(1f / 32, 0));
        Model model = FloatExport.whole(quantized.network(), List.of(quantized.number(score)), "twin");
        check(network, quantized.network(), model, List.of(score));
        assertEquals(List.of("PAD", "CONV_2D", "CONV_2D", "LOGISTIC"),
            model.main().operators().stream().map(Operator::name).toList());
    }

    @Test
    void severalOutputsAndWhatTheyDoNotNeedIsLeftOut() throws ModelFormatException {
        Network.Builder builder = Network.of(Shape.rows(8, 3));
        int first = builder.add("first", new Convolution(Window.pointwise(), 3, 2, random));
        int relu = builder.add("relu", Activation.RELU);
        int other = builder.add("other", Activation.TANH, first);
        builder.add("last", new Add(), relu, other);
        Network network = builder.build();
        Model model = FloatExport.whole(network, List.of(other, first), "two");
        check(network, network, model, List.of(other, first));
        assertEquals(2, model.main().operators().size());
    }

    @Test
    void aClassifierGivesTheProbabilitiesOfItsLogits() throws ModelFormatException {
        Network.Builder builder = Network.of(Shape.list(3));
        builder.add("logits", Convolution.dense(Shape.list(3), 3, random));
        Network network = builder.build();
        network.parameters().get(0).values()[0] = 0;
        for (int i = 0; i < 9; i++) {
            network.parameters().get(0).values()[i] = i % 4 == 0 ? 1 : 0;
        }
        Interpreter interpreter = TfliteExportTest.prepared(FloatExport.classifier(network, "three"), KernelSet.REFERENCE);
        interpreter.input(0).writeReals(new float[] {0, (float) Math.log(2), (float) Math.log(5)}, 0);
        interpreter.invoke();
        float[] scores = new float[3];
        interpreter.output(0).readReals(scores, 0);
        assertArrayEquals(new float[] {1f / 8, 2f / 8, 5f / 8}, scores, 1e-6f);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 1", "5, 2"})
    void recurrentUnitsRowByRow(int rows, int width) throws ModelFormatException {
        Network.Builder network = Network.of(new Shape(rows, width, 3));
        network.add("states", new Gru(3 * width, 4, random));
        network.add("again", new Gru(4, 5, random));
        check(network.build());
    }

    @Test
    void allLayersWithoutAnOperatorAreNamedAtOnce() {
        Network.Builder network = Network.of(Shape.rows(4, 3));
        network.add("turned", new Rearrangement(Shape.list(2), 1, 0));
        network.add("again", new Rearrangement(Shape.list(2), 1, 0));
        Network built = network.build();
        assertEquals("no operator does this: turned (Rearrangement), again (Rearrangement); use convolutions, pools, "
            + "sums and activations instead", assertThrows(IllegalArgumentException.class,
                () -> FloatExport.whole(built, List.of(2), "")).getMessage());
    }
}

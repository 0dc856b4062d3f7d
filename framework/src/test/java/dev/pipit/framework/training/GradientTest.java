package dev.pipit.framework.training;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each layer behind a convolution, whose gradients are those of the layer's input. */
class GradientTest {
    private final SplittableRandom random = new SplittableRandom(2);

    @ParameterizedTest
    @CsvSource({"1, 1, 1, VALID", "5, 3, 1, CAUSAL", "2, 3, 1, CAUSAL", "3, 1, 2, CAUSAL", "3, 2, 1, SAME", "4, 1, 1, VALID"})
    void convolutionInTime(int rows, int stride, int dilation, Padding padding) {
        check(Shape.rows(12, 3), new Convolution(new Window(rows, 1, stride, 1, dilation, padding), 5, 4, random));
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 1, SAME", "3, 2, 2, SAME", "4, 2, 2, VALID", "2, 3, 1, CAUSAL"})
    void convolutionOfAnImage(int rows, int columns, int stride, Padding padding) {
        check(new Shape(9, 5, 2), new Convolution(Window.over(rows, columns, stride, padding), 5, 3, random));
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 1, 1, CAUSAL", "3, 3, 1, 1, SAME", "3, 3, 2, 1, SAME", "5, 1, 1, 2, CAUSAL", "2, 2, 2, 1, VALID"})
    void depthwise(int rows, int columns, int stride, int dilation, Padding padding) {
        check(new Shape(10, columns == 1 ? 1 : 5, 2),
            new Depthwise(new Window(rows, columns, stride, stride, dilation, padding), 5, random));
    }

    @Test
    void batchNorm() {
        check(Shape.rows(6, 3), new BatchNorm(5));
    }

    @ParameterizedTest
    @EnumSource
    void activation(Activation activation) {
        check(Shape.rows(4, 3), activation);
    }

    @Test
    void theSumOfTwoWays() {
        Network.Builder network = Network.of(Shape.rows(8, 3));
        int start = network.add("first", new Convolution(Window.pointwise(), 3, 5, random));
        network.add("middle", new Depthwise(Window.causal(3), 5, random));
        int end = network.add("tanh", Activation.TANH);
        network.add("sum", new Add(), start, end);
        GradientCheck.check(network.build(), 3);
    }

    @Test
    void dense() {
        check(new Shape(4, 3, 2), Convolution.dense(new Shape(4, 3, 5), 6, random));
    }

    @Test
    void channelsOfSeveralInputs() {
        Network.Builder network = Network.of(Shape.rows(6, 3));
        int start = network.add("first", new Convolution(Window.pointwise(), 3, 5, random));
        int other = network.add("second", new Convolution(Window.pointwise(), 5, 2, random));
        network.add("both", new Concatenate(), other, start, other);
        GradientCheck.check(network.build(), 3);
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 1, SAME", "3, 2, 2, SAME", "2, 2, 2, VALID", "4, 1, 1, CAUSAL", "4, 1, 2, CAUSAL"})
    void averages(int rows, int columns, int stride, Padding padding) {
        check(new Shape(9, columns == 1 ? 1 : 5, 2), new AveragePool(Window.over(rows, columns, stride, padding)));
    }

    @Test
    void globalMean() {
        check(new Shape(4, 3, 2), new GlobalMean());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dropout(boolean channels) {
        check(new Shape(4, 3, 2), new Dropout(0.4, channels));
    }

    @Test
    void gru() {
        check(new Shape(7, 2, 3), new Gru(10, 4, random));
    }

    private void check(Shape input, Layer layer) {
        Network.Builder network = Network.of(input);
        network.add("first", new Convolution(Window.pointwise(), input.channels(), 5, random));
        network.add("layer", layer);
        GradientCheck.check(network.build(), 3);
    }
}

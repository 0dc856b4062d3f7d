package dev.pipit.framework.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.tflite.Options.Padding;

/**
 * A field read under a wrong number shows here: the converter wrote the shapes of all tensors, and they follow from the
 * options by the rules of the operators.
 */
class PublicOptionsTest {
    private final Map<OperatorCode, Integer> checked = new EnumMap<>(OperatorCode.class);

    @ParameterizedTest
    @ValueSource(strings = {"golden", "models"})
    void readsOptionsThatExplainTheShapes(String kind) throws IOException {
        for (Path file : PublicModelsTest.models(kind)) {
            for (Subgraph subgraph : Model.load(file).subgraphs()) {
                for (Operator operator : subgraph.operators()) {
                    check(operator, subgraph, file + ": operator " + operator.index() + " " + operator.options());
                }
            }
        }
        List.of(OperatorCode.CONV_2D, OperatorCode.DEPTHWISE_CONV_2D, OperatorCode.AVERAGE_POOL_2D,
            OperatorCode.CONCATENATION, OperatorCode.STRIDED_SLICE, OperatorCode.FULLY_CONNECTED)
            .forEach(code -> assertTrue(checked.containsKey(code), code + " in " + checked));
    }

    private void check(Operator operator, Subgraph subgraph, String message) {
        List<TensorInfo> tensors = subgraph.tensors();
        if (operator.inputs().isEmpty() || operator.outputs().isEmpty()) {
            return;
        }
        int[] in = tensors.get(operator.inputs().get(0)).shape();
        int[] out = tensors.get(operator.outputs().get(0)).shape();
        Options options = operator.options();
        if (options instanceof Options.Conv2d o) {
            int[] weights = tensors.get(operator.inputs().get(1)).shape();
            assertEquals(extent(in[1], weights[1], o.strideHeight(), o.dilationHeight(), o.padding()), out[1], message);
            assertEquals(extent(in[2], weights[2], o.strideWidth(), o.dilationWidth(), o.padding()), out[2], message);
        } else if (options instanceof Options.DepthwiseConv2d o) {
            int[] weights = tensors.get(operator.inputs().get(1)).shape();
            assertEquals(extent(in[1], weights[1], o.strideHeight(), o.dilationHeight(), o.padding()), out[1], message);
            assertEquals(extent(in[2], weights[2], o.strideWidth(), o.dilationWidth(), o.padding()), out[2], message);
            assertEquals(in[3] * o.depthMultiplier(), out[3], message);
        } else if (options instanceof Options.Pool2d o) {
            assertEquals(extent(in[1], o.filterHeight(), o.strideHeight(), 1, o.padding()), out[1], message);
            assertEquals(extent(in[2], o.filterWidth(), o.strideWidth(), 1, o.padding()), out[2], message);
        } else if (options instanceof Options.TransposeConv o) {
            int[] weights = tensors.get(operator.inputs().get(1)).shape();
            assertEquals(extent(out[1], weights[1], o.strideHeight(), 1, o.padding()),
                tensors.get(operator.inputs().get(2)).shape()[1], message);        // the other way round
        } else if (options instanceof Options.Concatenation o) {
            int axis = Math.floorMod(o.axis(), in.length);
            int sum = operator.inputs().stream().mapToInt(tensor -> tensors.get(tensor).shape()[axis]).sum();
            assertEquals(sum, out[axis], message);
        } else if (options instanceof Options.StridedSlice o) {
            int added = Integer.bitCount(o.newAxisMask());
            assertEquals(in.length - Integer.bitCount(o.shrinkAxisMask()) + added, out.length, message);
        } else if (options instanceof Options.FullyConnected o) {
            assertTrue(!o.keepDimensions() || in.length == out.length, message);
        } else if (options instanceof Options.Split o) {
            assertEquals(o.parts(), operator.outputs().size(), message);
        } else if (options instanceof Options.Pack o) {
            assertEquals(o.values(), operator.inputs().size(), message);
        } else if (options instanceof Options.Reduce o) {
            assertEquals(o.keepDimensions(), in.length == out.length, message);
        } else if (options instanceof Options.Reshape o && !o.shape().isEmpty()) {
            int fixed = o.shape().stream().filter(extent -> extent > 0).reduce(1, (a, b) -> a * b);
            assertEquals(0, tensors.get(operator.inputs().get(0)).elements() % fixed, message);
        } else {
            return;
        }
        checked.merge(operator.code(), 1, Integer::sum);
    }

    private static int extent(int in, int filter, int stride, int dilation, Padding padding) {
        int usable = padding == Padding.SAME ? in : in - (filter - 1) * dilation;
        return (usable + stride - 1) / stride;
    }
}

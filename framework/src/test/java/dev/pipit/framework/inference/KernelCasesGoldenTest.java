package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import dev.pipit.framework.inference.kernel.SlidingAxis;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.PublicData;

/** Operators alone, on the numbers with which CMSIS-NN is tested: equal in every bit. */
class KernelCasesGoldenTest {
    /**
     * What cannot be run. The files keep an older and a newer version of a case under one name, and what both have,
     * input, shifts, offsets and sizes, they keep once: where neither version is whole, nothing can be compared. Of the
     * convolutions every combination of weights, biases, multipliers and outputs was tried: only conv_5_int4 has one that
     * agrees, whose output is −88 throughout and proves nothing. The two LSTMs, with all arrays of the newer version,
     * differ from the first output on.
     */
    private static final Pattern NOT_WHOLE = Pattern.compile("conv_(1_x_n_1|1_x_n_4|2x2_dilation_5x5_input|2x3_dilation|"
        + "3x3_dilation_5x5_input|4|5|dilation_golden)_int4|kernel1x1_(int4_2|int4_3|stride_x_int4|stride_x_y_int4)|"
        + "lstm_(2|one_time_step)");
    /** Sizes and order of dimensions are not in the file. */
    private static final Pattern WITHOUT_SHAPE = Pattern.compile("transpose_(?!conv).*");

    private static final List<String> GATES = List.of("INPUT_GATE", "FORGET_GATE", "CELL_GATE", "OUTPUT_GATE");

    @TestFactory
    Stream<DynamicTest> everyOutputIsThatOfTheCase() throws IOException {
        return KernelCase.all(PublicData.folder("cmsis_nn")).stream().filter(KernelCasesGoldenTest::runs)
            .map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
    }

    private static boolean runs(KernelCase c) {
        boolean real = c.name().contains("f32");
        boolean net = c.name().startsWith("ds_cnn");
        return !real && !net && !NOT_WHOLE.matcher(c.name()).matches() && !WITHOUT_SHAPE.matcher(c.name()).matches();
    }

    private static void check(KernelCase c) throws ModelFormatException {
        String name = c.name();
        if (name.startsWith("add")) {
            add(c);
        } else if (name.startsWith("avgpool") || name.startsWith("maxpool")) {
            pool(c);
        } else if (name.startsWith("maximum") || name.startsWith("minimum")) {
            extreme(c);
        } else if (name.startsWith("batch_matmul")) {
            batchMatmul(c);
        } else if (name.startsWith("pad")) {
            pad(c);
        } else if (name.startsWith("svdf")) {
            svdf(c);
        } else if (name.startsWith("softmax")) {
            softmax(c);
        } else if (name.startsWith("lstm")) {
            lstm(c);
        } else if (name.startsWith("fc") || name.startsWith("fully")) {
            fullyConnected(c);
        } else if (name.contains("transpose_conv")) {
            transposeConv(c);
        } else {
            convolution(c);
        }
    }

    private static void add(KernelCase c) throws ModelFormatException {
        TensorType type = c.array("output_ref").tensorType();
        int size = c.number("DST_SIZE");
        // all three multipliers are 1/2 but for the spare bits: equal scales in, twice as much out
        assertEquals(1 << 30, c.number("INPUT1_MULT"));
        assertEquals(1 << 30, c.number("INPUT2_MULT"));
        assertEquals(1 << 30, c.number("OUTPUT_MULT"));
        assertEquals(1 - c.number("LEFT_SHIFT"), c.number("OUTPUT_SHIFT"));
        int[] output = OneOperator.of(OperatorCode.ADD, new Options.Arithmetic(Activation.NONE, false))
            .input(Spec.scaled(type, 1, -c.number("INPUT1_OFFSET"), size))
            .input(Spec.scaled(type, 1, -c.number("INPUT2_OFFSET"), size))
            .output(Spec.scaled(type, 2, c.number("OUTPUT_OFFSET"), size))
            .run(c.array("input1").whole(), c.array("input2").whole());
        assertArrayEquals(c.array("output_ref").whole(), output);
    }

    private static void pool(KernelCase c) throws ModelFormatException {
        TensorType type = c.array("input_tensor").tensorType();
        int channels = c.number("INPUT_C");
        int batches = c.number("BATCH_SIZE");
        Padding padding = padding(axis(c, "H", "FILTER_H", "STRIDE_H"), axis(c, "W", "FILTER_W", "STRIDE_W"));
        OperatorCode code = c.name().startsWith("avg") ? OperatorCode.AVERAGE_POOL_2D : OperatorCode.MAX_POOL_2D;
        int[] output = OneOperator.of(code, new Options.Pool2d(padding, c.number("STRIDE_W"), c.number("STRIDE_H"),
                c.number("FILTER_W"), c.number("FILTER_H"), Activation.NONE))
            .input(Spec.scaled(type, 1, 0, batches, c.number("INPUT_H"), c.number("INPUT_W"), channels))
            .output(Spec.scaled(type, 1, 0, batches, c.number("OUTPUT_H"), c.number("OUTPUT_W"), channels))
            .run(c.array("input_tensor").whole());
        assertArrayEquals(c.array("output").whole(),
            clamped(output, c.number("ACTIVATION_MIN"), c.number("ACTIVATION_MAX")));
    }

    private static SlidingAxis axis(KernelCase c, String extent, String filter, String stride) {
        return new SlidingAxis(c.number("INPUT_" + extent), c.number("OUTPUT_" + extent), c.number(filter),
            c.number(stride), 1, c.number("PADDING_" + extent));
    }

    /** The padding that leads to two axes. */
    private static Padding padding(SlidingAxis rows, SlidingAxis columns) {
        for (Padding padding : Padding.values()) {
            if (follows(rows, padding) && follows(columns, padding)) {
                return padding;
            }
        }
        throw new AssertionError("no padding leads to " + rows + " and " + columns);
    }

    private static boolean follows(SlidingAxis axis, Padding padding) {
        return SlidingAxis.of(axis.in(), axis.filter(), axis.stride(), axis.dilation(), padding).equals(axis);
    }

    private static void pad(KernelCase c) throws ModelFormatException {
        int[] in = new int[4];
        int[] out = new int[4];
        double[] paddings = new double[8];
        for (int axis = 0; axis < 4; axis++) {
            char letter = "NHWC".charAt(axis);
            in[axis] = c.number("INPUT_" + letter);
            paddings[2 * axis] = c.number("PRE_PAD_" + letter);
            paddings[2 * axis + 1] = c.number("POST_PAD_" + letter);
            out[axis] = in[axis] + (int) (paddings[2 * axis] + paddings[2 * axis + 1]);
        }
        int[] output = OneOperator.of(OperatorCode.PAD, new Options.None())
            .input(Spec.scaled(TensorType.INT8, 1, c.number("PAD_VALUE"), in))
            .constant(Spec.of(TensorType.INT32, 4, 2), paddings)
            .output(Spec.scaled(TensorType.INT8, 1, c.number("PAD_VALUE"), out))
            .run(c.array("input_tensor").whole());
        assertArrayEquals(c.array("output").whole(), output);
    }

    private static void svdf(KernelCase c) throws ModelFormatException {
        int batches = c.number("INPUT_BATCHES");
        int inputs = c.number("INPUT_SIZE");
        int filters = c.number("FEATURE_BATCHES");
        int memory = c.number("TIME_BATCHES");
        int units = filters / c.number("RANK");
        TensorType state = c.array("state").tensorType();
        float[] toState = Scales.quotient(c.number("MULTIPLIER_IN"), c.number("SHIFT_1"));
        float[] toOutput = Scales.quotient(c.number("MULTIPLIER_OUT"), c.number("SHIFT_2"));
        Interpreter interpreter = OneOperator.of(OperatorCode.SVDF, new Options.Svdf(c.number("RANK"), Activation.NONE))
            .input(Spec.scaled(TensorType.INT8, 1, c.number("INPUT_OFFSET"), batches, inputs))
            .constant(Spec.scaled(TensorType.INT8, toState[0], 0, filters, inputs), c.array("weights_feature").values())
            .constant(Spec.scaled(state, toOutput[0] * toState[1], 0, filters, memory), c.array("weights_time").values())
            .constant(Spec.of(TensorType.INT32, units), c.array("biases").values())
            .variable(Spec.scaled(state, toState[1], 0, batches, filters * memory))
            .output(Spec.scaled(TensorType.INT8, toOutput[1], c.number("OUTPUT_OFFSET"), batches, units)).prepare();
        int[] sequence = c.array("input_sequence").whole();
        int[] output = null;
        for (int from = 0; from < sequence.length; from += batches * inputs) {
            output = OneOperator.run(interpreter, Arrays.copyOfRange(sequence, from, from + batches * inputs));
        }
        assertArrayEquals(c.array("output_ref").whole(), output);
    }

    private static void fullyConnected(KernelCase c) throws ModelFormatException {
        int depth = c.number("ACCUMULATION_DEPTH");
        int channels = c.number("OUT_CH");
        int batches = c.number("INPUT_BATCHES");
        TensorType type = c.array("input").tensorType();
        boolean perChannel = c.has("PER_CHANNEL_QUANT");
        TensorType narrow = c.name().contains("int4") ? TensorType.INT4 : TensorType.INT8;
        Scales scales = perChannel
            ? Scales.of(c.array("output_multiplier").whole(), c.array("output_shift").whole())
            : Scales.of(new int[] {c.number("OUTPUT_MULTIPLIER")}, new int[] {c.number("OUTPUT_SHIFT")});
        Spec weights = perChannel ? Spec.of(narrow, channels, depth).perAxis(0, scales.weights())
            : Spec.scaled(narrow, scales.weights()[0], -c.number("FILTER_OFFSET", 0), channels, depth);
        var operator = OneOperator
            .of(OperatorCode.FULLY_CONNECTED, new Options.FullyConnected(Activation.NONE, false))
            .input(Spec.scaled(type, scales.input(), -c.number("INPUT_OFFSET"), batches, depth))
            .constant(weights, weights(narrow, c.array("weights", "input_weights"), channels * depth))
            .output(Spec.scaled(type, scales.output(), c.number("OUTPUT_OFFSET"), batches, channels));
        bias(operator, c, channels, "biases", "bias", "input_bias");
        assertOutput(c, c.array("output_ref", "output"), operator.run(c.array("input").whole()));
    }

    /** Weights of four bits are given two to a byte. */
    private static double[] weights(TensorType type, KernelCase.Numbers numbers, int count) {
        if (type != TensorType.INT4) {
            assertEquals(count, numbers.values().length, "weights");
            return numbers.values();
        }
        assertEquals((count + 1) / 2, numbers.values().length, "bytes of weights");
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = (int) numbers.values()[i / 2] << 28 - 4 * (i % 2) >> 28;
        }
        return weights;
    }

    private static void bias(OneOperator operator, KernelCase c, int channels, String... names) {
        if (Arrays.stream(names).anyMatch(c::holds)) {
            operator.constant(Spec.of(c.array(names).tensorType(), channels), c.array(names).values());
        }
    }

    private static void assertOutput(KernelCase c, KernelCase.Numbers expected, int[] output) {
        int[] whole = expected.whole();
        if (c.holds("output_mult") && c.holds("output_multiplier")) {        // the ends are those of the newer version
            assertArrayEquals(whole, clamped(output, Arrays.stream(whole).min().orElseThrow(),
                Arrays.stream(whole).max().orElseThrow()));
        } else {
            assertArrayEquals(whole,
                clamped(output, c.number("OUT_ACTIVATION_MIN"), c.number("OUT_ACTIVATION_MAX")));
        }
    }

    /** Cases have ends that no fused activation has; cutting off afterwards gives the same. */
    private static int[] clamped(int[] output, int least, int greatest) {
        return Arrays.stream(output).map(y -> Math.min(Math.max(y, least), greatest)).toArray();
    }

    private static void convolution(KernelCase c) throws ModelFormatException {
        boolean depthwise = c.has("CH_MULT");
        int channels = c.number("OUT_CH");
        int inputs = c.number("IN_CH");
        TensorType type = c.array("input").tensorType();
        TensorType narrow = c.name().contains("int4") ? TensorType.INT4 : TensorType.INT8;
        SlidingAxis rows = axis(c, "H", "Y");
        SlidingAxis columns = axis(c, "W", "X");
        int batches = c.array("input").whole().length / (rows.in() * columns.in() * inputs);
        Padding padding = padding(rows, columns);
        Scales scales = Scales.of(c.array("output_mult", "output_multiplier").whole(), c.array("output_shift").whole());
        int perFilter = depthwise ? 1 : c.number("FILTER_CH", inputs);
        int[] shape = depthwise ? new int[] {1, rows.filter(), columns.filter(), channels}
            : new int[] {channels, rows.filter(), columns.filter(), perFilter};
        Spec weights = channels == 1 ? Spec.scaled(narrow, scales.weights()[0], 0, shape)
            : Spec.of(narrow, shape).perAxis(depthwise ? 3 : 0, scales.weights());
        Options options = depthwise
            ? new Options.DepthwiseConv2d(padding, columns.stride(), rows.stride(), columns.dilation(), rows.dilation(),
                c.number("CH_MULT"), Activation.NONE)
            : new Options.Conv2d(padding, columns.stride(), rows.stride(), columns.dilation(), rows.dilation(),
                Activation.NONE);
        var operator = OneOperator.of(depthwise ? OperatorCode.DEPTHWISE_CONV_2D : OperatorCode.CONV_2D, options)
            .input(Spec.scaled(type, scales.input(), -c.number("INPUT_OFFSET"), batches, rows.in(), columns.in(), inputs))
            .constant(weights, weights(narrow, c.array("weights", "input_weights"), weights.elements()))
            .output(Spec.scaled(type, scales.output(), c.number("OUTPUT_OFFSET"), batches, rows.out(), columns.out(),
                channels));
        bias(operator, c, channels, "biases", "bias", "input_bias");
        assertOutput(c, c.array("output_ref", "output"), operator.run(c.array("input").whole()));
    }

    private static SlidingAxis axis(KernelCase c, String extent, String letter) {
        return new SlidingAxis(c.number("INPUT_" + extent), c.number("OUTPUT_" + extent), c.number("FILTER_" + letter),
            c.number("STRIDE_" + letter), c.number("DILATION_" + letter), c.number("PAD_" + letter));
    }

    private static void transposeConv(KernelCase c) throws ModelFormatException {
        int channels = c.number("OUT_CH");
        int batches = c.number("INPUT_BATCHES");
        SlidingAxis rows = axis(c, "H", "Y");
        SlidingAxis columns = axis(c, "W", "X");
        Padding padding = padding(backwards(rows), backwards(columns));
        Scales scales = Scales.of(c.array("output_mult").whole(), c.array("output_shift").whole());
        Spec weights = Spec.of(TensorType.INT8, channels, rows.filter(), columns.filter(), c.number("IN_CH"));
        var operator = OneOperator.of(OperatorCode.TRANSPOSE_CONV,
                new Options.TransposeConv(padding, columns.stride(), rows.stride(), Activation.NONE))
            .constant(Spec.of(TensorType.INT32, 4), batches, rows.out(), columns.out(), channels)
            .constant(channels == 1 ? Spec.scaled(TensorType.INT8, scales.weights()[0], 0, weights.shape())
                : weights.perAxis(0, scales.weights()), c.array("weights").values())
            .input(Spec.scaled(TensorType.INT8, scales.input(), -c.number("INPUT_OFFSET"), batches, rows.in(), columns.in(),
                c.number("IN_CH")))
            .output(Spec.scaled(TensorType.INT8, scales.output(), c.number("OUTPUT_OFFSET"), batches, rows.out(),
                columns.out(), channels));
        bias(operator, c, channels, "biases");
        assertOutput(c, c.array("output_ref"), operator.run(c.array("input").whole()));
    }

    /** A transposed convolution's output is the image, its input what the filter leaves of it. */
    private static SlidingAxis backwards(SlidingAxis axis) {
        return new SlidingAxis(axis.out(), axis.in(), axis.filter(), axis.stride(), axis.dilation(), axis.before());
    }

    private static void softmax(KernelCase c) throws ModelFormatException {
        TensorType from = c.array("input").tensorType();
        int rows = c.number("NUM_ROWS");
        int depth = c.number("ROW_SIZE");
        double real = Math.scalb((double) c.number("INPUT_MULT"), c.number("INPUT_LEFT_SHIFT") - 31);
        boolean wide = from == TensorType.INT16;
        // what a real 1 is while it is scaled: 65535 / 10 for 16 bits, 26 fractional bits for 8
        double scale = real / (wide ? 65535.0 / 10 : 1 << 26);
        int[] output = OneOperator.of(OperatorCode.SOFTMAX, new Options.Softmax(1))
            .input(Spec.scaled(from, scale, 0, rows, depth))
            .output(wide ? Spec.scaled(TensorType.INT16, 1.0 / (1 << 15), 0, rows, depth)
                : Spec.scaled(TensorType.INT16, 1.0 / (1 << 16), Short.MIN_VALUE, rows, depth))
            .run(c.array("input").whole());
        assertArrayEquals(c.array("output_ref").whole(), output);
    }

    /**
     * The case multiplies scales as doubles where the operator, like its source, multiplies floats: multipliers differ by
     * up to 2⁻²⁴ of themselves, which no output shows.
     */
    private static void lstm(KernelCase c) throws ModelFormatException {
        int inputs = c.number("INPUT_SIZE");
        int units = c.number("HIDDEN_SIZE");
        int steps = c.number("TIME_STEPS");
        int batches = c.number("BATCH_SIZE");
        boolean timeMajor = c.defines().get(c.name().toUpperCase(Locale.ROOT) + "_TIME_MAJOR").getAsBoolean();
        TensorType type = c.array("input_tensor").tensorType();
        double gates = 1.0 / (1 << 30);                       // of a product of two numbers with 15 fractional bits
        float hiddenScale = Scales.divisor(gates, c.number("OUTPUT_MULTIPLIER"), c.number("OUTPUT_SHIFT"));
        float cellScale = Scales.divisor(gates, c.number("INPUT_TO_CELL_MULTIPLIER"), c.number("INPUT_TO_CELL_SHIFT"));
        int first = timeMajor ? steps : batches;
        int second = timeMajor ? batches : steps;
        var lstm = OneOperator.of(OperatorCode.UNIDIRECTIONAL_SEQUENCE_LSTM,
                new Options.SequenceLstm(Activation.TANH, 0, 0, timeMajor, false))
            .input(Spec.scaled(type, 1, -c.number("INPUT_ZERO_POINT"), first, second, inputs));
        for (String gate : GATES) {
            lstm.constant(Spec.scaled(TensorType.INT8, gateScale(c, gate + "_INPUT"), 0, units, inputs),
                c.array(gate.toLowerCase(Locale.ROOT) + "_input_weights").values());
        }
        for (String gate : GATES) {
            lstm.constant(Spec.scaled(TensorType.INT8, gateScale(c, gate + "_HIDDEN") / hiddenScale, 0, units, units),
                c.array(gate.toLowerCase(Locale.ROOT) + "_hidden_weights").values());
        }
        lstm.absent().absent().absent();
        for (String gate : GATES) {
            KernelCase.Numbers bias = c.array(gate.toLowerCase(Locale.ROOT) + "_bias");
            lstm.constant(Spec.of(bias.tensorType(), units), bias.values());
        }
        int[] output = lstm.absent().absent()
            .variable(Spec.scaled(type, hiddenScale, c.number("OUTPUT_ZERO_POINT"), batches, units))
            .variable(Spec.scaled(TensorType.INT16, cellScale, 0, batches, units))
            .absent().absent().absent().absent()
            .output(Spec.scaled(type, hiddenScale, c.number("OUTPUT_ZERO_POINT"), first, second, units))
            .run(c.array("input_tensor").whole());
        assertArrayEquals(c.array("output").whole(), output);
    }

    /** Gates take numbers with 12 fractional bits. */
    private static double gateScale(KernelCase c, String gate) {
        return Math.scalb((double) c.number(gate + "_MULTIPLIER"), c.number(gate + "_SHIFT") - 31 - 12);
    }

    private static void extreme(KernelCase c) throws ModelFormatException {
        int[] output = OneOperator
            .of(c.name().startsWith("max") ? OperatorCode.MAXIMUM : OperatorCode.MINIMUM, new Options.None())
            .input(extreme(c, "BATCH_1", "HEIGHT_1", "WIDTH_1", "CHANNEL_1"))
            .input(extreme(c, "BATCH_2", "HEIGHT_2", "WIDTH_2", "CHANNEL_2"))
            .output(extreme(c, "OUTPUT_BATCH", "OUTPUT_HEIGHT", "OUTPUT_WIDTH", "OUTPUT_CHANNEL"))
            .run(c.array("input_tensor_1").whole(), c.array("input_tensor_2").whole());
        assertArrayEquals(c.array("output").whole(), output);
    }

    private static Spec extreme(KernelCase c, String... extents) {
        return Spec.scaled(TensorType.INT8, 1, 0, Arrays.stream(extents).mapToInt(c::number).toArray());
    }

    private static void batchMatmul(KernelCase c) throws ModelFormatException {
        TensorType type = c.array("output").tensorType();
        float[] scales = Scales.quotient(c.number("OUTPUT_MULTIPLIER"), c.number("OUTPUT_SHIFT"));
        int[] output = OneOperator.of(OperatorCode.BATCH_MATMUL,
                new Options.BatchMatmul(c.number("ADJ_X") != 0, c.number("ADJ_Y") != 0))
            .input(Spec.scaled(type, 1, -c.number("LHS_OFFSET"), matrices(c, "LHS")))
            .input(Spec.scaled(type, scales[0], -c.number("RHS_OFFSET"), matrices(c, "RHS")))
            .output(Spec.scaled(type, scales[1], c.number("OUTPUT_OFFSET"), matrices(c, "OUTPUT")))
            .run(c.array("lhs_input_tensor").whole(), c.array("rhs_input_tensor").whole());
        assertArrayEquals(c.array("output").whole(), output);
    }

    private static int[] matrices(KernelCase c, String side) {
        return new int[] {c.number(side + "_BATCH"), c.number(side + "_HEIGHT"), c.number(side + "_ROWS"),
            c.number(side + "_COLS")};
    }
}

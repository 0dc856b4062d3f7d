package dev.pipit.framework.tflite;

import static dev.pipit.framework.tflite.ModelReaderTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Options.Padding;

/** Operators: their codes, options, inputs and outputs, and the subgraphs that they call. */
class GraphTest {
    private static final Options ADD = new Options.Arithmetic(Activation.NONE, true);

    private final ModelBuilder b = new ModelBuilder();
    private int x;
    private int y;

    @BeforeEach
    void addTwoTensors() {
        x = b.tensor("x", TensorType.FLOAT32, 1);
        y = b.tensor("y", TensorType.FLOAT32, 1);
    }

    // inputs and outputs

    @ParameterizedTest
    @ValueSource(ints = {-2, 2, Integer.MAX_VALUE})
    void refusesAnInputThatIsNotThere(int tensor) {
        b.operator(OperatorCode.ADD, ADD, List.of(x, tensor), List.of(y)).inputs(x);
        assertRefused(b, "operator 0 (ADD): input 1 is tensor " + tensor + " of 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2})
    void refusesAnOutputThatIsNotThere(int tensor) {
        b.operator(OperatorCode.ADD, ADD, List.of(x, x), List.of(tensor)).inputs(x);
        assertRefused(b, "operator 0 (ADD): output 0 is tensor " + tensor + " of 2");
    }

    @Test
    void refusesASubgraphWhoseInputOrOutputIsNotThere() {
        assertRefused(b.inputs(x, 2), "input 1 is tensor 2 of 2");
        assertRefused(b.inputs(x).outputs(-1), "output 0 is tensor -1 of 2");
    }

    @Test
    void takesAnOptionalInputThatIsAbsent() throws IOException {
        b.operator(OperatorCode.ADD, ADD, List.of(x, Operator.ABSENT), List.of(y)).inputs(x);
        Operator operator = read(b.model()).main().operators().get(0);
        assertTrue(operator.hasInput(0));
        assertFalse(operator.hasInput(1));
        assertFalse(operator.hasInput(2));
    }

    @Test
    void refusesAnInputThatIsComputedLater() {
        int z = b.tensor("z", TensorType.FLOAT32, 1);
        b.operator(OperatorCode.ADD, ADD, List.of(x, y), List.of(z))
            .operator(OperatorCode.ADD, ADD, List.of(x, x), List.of(y)).inputs(x).outputs(z);
        assertRefused(b, "operator 0 (ADD): input 1 is tensor 1 (\"y\"), which nothing before has computed");
    }

    @Test
    void refusesAnOutputThatNobodyComputes() {
        assertRefused(b.inputs(x).outputs(y), "output 0 is tensor 1 (\"y\"), which nothing before has computed");
    }

    /** An Ethos-U takes its scratch memory as an input. */
    @Test
    void takesAnInputOfACustomOperatorThatNobodyComputes() throws IOException {
        b.custom("ethos-u", new byte[0], List.of(x), List.of(y)).outputs(y);
        assertEquals("CUSTOM:ethos-u", read(b.model()).main().operators().get(0).name());
    }

    @Test
    void refusesToComputeATensorTwice() {
        b.operator(OperatorCode.ADD, ADD, List.of(x, x), List.of(y))
            .operator(OperatorCode.ADD, ADD, List.of(x, x), List.of(y)).inputs(x);
        assertRefused(b, "operator 1 (ADD): output 0 is tensor 1 (\"y\"), which has its numbers already");
    }

    @Test
    void refusesToComputeAnInput() {
        b.operator(OperatorCode.ADD, ADD, List.of(x, x), List.of(x)).inputs(x);
        assertRefused(b, "operator 0 (ADD): output 0 is tensor 0 (\"x\"), which has its numbers already");
    }

    @Test
    void refusesTheSameInputTwice() {
        assertRefused(b.inputs(x, x), "input 1 is tensor 0 (\"x\"), which has its numbers already");
    }

    @Test
    void refusesToWriteAConstant() {
        int c = b.constant("c", TensorType.INT8, new byte[1], 1);
        b.operator(OperatorCode.ADD, ADD, List.of(x, x), List.of(c)).inputs(x);
        assertRefused(b, "tensor 2 (\"c\"): is a constant and computed at once");
    }

    @Test
    void takesAVariableAsFilled() throws IOException {
        int state = b.variable("state", TensorType.INT8, ModelBuilder.perTensor(1, 0), 4);
        b.operator(OperatorCode.ADD, ADD, List.of(x, state), List.of(y)).inputs(x).outputs(y);
        assertTrue(read(b.model()).main().tensors().get(state).variable());
    }

    // codes

    @Test
    void namesAnOperatorThatItDoesNotKnow() throws IOException {
        for (int code : new int[] {127, 210, 300, Integer.MAX_VALUE}) {
            Model model = Model.read(new RawModel().code(code, 5).file(), "okay.tflite");
            Operator operator = model.main().operators().get(0);
            assertEquals(OperatorCode.UNKNOWN, operator.code());
            assertEquals("operator " + code, operator.name());
            assertEquals(5, operator.version());
        }
    }

    /** The numbers of a few operators all over the schema, and that no number is left out. */
    @Test
    void knowsTheNumbersOfTheSchema() {
        assertEquals(OperatorCode.ADD, OperatorCode.of(0));
        assertEquals(OperatorCode.CUSTOM, OperatorCode.of(32));
        assertEquals(OperatorCode.UNIDIRECTIONAL_SEQUENCE_LSTM, OperatorCode.of(44));
        assertEquals(OperatorCode.RESIZE_NEAREST_NEIGHBOR, OperatorCode.of(97));
        assertEquals(OperatorCode.QUANTIZE, OperatorCode.of(114));
        assertEquals(OperatorCode.BATCH_MATMUL, OperatorCode.of(126));
        assertEquals(OperatorCode.CALL_ONCE, OperatorCode.of(129));
        assertEquals(OperatorCode.VAR_HANDLE, OperatorCode.of(142));
        assertEquals(OperatorCode.RIGHT_SHIFT, OperatorCode.of(161));
        assertEquals(OperatorCode.STABLEHLO_SCATTER, OperatorCode.of(190));
        assertEquals(OperatorCode.DILATE, OperatorCode.of(203));
        for (int code = 0; code < 210; code++) {
            assertEquals(code == 127 ? -1 : code, OperatorCode.of(code).code());
        }
        assertEquals(OperatorCode.UNKNOWN, OperatorCode.of(-1));
    }

    @Test
    void refusesAVersionBelowOne() {
        assertRefused(new RawModel().code(0, 0).file(),
            "operator code 0: the version of an operator must be at least 1: version=0");
    }

    @Test
    void refusesACodeThatIsNotThere() {
        assertRefused(new RawModel().operator(o -> o.int32(Schema.OPERATOR_CODE, 1)).file(),
            "operator 0: has operator code 1 of 1");
        assertRefused(new RawModel().operator(o -> o.int32(Schema.OPERATOR_CODE, -1)).file(),
            "operator 0: has operator code 4294967295 of 1");
    }

    // options

    @Test
    void takesTheDefaultsOfOptionsThatAreAbsent() throws IOException {
        Model model = Model.read(new RawModel().code(OperatorCode.ADD.code(), 1).file(), "okay.tflite");
        assertEquals(new Options.Arithmetic(Activation.NONE, true), model.main().operators().get(0).options());
    }

    @Test
    void refusesAbsentOptionsWhereTheDefaultsMakeNoSense() {
        assertRefused(new RawModel().code(OperatorCode.CONV_2D.code(), 1).file(),
            "operator 0 (CONV_2D): stride_w must be at least 1: stride_w=0");
    }

    @Test
    void refusesTheOptionsOfAnotherOperator() {
        RawModel raw = new RawModel();
        int table = raw.table().end();
        assertRefused(raw.operator(o -> o.int8(Schema.OPERATOR_OPTIONS_TYPE, 9).offset(Schema.OPERATOR_OPTIONS, table))
            .file(), "operator 0 (ADD): has options of kind 9, its own are kind 11");
    }

    @Test
    void refusesOptionsThatAreAnnouncedAndNotThere() {
        assertRefused(new RawModel().operator(o -> o.int8(Schema.OPERATOR_OPTIONS_TYPE, 11)).file(),
            "operator 0 (ADD): a table does not fit together: the file is damaged");
    }

    @Test
    void doesNotReadTheOptionsOfRareOperators() throws IOException {
        RawModel raw = new RawModel().code(OperatorCode.ONE_HOT.code(), 1);
        int table = raw.table().int32(0, -1).end();
        Model model = Model.read(raw.operator(o -> o.int8(Schema.OPERATOR_OPTIONS_TYPE, 61)
            .offset(Schema.OPERATOR_OPTIONS, table)).file(), "okay.tflite");
        assertInstanceOf(Options.Unread.class, model.main().operators().get(0).options());
        Model second = Model.read(new RawModel().code(OperatorCode.STABLEHLO_PAD.code(), 1)
            .operator(o -> o.int8(Schema.OPERATOR_OPTIONS_2_TYPE, 10)).file(), "okay.tflite");
        assertInstanceOf(Options.Unread.class, second.main().operators().get(0).options());
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1, 1, stride_w", "1, -1, 1, 1, stride_h", "1, 1, 0, 1, dilation_w_factor",
        "1, 1, 1, -2147483648, dilation_h_factor"})
    void refusesStepsBelowOne(int strideWidth, int strideHeight, int dilationWidth, int dilationHeight, String name) {
        b.operator(OperatorCode.CONV_2D, new Options.Conv2d(Padding.SAME, strideWidth, strideHeight, dilationWidth,
            dilationHeight, Activation.NONE), List.of(x), List.of(y)).inputs(x);
        int wrong = Math.min(Math.min(strideWidth, strideHeight), Math.min(dilationWidth, dilationHeight));
        assertRefused(b, "operator 0 (CONV_2D): " + name + " must be at least 1: " + name + "=" + wrong);
    }

    @Test
    void refusesAnActivationThatIsNotKnown() {
        RawModel raw = new RawModel();
        int table = raw.table().int8(0, 6).end();
        assertRefused(raw.operator(o -> o.int8(Schema.OPERATOR_OPTIONS_TYPE, 11).offset(Schema.OPERATOR_OPTIONS, table))
            .file(), "operator 0 (ADD): fused_activation_function must be from 0 to 5: fused_activation_function=6");
    }

    @Test
    void refusesShuffledWeights() {
        RawModel raw = new RawModel().code(OperatorCode.FULLY_CONNECTED.code(), 2);
        int table = raw.table().int8(1, 1).end();
        assertRefused(raw.operator(o -> o.int8(Schema.OPERATOR_OPTIONS_TYPE, 8).offset(Schema.OPERATOR_OPTIONS, table))
            .file(), "operator 0 (FULLY_CONNECTED): weights_format must be from 0 to 0: weights_format=1");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
    void refusesSettingsThatAreNotFinite(float beta) {
        b.operator(OperatorCode.SOFTMAX, new Options.Softmax(beta), List.of(x), List.of(y)).inputs(x);
        assertRefused(b, "operator 0 (SOFTMAX): beta must be finite: beta=" + beta);
    }

    @Test
    void readsCustomOptionsThatLieOutsideOfTheTables() throws IOException {
        RawModel raw = new RawModel().code(OperatorCode.CUSTOM.code(), 1);
        ByteBuffer file = raw.operator(o -> o.int64(Schema.OPERATOR_CUSTOM_OPTIONS_OFFSET, 4)
            .int64(Schema.OPERATOR_CUSTOM_OPTIONS_SIZE, 4)).file();
        assertEquals(new Options.Custom(Schema.IDENTIFIER.getBytes(StandardCharsets.US_ASCII)),
            Model.read(file, "okay.tflite").main().operators().get(0).options());
    }

    // calls

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void refusesToCallASubgraphThatIsNotThere(int called) {
        b.operator(OperatorCode.CALL_ONCE, new Options.CallOnce(called), List.of(), List.of());
        assertRefused(b, "operator 0 (CALL_ONCE): calls subgraph " + called + " of 1");
    }

    @Test
    void refusesASubgraphThatCallsItself() {
        b.operator(OperatorCode.CALL_ONCE, new Options.CallOnce(0), List.of(), List.of());
        assertRefused(b, "its subgraphs call each other in a circle");
    }

    @Test
    void refusesACircleOfManySubgraphs() {
        assertRefused(chain(5000, 3), "its subgraphs call each other in a circle");
    }

    /** No stack overflow however long the chain is. */
    @Test
    void takesALongChainOfCalls() throws IOException {
        assertEquals(5000, Model.read(chain(5000, -1), "okay.tflite").subgraphs().size());
    }

    /** Each subgraph calls the next, and the last one the subgraph {@code last}, or none. */
    private static ByteBuffer chain(int length, int last) {
        List<Subgraph> chain = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            ModelBuilder link = new ModelBuilder().named("");
            int next = i < length - 1 ? i + 1 : last;
            if (next >= 0) {
                link.operator(OperatorCode.CALL_ONCE, new Options.CallOnce(next), List.of(), List.of());
            }
            chain.add(link.subgraph(i));
        }
        return ByteBuffer.wrap(ModelWriter.bytes(ModelBuilder.model(chain)));
    }

    @Test
    void refusesACallWithOtherInputsThanTheSubgraphHas() {
        int condition = b.tensor("condition", TensorType.BOOL);
        b.operator(OperatorCode.IF, new Options.If(1, 1), List.of(condition, x, x), List.of(y)).inputs(condition, x);
        assertRefused(file(b, identity()),
            "operator 0 (IF): calls subgraph 1 with 2 inputs for 1 outputs; it has 1 and 1");
    }

    @Test
    void refusesALoopWhoseBodyGivesAnotherNumberOfResults() {
        b.operator(OperatorCode.WHILE, new Options.While(1, 1), List.of(x, x), List.of(y)).inputs(x);
        assertRefused(file(b, identity()),
            "operator 0 (WHILE): calls subgraph 1 with 2 inputs for 1 outputs; it has 1 and 1");
    }

    @Test
    void saysInWhichSubgraphItIs() {
        ModelBuilder second = new ModelBuilder();
        int z = second.tensor("z", TensorType.FLOAT32, 1);
        assertRefused(file(b.inputs(x), second.outputs(z)),
            "subgraph 1: output 0 is tensor 0 (\"z\"), which nothing before has computed");
    }

    private static ModelBuilder identity() {
        ModelBuilder identity = new ModelBuilder();
        int same = identity.tensor("same", TensorType.FLOAT32, 1);
        return identity.inputs(same).outputs(same);
    }

    private static ByteBuffer file(ModelBuilder first, ModelBuilder second) {
        return ByteBuffer.wrap(ModelWriter.bytes(ModelBuilder.model(List.of(first.subgraph(0), second.subgraph(1)))));
    }

    private static Model read(Model model) throws ModelFormatException {
        return Model.read(ByteBuffer.wrap(ModelWriter.bytes(model)), "okay.tflite");
    }
}

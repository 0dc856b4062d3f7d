package dev.pipit.framework.inference.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.pipit.framework.inference.kernel.Comparison.Relation;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/** What can be run: for each operator, the types it takes and the class that prepares it. */
public final class Kernels {
    private static final String INT8 = "INT8 -> INT8";
    private static final String UINT8 = "UINT8 -> UINT8";
    private static final String INT16 = "INT16 -> INT16";
    private static final String FLOAT32 = "FLOAT32 -> FLOAT32";
    /** Types that are only moved, as the place of T in a signature. */
    private static final List<String> MOVED = List.of("INT8", "UINT8", "INT16", "INT32", "INT64", "FLOAT32", "BOOL");
    /** What has an order. */
    private static final String[] COMPARED = {"INT8 INT8 -> BOOL", "UINT8 UINT8 -> BOOL", "INT16 INT16 -> BOOL",
        "INT32 INT32 -> BOOL", "INT64 INT64 -> BOOL", "FLOAT32 FLOAT32 -> BOOL"};

    private static final Map<String, Entry> ENTRIES = new TreeMap<>();

    static {
        String[] sums = {"INT8 INT8 INT32? -> INT8", "INT8 INT4 INT32? -> INT8", "INT16 INT8 INT64? -> INT16", "UINT8 UINT8 INT32? -> UINT8",
            "FLOAT32 FLOAT32 FLOAT32? -> FLOAT32", "FLOAT32 INT8 FLOAT32? -> FLOAT32"};
        String[] pairs = {"INT8 INT8 -> INT8", "UINT8 UINT8 -> UINT8", "INT16 INT16 -> INT16", "INT32 INT32 -> INT32",
            "FLOAT32 FLOAT32 -> FLOAT32"};
        String[] reductions = {"INT8 INT32 -> INT8", "UINT8 INT32 -> UINT8", "INT16 INT32 -> INT16",
            "INT32 INT32 -> INT32", "INT64 INT32 -> INT64", "FLOAT32 INT32 -> FLOAT32"};
        String[] positions = Stream.of("INT8", "UINT8", "INT16", "INT32", "FLOAT32").flatMap(type ->
            Stream.of(type + " INT32 -> INT32", type + " INT32 -> INT64", type + " INT64 -> INT32",
                type + " INT64 -> INT64")).toArray(String[]::new);
        add("FULLY_CONNECTED", FullyConnected::prepare, sums);
        add("CONV_2D", Conv2d::prepare, sums);
        add("CONV_2D", Conv2d::prepare, "INT16 INT8 INT32 -> INT16");
        add("DEPTHWISE_CONV_2D", DepthwiseConv2d::prepare, sums);
        add("TRANSPOSE_CONV", TransposeConv::prepare, "INT32 INT8 INT8 INT32? -> INT8",
            "INT32 INT8 INT16 INT64? -> INT16", "INT32 INT8 INT16 INT16 -> INT16",
            "INT32 FLOAT32 FLOAT32 FLOAT32? -> FLOAT32");
        add("SVDF", Svdf::prepare, "INT8 INT8 INT16 INT32? INT16 -> INT8", "INT8 INT8 INT8 INT32? INT8 -> INT8",
            "FLOAT32 FLOAT32 FLOAT32 FLOAT32? FLOAT32 -> FLOAT32");
        add("UNIDIRECTIONAL_SEQUENCE_LSTM", SequenceLstm::prepare, "INT8 INT8 INT8 INT8 INT8 INT8 INT8 INT8 INT8 "
            + "ABSENT? ABSENT? ABSENT? INT32 INT32 INT32 INT32 ABSENT? ABSENT? INT8 INT16 "
            + "ABSENT? ABSENT? ABSENT? ABSENT? -> INT8", "INT16 INT8 INT8 INT8 INT8 INT8 INT8 INT8 INT8 "
            + "ABSENT? ABSENT? ABSENT? INT64 INT64 INT64 INT64 ABSENT? ABSENT? INT16 INT16 "
            + "ABSENT? ABSENT? ABSENT? ABSENT? -> INT16", "FLOAT32 FLOAT32 FLOAT32 FLOAT32 FLOAT32 FLOAT32 FLOAT32 FLOAT32 "
            + "FLOAT32 ABSENT? ABSENT? ABSENT? FLOAT32 FLOAT32 FLOAT32 FLOAT32 ABSENT? ABSENT? FLOAT32 FLOAT32 "
            + "ABSENT? ABSENT? ABSENT? ABSENT? -> FLOAT32");
        add("SOFTMAX", Softmax::prepare, INT8, "INT8 -> INT16", UINT8, INT16, FLOAT32);
        add("AVERAGE_POOL_2D", AveragePool2d::prepare, INT8, UINT8, INT16, FLOAT32);
        add("MAX_POOL_2D", MaxPool2d::prepare, INT8, UINT8, INT16, FLOAT32);
        add("ADD", Add::prepare, pairs);
        add("SUB", Add::prepareDifference, pairs);
        add("MUL", Mul::prepare, pairs);
        add("MAXIMUM", GreaterLesser::prepare, pairs);
        add("MAXIMUM", GreaterLesser::prepare, "INT64 INT64 -> INT64");
        add("MINIMUM", GreaterLesser::prepare, pairs);
        add("MINIMUM", GreaterLesser::prepare, "INT64 INT64 -> INT64");
        add("PRELU", Prelu::prepare, "INT8 INT8 -> INT8", "UINT8 UINT8 -> UINT8", "INT16 INT8 -> INT16",
            "FLOAT32 FLOAT32 -> FLOAT32");
        add("BATCH_MATMUL", BatchMatmul::prepare, "INT8 INT8 -> INT8", "INT16 INT16 -> INT16",
            "FLOAT32 FLOAT32 -> FLOAT32");
        add("MEAN", Mean::prepare, reductions);
        add("SUM", Mean::prepare, reductions);
        add("REDUCE_MAX", Extreme::prepareMax, reductions);
        add("REDUCE_MIN", Extreme::prepareMin, reductions);
        add("REDUCE_ANY", AnyAll::prepareAny, "BOOL INT32 -> BOOL");
        add("REDUCE_ALL", AnyAll::prepareAll, "BOOL INT32 -> BOOL");
        add("ARG_MAX", ArgExtreme::prepare, positions);
        add("ARG_MIN", ArgExtreme::prepare, positions);
        add("LOGISTIC", Logistic::prepare, INT8, INT16, FLOAT32);
        add("LEAKY_RELU", LeakyRelu::prepare, INT8, UINT8, INT16, FLOAT32);
        add("HARD_SWISH", HardSwish::prepare, INT8, UINT8, FLOAT32);
        add("TANH", Tanh::prepare, INT8, INT16, FLOAT32);
        add("RELU", Relu::prepare, INT8, UINT8, INT16, FLOAT32);
        add("RELU6", Relu::prepareRelu6, INT8, UINT8, INT16, FLOAT32);
        add("RELU_0_TO_1", Relu::prepareRelu0To1, INT8, UINT8, INT16, FLOAT32);
        add("RELU_N1_TO_1", Relu::prepareReluN1To1, INT8, UINT8, INT16, FLOAT32);
        add("QUANTIZE", Quantize::prepare, "FLOAT32 -> INT8", "FLOAT32 -> UINT8",
            "FLOAT32 -> INT16", "FLOAT32 -> INT32", INT8, "INT8 -> UINT8", "INT8 -> INT16", "INT8 -> INT32",
            "UINT8 -> INT8", UINT8, "UINT8 -> INT16", "UINT8 -> INT32", "INT16 -> INT8", "INT16 -> UINT8", INT16,
            "INT16 -> INT32", "INT32 -> INT8", "INT32 -> UINT8", "INT32 -> INT16", "INT32 -> INT32");
        add("DEQUANTIZE", Dequantize::prepare, "INT8 -> FLOAT32", "UINT8 -> FLOAT32", "INT16 -> FLOAT32",
            "INT32 -> FLOAT32", "FLOAT16 -> FLOAT32");
        add("CAST", Cast::prepare, Cast.signatures());
        move("RESHAPE", Copy::prepareReshape, "T -> T", "T INT32 -> T");
        move("CONCATENATION", Concatenation::prepare, "T* -> T");
        move("STRIDED_SLICE", StridedSlice::prepare, "T INT32 INT32 INT32 -> T");
        move("SPLIT_V", SplitV::prepare, "T INT32 INT32 -> T*", "T INT64 INT32 -> T*");
        move("PAD", Pad::prepare, "T INT32 -> T", "T INT64 -> T");
        move("PADV2", Pad::prepare, "T INT32 T -> T", "T INT64 T -> T");
        move("MIRROR_PAD", MirrorPad::prepare, "T INT32 -> T", "T INT64 -> T");
        move("SPLIT", SplitV::prepareSplit, "INT32 T -> T*");
        move("PACK", Concatenation::preparePack, "T* -> T");
        move("UNPACK", SplitV::prepareUnpack, "T -> T*");
        move("SQUEEZE", Copy::prepareSqueeze, "T -> T");
        move("EXPAND_DIMS", Copy::prepareExpandDims, "T INT32 -> T", "T INT64 -> T");
        move("TRANSPOSE", Transpose::prepare, "T INT32 -> T", "T INT64 -> T");
        move("SLICE", Slice::prepare, "T INT32 INT32 -> T", "T INT64 INT64 -> T");
        move("GATHER", Gather::prepare, "T INT32 -> T", "T INT64 -> T");
        move("SHAPE", Shape::prepare, "T -> INT32", "T -> INT64");
        move("READ_VARIABLE", Copy::prepareRead, "RESOURCE -> T");
        move("ASSIGN_VARIABLE", Copy::prepareAssign, "RESOURCE T ->");
        add("ABS", Abs::prepare, INT8, INT16, "INT32 -> INT32", FLOAT32);
        add("ADD_N", AddN::prepare, "INT8* -> INT8", "INT32* -> INT32", "FLOAT32* -> FLOAT32");
        move("BATCH_TO_SPACE_ND", BatchSpace::prepareToSpace, "T INT32 INT32 -> T");
        add("BROADCAST_ARGS", BroadcastTo::prepareShapes, "INT32 INT32 -> INT32", "INT64 INT64 -> INT64");
        move("BROADCAST_TO", BroadcastTo::prepare, "T INT32 -> T", "T INT64 -> T");
        add("CEIL", node -> Elementwise.prepare(node, RealFunction.CEIL), FLOAT32);
        add("COS", node -> Elementwise.prepare(node, RealFunction.COS), FLOAT32);
        add("CUMSUM", Cumsum::prepare, "INT8 INT32 -> INT8", "INT32 INT32 -> INT32", "INT64 INT32 -> INT64",
            "FLOAT32 INT32 -> FLOAT32");
        move("DEPTH_TO_SPACE", DepthSpace::prepareToSpace, "T -> T");
        add("DIV", Div::prepare, "INT8 INT8 -> INT8", "UINT8 UINT8 -> UINT8", "INT32 INT32 -> INT32",
            "FLOAT32 FLOAT32 -> FLOAT32");
        move("DYNAMIC_UPDATE_SLICE", DynamicUpdateSlice::prepare, "T T INT32 -> T", "T T INT64 -> T");
        add("ELU", Elementwise::prepareElu, INT8, FLOAT32);
        move("EMBEDDING_LOOKUP", Lookup::prepareEmbedding, "INT32 T -> T");
        add("EMBEDDING_LOOKUP", Lookup::prepareEmbedding, "INT32 INT8 -> FLOAT32");
        add("EQUAL", node -> Comparison.prepare(node, Relation.EQUAL), COMPARED);
        add("EQUAL", node -> Comparison.prepare(node, Relation.EQUAL), "BOOL BOOL -> BOOL");
        add("EXP", node -> Elementwise.prepare(node, RealFunction.EXP), INT8, FLOAT32);
        move("FILL", Fill::prepare, "INT32 T -> T", "INT64 T -> T");
        add("FLOOR", node -> Elementwise.prepare(node, RealFunction.FLOOR), FLOAT32);
        add("FLOOR_DIV", FloorDivision::prepareQuotient, "INT32 INT32 -> INT32", "FLOAT32 FLOAT32 -> FLOAT32");
        add("FLOOR_MOD", FloorDivision::prepareRemainder, "INT32 INT32 -> INT32", "FLOAT32 FLOAT32 -> FLOAT32");
        move("GATHER_ND", Lookup::prepareNested, "T INT32 -> T", "T INT64 -> T");
        add("GELU", Elementwise::prepareGelu, INT8, UINT8, FLOAT32);
        add("GREATER", node -> Comparison.prepare(node, Relation.GREATER), COMPARED);
        add("GREATER_EQUAL", node -> Comparison.prepare(node, Relation.GREATER_EQUAL), COMPARED);
        add("IF", Branch::prepare, "BOOL ANY* -> ANY*", "BOOL -> ANY*");
        add("L2_NORMALIZATION", L2Normalization::prepare, INT8, UINT8, FLOAT32);
        add("L2_POOL_2D", L2Pool2d::prepare, FLOAT32);
        add("LESS", node -> Comparison.prepare(node, Relation.LESS), COMPARED);
        add("LESS_EQUAL", node -> Comparison.prepare(node, Relation.LESS_EQUAL), COMPARED);
        add("LOG", node -> Elementwise.prepare(node, RealFunction.LOG), FLOAT32);
        add("LOGICAL_AND", Logical::prepareAnd, "BOOL BOOL -> BOOL");
        add("LOGICAL_NOT", Logical::prepareNot, "BOOL -> BOOL");
        add("LOGICAL_OR", Logical::prepareOr, "BOOL BOOL -> BOOL");
        add("LOG_SOFTMAX", LogSoftmax::prepare, INT8, FLOAT32);
        add("NEG", Neg::prepare, "INT32 -> INT32", "INT64 -> INT64", FLOAT32);
        add("NOT_EQUAL", node -> Comparison.prepare(node, Relation.NOT_EQUAL), COMPARED);
        add("NOT_EQUAL", node -> Comparison.prepare(node, Relation.NOT_EQUAL), "BOOL BOOL -> BOOL");
        add("RANGE", CountUp::prepare, "INT32 INT32 INT32 -> INT32", "INT64 INT64 INT64 -> INT64",
            "FLOAT32 FLOAT32 FLOAT32 -> FLOAT32");
        add("RESIZE_BILINEAR", ResizeBilinear::prepare, "INT8 INT32 -> INT8", "UINT8 INT32 -> UINT8",
            "INT16 INT32 -> INT16", "FLOAT32 INT32 -> FLOAT32");
        move("RESIZE_NEAREST_NEIGHBOR", ResizeNearest::prepare, "T INT32 -> T");
        move("REVERSE_V2", Reverse::prepare, "T INT32 -> T");
        add("ROUND", node -> Elementwise.prepare(node, RealFunction.ROUND), FLOAT32);
        add("RSQRT", Rsqrt::prepare, INT8, FLOAT32);
        move("SELECT", Select::prepare, "BOOL T T -> T");
        move("SELECT_V2", Select::prepareSpread, "BOOL T T -> T");
        add("SIN", node -> Elementwise.prepare(node, RealFunction.SIN), FLOAT32);
        move("SPACE_TO_BATCH_ND", BatchSpace::prepareToBatch, "T INT32 INT32 -> T");
        move("SPACE_TO_DEPTH", DepthSpace::prepareToDepth, "T -> T");
        add("SQRT", node -> Elementwise.prepare(node, RealFunction.SQRT), FLOAT32);
        add("SQUARE", node -> Elementwise.prepare(node, RealFunction.SQUARE), FLOAT32);
        add("SQUARED_DIFFERENCE", SquaredDifference::prepare, "INT8 INT8 -> INT8", "INT16 INT16 -> INT16",
            "INT32 INT32 -> INT32", "FLOAT32 FLOAT32 -> FLOAT32");
        move("TILE", Tile::prepare, "T INT32 -> T", "T INT64 -> T");
        add("WHILE", Loop::prepare, "ANY* -> ANY*");
        move("ZEROS_LIKE", Fill::prepareZeros, "T -> T");
        add("VAR_HANDLE", VariableHandle::prepare, "-> RESOURCE");
        add("CUSTOM:CIRCULAR_BUFFER", CircularBuffer::prepare, INT8, "INT8 -> INT8 BOOL");
        add("CUSTOM:SignalEnergy", SignalEnergy::prepare, "INT16 -> UINT32");
        add("CUSTOM:SignalFftAutoScale", SignalFftAutoScale::prepare, "INT16 -> INT16 INT32");
        add("CUSTOM:SignalFilterBank", SignalFilterBank::prepare, "UINT32 INT16 INT16 INT16 INT16 INT16 -> UINT64");
        add("CUSTOM:SignalFilterBankLog", SignalFilterBankLog::prepare, "UINT32 -> INT16");
        add("CUSTOM:SignalFilterBankSpectralSubtraction", SignalSpectralSubtraction::prepare,
            "UINT32 -> UINT32 UINT32");
        add("CUSTOM:SignalFilterBankSquareRoot", SignalFilterBankSquareRoot::prepare, "UINT64 INT32 -> UINT32");
        add("CUSTOM:SignalPCAN", SignalPcan::prepare, "UINT32 UINT32 INT16 -> UINT32");
        add("CUSTOM:SignalRfft", SignalRfft::prepare, "INT16 -> INT16");
        add("CUSTOM:SignalWindow", SignalWindow::prepare, "INT16 INT16 -> INT16");
        add("CALL_ONCE", CallOnce::prepare, "->");
    }

    private interface Preparer {
        Kernel prepare(Node node) throws ModelFormatException;
    }

    private record Entry(List<Signature> signatures, Preparer preparer) { }

    private Kernels() {
    }

    private static void move(String name, Preparer preparer, String... patterns) {
        add(name, preparer, Arrays.stream(patterns)
            .flatMap(pattern -> MOVED.stream().map(type -> pattern.replaceAll("\\bT\\b", type))).toArray(String[]::new));
    }

    private static void add(String name, Preparer preparer, String... signatures) {
        ENTRIES.merge(name, new Entry(Arrays.stream(signatures).map(Signature::new).toList(), preparer), (a, b) ->
            new Entry(Stream.concat(a.signatures.stream(), b.signatures.stream()).toList(), preparer));
    }

    /** Names of the operators, as the schema spells them, sorted. */
    public static List<String> names() {
        return List.copyOf(ENTRIES.keySet());
    }

    /** The types that an operator takes, one line each; none if there is no such operator. */
    public static List<String> signatures(String name) {
        Entry entry = ENTRIES.get(name);
        return entry == null ? List.of() : entry.signatures.stream().map(Signature::text).toList();
    }

    /** Whether an operator takes these types, absent inputs being empty. */
    public static boolean takes(String name, List<Optional<TensorType>> inputs, List<TensorType> outputs) {
        Entry entry = ENTRIES.get(name);
        return entry != null && entry.signatures.stream().anyMatch(signature -> signature.takes(inputs, outputs));
    }

    /** Checks an operator that {@link #takes} its types, and makes it ready to run. */
    public static Kernel prepare(Node node) throws ModelFormatException {
        return ENTRIES.get(node.operator().name()).preparer.prepare(node);
    }
}

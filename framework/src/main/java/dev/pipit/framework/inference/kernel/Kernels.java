package dev.pipit.framework.inference.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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

    private static final Map<String, Entry> ENTRIES = new TreeMap<>();

    static {
        String[] sums = {"INT8 INT8 INT32? -> INT8", "INT16 INT8 INT64? -> INT16", "UINT8 UINT8 INT32? -> UINT8",
            "FLOAT32 FLOAT32 FLOAT32? -> FLOAT32"};
        String[] pairs = {"INT8 INT8 -> INT8", "UINT8 UINT8 -> UINT8", "INT16 INT16 -> INT16", "INT32 INT32 -> INT32",
            "FLOAT32 FLOAT32 -> FLOAT32"};
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
            + "ABSENT? ABSENT? ABSENT? ABSENT? -> INT8");
        add("SOFTMAX", Softmax::prepare, INT8, "INT8 -> INT16", UINT8, FLOAT32);
        add("AVERAGE_POOL_2D", AveragePool2d::prepare, INT8, UINT8, INT16, FLOAT32);
        add("MAX_POOL_2D", MaxPool2d::prepare, INT8, UINT8, INT16, FLOAT32);
        add("ADD", Add::prepare, pairs);
        add("SUB", Add::prepareDifference, pairs);
        add("MUL", Mul::prepare, pairs);
        add("LOGISTIC", Logistic::prepare, INT8, FLOAT32);
        add("LEAKY_RELU", LeakyRelu::prepare, INT8, UINT8, INT16, FLOAT32);
        add("RELU", Relu::prepare, INT8, UINT8, INT16, FLOAT32);
        add("RELU6", Relu::prepareRelu6, INT8, UINT8, INT16, FLOAT32);
        add("QUANTIZE", Quantize::prepare, "FLOAT32 -> INT8", "FLOAT32 -> UINT8",
            "FLOAT32 -> INT16", "FLOAT32 -> INT32", INT8, "INT8 -> UINT8", "INT8 -> INT16", "INT8 -> INT32",
            "UINT8 -> INT8", UINT8, "UINT8 -> INT16", "UINT8 -> INT32", "INT16 -> INT8", "INT16 -> UINT8", INT16,
            "INT16 -> INT32", "INT32 -> INT8", "INT32 -> UINT8", "INT32 -> INT16", "INT32 -> INT32");
        add("DEQUANTIZE", Dequantize::prepare, "INT8 -> FLOAT32", "UINT8 -> FLOAT32", "INT16 -> FLOAT32",
            "INT32 -> FLOAT32");
        move("RESHAPE", Copy::prepareReshape, "T -> T", "T INT32 -> T");
        move("CONCATENATION", Concatenation::prepare, "T* -> T");
        move("STRIDED_SLICE", StridedSlice::prepare, "T INT32 INT32 INT32 -> T");
        move("SPLIT_V", SplitV::prepare, "T INT32 INT32 -> T*", "T INT64 INT32 -> T*");
        move("PAD", Pad::prepare, "T INT32 -> T", "T INT64 -> T");
        move("PADV2", Pad::prepare, "T INT32 T -> T", "T INT64 T -> T");
        move("READ_VARIABLE", Copy::prepareRead, "RESOURCE -> T");
        move("ASSIGN_VARIABLE", Copy::prepareAssign, "RESOURCE T ->");
        add("VAR_HANDLE", VariableHandle::prepare, "-> RESOURCE");
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

package dev.pipit.framework.tflite;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** The tables of options that are read, by the schema's number, with the schema's field numbers. */
final class OptionsTable {
    /** Of an operator without options. */
    static final int NONE = 0;

    private static final Map<Integer, Kind> KINDS = Map.ofEntries(
        kind(1, t -> new Options.Conv2d(padding(t, 0), atLeastOne(t, 1, 0, "stride_w"), atLeastOne(t, 2, 0, "stride_h"),
            atLeastOne(t, 4, 1, "dilation_w_factor"), atLeastOne(t, 5, 1, "dilation_h_factor"), activation(t, 3))),
        kind(2, t -> new Options.DepthwiseConv2d(padding(t, 0), atLeastOne(t, 1, 0, "stride_w"),
            atLeastOne(t, 2, 0, "stride_h"), atLeastOne(t, 5, 1, "dilation_w_factor"),
            atLeastOne(t, 6, 1, "dilation_h_factor"), atLeast(0, t, 3, 0, "depth_multiplier"), activation(t, 4))),
        kind(5, t -> new Options.Pool2d(padding(t, 0), atLeastOne(t, 1, 0, "stride_w"), atLeastOne(t, 2, 0, "stride_h"),
            atLeastOne(t, 3, 0, "filter_width"), atLeastOne(t, 4, 0, "filter_height"), activation(t, 5))),
        kind(6, t -> new Options.Svdf(atLeastOne(t, 0, 0, "rank"), activation(t, 1))),
        kind(8, OptionsTable::fullyConnected),
        kind(9, t -> new Options.Softmax(finite(t, 0, "beta"))),
        kind(10, t -> new Options.Concatenation(t.int32(0, 0), activation(t, 1))),
        kind(11, t -> new Options.Arithmetic(activation(t, 0), t.bool(1, true))),
        kind(15, t -> new Options.Resize(t.bool(2, false), t.bool(3, false))),
        kind(17, t -> new Options.Reshape(t.vector(0).ints())),
        kind(19, t -> new Options.SpaceToDepth(atLeastOne(t, 0, 0, "block_size"))),
        kind(21, t -> new Options.Arithmetic(activation(t, 0), false)),
        kind(23, t -> new Options.Gather(t.int32(0, 0), t.int32(1, 0))),
        kind(27, t -> new Options.Reduce(t.bool(0, false))),
        kind(28, t -> new Options.Arithmetic(activation(t, 0), t.bool(1, true))),
        kind(29, t -> new Options.Arithmetic(activation(t, 0), false)),
        kind(30, t -> new Options.Squeeze(t.vector(0).ints())),
        kind(32, t -> new Options.StridedSlice(t.int32(0, 0), t.int32(1, 0), t.int32(2, 0), t.int32(3, 0), t.int32(4, 0),
            t.bool(5, false))),
        kind(35, t -> new Options.Split(atLeastOne(t, 0, 0, "num_splits"))),
        kind(37, t -> new Options.Cast(type(t, 0), type(t, 1))),
        kind(40, t -> new Options.ArgExtreme(type(t, 0))),
        kind(49, t -> new Options.TransposeConv(padding(t, 0), atLeastOne(t, 1, 0, "stride_w"),
            atLeastOne(t, 2, 0, "stride_h"), activation(t, 3))),
        kind(55, t -> new Options.Shape(type(t, 0))),
        kind(57, t -> new Options.ArgExtreme(type(t, 0))),
        kind(59, t -> new Options.Pack(atLeastOne(t, 0, 0, "values_count"), t.int32(1, 0))),
        kind(64, t -> new Options.Unpack(atLeastOne(t, 0, 0, "num"), t.int32(1, 0))),
        kind(71, t -> new Options.SequenceLstm(activation(t, 0), finite(t, 1, "cell_clip"), finite(t, 2, "proj_clip"),
            t.bool(3, false), t.bool(5, false))),
        kind(74, t -> new Options.Resize(t.bool(0, false), t.bool(1, false))),
        kind(75, t -> new Options.LeakyRelu(finite(t, 0, "alpha"))),
        kind(77, t -> new Options.MirrorPad(oneOf(2, t, 0, "mode") == 1)),
        kind(79, t -> new Options.Split(atLeastOne(t, 0, 0, "num_splits"))),
        kind(92, t -> new Options.If(t.int32(0, 0), t.int32(1, 0))),
        kind(93, t -> new Options.While(t.int32(0, 0), t.int32(1, 0))),
        kind(94, t -> new Options.DepthToSpace(atLeastOne(t, 0, 0, "block_size"))),
        kind(101, t -> new Options.BatchMatmul(t.bool(0, false), t.bool(1, false))),
        kind(102, t -> new Options.Cumsum(t.bool(0, false), t.bool(1, false))),
        kind(103, t -> new Options.CallOnce(t.int32(0, 0))),
        kind(111, t -> new Options.VarHandle(t.text(0), t.text(1))),
        kind(116, t -> new Options.Gelu(t.bool(0, false))));

    /** Tables with fields that are not read here. */
    private static final Set<Integer> UNREAD = Set.of(3, 4, 7, 12, 13, 14, 16, 18, 20, 31, 50, 58, 61, 69, 70, 80, 87, 106,
        107, 114, 115);

    private OptionsTable() {
    }

    /** What a table of a known number says; one without fields says nothing. */
    static Options read(int number, FlatTable table) throws ModelFormatException {
        if (UNREAD.contains(number)) {
            return new Options.Unread();
        }
        Kind kind = KINDS.get(number);
        return kind == null ? new Options.None() : kind.read(table);
    }

    private static Options fullyConnected(FlatTable t) throws ModelFormatException {
        if (t.int8(1, 0) != 0) {
            throw t.error("weights must not be shuffled: weights_format=" + t.int8(1, 0));
        }
        return new Options.FullyConnected(activation(t, 0), t.bool(2, false));
    }

    private static Options.Padding padding(FlatTable t, int field) throws ModelFormatException {
        return oneOf(Options.Padding.values().length, t, field, "padding") == 0
            ? Options.Padding.SAME : Options.Padding.VALID;
    }

    private static Options.Activation activation(FlatTable t, int field) throws ModelFormatException {
        Options.Activation[] all = Options.Activation.values();
        int code = oneOf(all.length, t, field, "fused_activation_function");
        return Arrays.stream(all).filter(a -> a.code() == code).findFirst().orElseThrow();
    }

    private static TensorType type(FlatTable t, int field) throws ModelFormatException {
        int code = t.int8(field, 0);
        return TensorType.of(code).orElseThrow(() -> t.error("type " + code + " is not known"));
    }

    private static int oneOf(int choices, FlatTable t, int field, String name) throws ModelFormatException {
        int code = t.int8(field, 0);
        if (code < 0 || code >= choices) {
            throw t.error(name + " must be from 0 to " + (choices - 1) + ": " + name + "=" + code);
        }
        return code;
    }

    private static int atLeastOne(FlatTable t, int field, int absent, String name) throws ModelFormatException {
        return atLeast(1, t, field, absent, name);
    }

    private static int atLeast(int least, FlatTable t, int field, int absent, String name) throws ModelFormatException {
        int value = t.int32(field, absent);
        if (value < least) {
            throw t.error(name + " must be at least " + least + ": " + name + "=" + value);
        }
        return value;
    }

    private static float finite(FlatTable t, int field, String name) throws ModelFormatException {
        float value = t.float32(field);
        if (!Float.isFinite(value)) {
            throw t.error(name + " must be finite: " + name + "=" + value);
        }
        return value;
    }

    /** One kind of table. */
    private interface Kind {
        Options read(FlatTable table) throws ModelFormatException;
    }

    private static Map.Entry<Integer, Kind> kind(int table, Kind kind) {
        return Map.entry(table, kind);
    }
}

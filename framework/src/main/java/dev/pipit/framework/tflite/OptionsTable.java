package dev.pipit.framework.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pipit.framework.tflite.Options.Arithmetic;

/** The tables of options, by the schema's numbers: how each is read, and how it is written. */
final class OptionsTable {
    /** Of an operator without options. */
    static final int NONE = 0;

    private static final Map<Integer, Kind<?>> KINDS = Arrays.stream(new Kind<?>[] {
        new Kind<>(1, Options.Conv2d.class,
            t -> new Options.Conv2d(t.padding(0), t.positive(1, "stride_w"), t.positive(2, "stride_h"),
                t.atLeast(1, 4, 1, "dilation_w_factor"), t.atLeast(1, 5, 1, "dilation_h_factor"), t.activation(3)),
            (o, w) -> w.int8(0, o.padding().code()).int32(1, o.strideWidth()).int32(2, o.strideHeight())
                .int8(3, o.activation().code()).int32(4, o.dilationWidth(), 1).int32(5, o.dilationHeight(), 1)),
        new Kind<>(2, Options.DepthwiseConv2d.class,
            t -> new Options.DepthwiseConv2d(t.padding(0), t.positive(1, "stride_w"), t.positive(2, "stride_h"),
                t.atLeast(1, 5, 1, "dilation_w_factor"), t.atLeast(1, 6, 1, "dilation_h_factor"),
                t.atLeast(0, 3, 0, "depth_multiplier"), t.activation(4)),
            (o, w) -> w.int8(0, o.padding().code()).int32(1, o.strideWidth()).int32(2, o.strideHeight())
                .int32(3, o.depthMultiplier()).int8(4, o.activation().code())
                .int32(5, o.dilationWidth(), 1).int32(6, o.dilationHeight(), 1)),
        new Kind<>(5, Options.Pool2d.class,
            t -> new Options.Pool2d(t.padding(0), t.positive(1, "stride_w"), t.positive(2, "stride_h"),
                t.positive(3, "filter_width"), t.positive(4, "filter_height"), t.activation(5)),
            (o, w) -> w.int8(0, o.padding().code()).int32(1, o.strideWidth()).int32(2, o.strideHeight())
                .int32(3, o.filterWidth()).int32(4, o.filterHeight()).int8(5, o.activation().code())),
        new Kind<>(6, Options.Svdf.class,
            t -> new Options.Svdf(t.positive(0, "rank"), t.activation(1)),
            (o, w) -> w.int32(0, o.rank()).int8(1, o.activation().code())),
        new Kind<>(8, Options.FullyConnected.class,
            t -> {
                t.oneOf(1, 1, "weights_format");                 // other formats are shuffled
                return new Options.FullyConnected(t.activation(0), t.flag(2), t.flag(3));
            },
            (o, w) -> w.int8(0, o.activation().code()).flag(2, o.keepDimensions())
                .flag(3, o.asymmetricInput())),
        new Kind<>(9, Options.Softmax.class,
            t -> new Options.Softmax(t.finite(0, "beta")),
            (o, w) -> w.float32(0, o.beta())),
        new Kind<>(10, Options.Concatenation.class,
            t -> new Options.Concatenation(t.any(0), t.activation(1)),
            (o, w) -> w.int32(0, o.axis()).int8(1, o.activation().code())),
        arithmeticWithScaleRule(11),
        new Kind<>(12, Options.L2Normalization.class,
            t -> new Options.L2Normalization(t.activation(0)),
            (o, w) -> w.int8(0, o.activation().code())),
        arithmetic(21),
        arithmeticWithScaleRule(28),
        arithmetic(29),
        resize(15, 2),
        resize(74, 0),
        new Kind<>(17, Options.Reshape.class,
            t -> new Options.Reshape(t.table().vector(0).ints()),
            (o, w) -> w.ints(0, o.shape())),
        new Kind<>(19, Options.SpaceToDepth.class,
            t -> new Options.SpaceToDepth(t.positive(0, "block_size")),
            (o, w) -> w.int32(0, o.blockSize())),
        new Kind<>(23, Options.Gather.class,
            t -> new Options.Gather(t.any(0), t.any(1)),
            (o, w) -> w.int32(0, o.axis()).int32(1, o.batchDimensions())),
        new Kind<>(27, Options.Reduce.class,
            t -> new Options.Reduce(t.flag(0)),
            (o, w) -> w.flag(0, o.keepDimensions())),
        new Kind<>(30, Options.Squeeze.class,
            t -> new Options.Squeeze(t.table().vector(0).ints()),
            (o, w) -> w.ints(0, o.dimensions())),
        new Kind<>(32, Options.StridedSlice.class,
            t -> new Options.StridedSlice(t.any(0), t.any(1), t.any(2), t.any(3), t.any(4), t.flag(5)),
            (o, w) -> w.int32(0, o.beginMask()).int32(1, o.endMask()).int32(2, o.ellipsisMask())
                .int32(3, o.newAxisMask()).int32(4, o.shrinkAxisMask()).flag(5, o.offset())),
        split(35),
        split(79),
        new Kind<>(37, Options.Cast.class,
            t -> new Options.Cast(t.type(0), t.type(1)),
            (o, w) -> w.int8(0, o.inputType().code()).int8(1, o.outputType().code())),
        argExtreme(40),
        argExtreme(57),
        new Kind<>(49, Options.TransposeConv.class,
            t -> new Options.TransposeConv(t.padding(0), t.positive(1, "stride_w"), t.positive(2, "stride_h"),
                t.activation(3)),
            (o, w) -> w.int8(0, o.padding().code()).int32(1, o.strideWidth()).int32(2, o.strideHeight())
                .int8(3, o.activation().code())),
        new Kind<>(55, Options.Shape.class,
            t -> new Options.Shape(t.type(0)),
            (o, w) -> w.int8(0, o.outputType().code())),
        new Kind<>(59, Options.Pack.class,
            t -> new Options.Pack(t.positive(0, "values_count"), t.any(1)),
            (o, w) -> w.int32(0, o.values()).int32(1, o.axis())),
        new Kind<>(64, Options.Unpack.class,
            t -> new Options.Unpack(t.positive(0, "num"), t.any(1)),
            (o, w) -> w.int32(0, o.values()).int32(1, o.axis())),
        new Kind<>(71, Options.SequenceLstm.class,
            t -> new Options.SequenceLstm(t.activation(0), t.finite(1, "cell_clip"), t.finite(2, "proj_clip"),
                t.flag(3), t.flag(5)),
            (o, w) -> w.int8(0, o.activation().code()).float32(1, o.cellClip()).float32(2, o.projectionClip())
                .flag(3, o.timeMajor()).flag(5, o.diagonalRecurrence())),
        new Kind<>(75, Options.LeakyRelu.class,
            t -> new Options.LeakyRelu(t.finite(0, "alpha")),
            (o, w) -> w.float32(0, o.alpha())),
        new Kind<>(77, Options.MirrorPad.class,
            t -> new Options.MirrorPad(t.oneOf(2, 0, "mode") == 1),
            (o, w) -> w.int8(0, o.symmetric() ? 1 : 0)),
        new Kind<>(92, Options.If.class,
            t -> new Options.If(t.any(0), t.any(1)),
            (o, w) -> w.int32(0, o.thenSubgraph()).int32(1, o.elseSubgraph())),
        new Kind<>(93, Options.While.class,
            t -> new Options.While(t.any(0), t.any(1)),
            (o, w) -> w.int32(0, o.conditionSubgraph()).int32(1, o.bodySubgraph())),
        new Kind<>(94, Options.DepthToSpace.class,
            t -> new Options.DepthToSpace(t.positive(0, "block_size")),
            (o, w) -> w.int32(0, o.blockSize())),
        new Kind<>(101, Options.BatchMatmul.class,
            t -> new Options.BatchMatmul(t.flag(0), t.flag(1)),
            (o, w) -> w.flag(0, o.adjointX()).flag(1, o.adjointY())),
        new Kind<>(102, Options.Cumsum.class,
            t -> new Options.Cumsum(t.flag(0), t.flag(1)),
            (o, w) -> w.flag(0, o.exclusive()).flag(1, o.reverse())),
        new Kind<>(103, Options.CallOnce.class,
            t -> new Options.CallOnce(t.any(0)),
            (o, w) -> w.int32(0, o.subgraph())),
        new Kind<>(111, Options.VarHandle.class,
            t -> new Options.VarHandle(t.table().text(0), t.table().text(1)),
            (o, w) -> w.text(0, o.container()).text(1, o.sharedName())),
        new Kind<>(116, Options.Gelu.class,
            t -> new Options.Gelu(t.flag(0)),
            (o, w) -> w.flag(0, o.approximate())),
    }).collect(Collectors.toMap(Kind::number, Function.identity()));

    /** Tables that have fields which are not read here. */
    private static final Set<Integer> UNREAD = Set.of(3, 4, 7, 13, 14, 16, 18, 20, 31, 50, 58, 61, 69, 70, 80, 87, 106,
        107, 114, 115);

    private OptionsTable() {
    }

    /** The defaults of an operator whose table is absent. */
    static Options absent(int number, FlatFile file) throws ModelFormatException {
        return KINDS.containsKey(number) ? read(number, new FlatTable(file)) : new Options.None();
    }

    /** What a table says; one that has no fields says nothing. */
    static Options read(int number, FlatTable table) throws ModelFormatException {
        if (UNREAD.contains(number)) {
            return new Options.Unread();
        }
        Kind<?> kind = KINDS.get(number);
        return kind == null ? new Options.None() : kind.read.from(new OptionsFields(table));
    }

    /** Whether operators with this table have settings that must be written. */
    static boolean hasFields(int number) {
        return KINDS.containsKey(number);
    }

    /** Writes a table, and returns where it is. */
    static int write(int number, Options options, FlatBufferBuilder builder) {
        return KINDS.get(number).write(options, new TableWriter(builder));
    }

    private static Kind<Arithmetic> arithmeticWithScaleRule(int number) {
        return new Kind<>(number, Arithmetic.class,
            t -> new Arithmetic(t.activation(0), t.table().bool(1, true)),
            (o, w) -> w.int8(0, o.activation().code()).flag(1, o.powerOfTwoScale(), true));
    }

    private static Kind<Arithmetic> arithmetic(int number) {
        return new Kind<>(number, Arithmetic.class,
            t -> new Arithmetic(t.activation(0), false),
            (o, w) -> w.int8(0, o.activation().code()));
    }

    private static Kind<Options.Resize> resize(int number, int first) {
        return new Kind<>(number, Options.Resize.class,
            t -> new Options.Resize(t.flag(first), t.flag(first + 1)),
            (o, w) -> w.flag(first, o.alignCorners()).flag(first + 1, o.halfPixelCenters()));
    }

    private static Kind<Options.Split> split(int number) {
        return new Kind<>(number, Options.Split.class,
            t -> new Options.Split(t.positive(0, "num_splits")),
            (o, w) -> w.int32(0, o.parts()));
    }

    private static Kind<Options.ArgExtreme> argExtreme(int number) {
        return new Kind<>(number, Options.ArgExtreme.class,
            t -> new Options.ArgExtreme(t.type(0)),
            (o, w) -> w.int8(0, o.outputType().code()));
    }

    private interface Read<O> {
        O from(OptionsFields fields) throws ModelFormatException;
    }

    private record Kind<O extends Options>(int number, Class<O> type, Read<O> read, BiConsumer<O, TableWriter> write) {
        int write(Options options, TableWriter writer) {
            write.accept(type.cast(options), writer);
            return writer.end();
        }
    }
}

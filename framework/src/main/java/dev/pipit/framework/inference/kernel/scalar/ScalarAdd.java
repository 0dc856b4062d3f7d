package dev.pipit.framework.inference.kernel.scalar;

import java.util.List;
import java.util.Optional;

import dev.pipit.framework.inference.kernel.Add;
import dev.pipit.framework.inference.kernel.ChannelRescale;
import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Rescale;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/** ADD and SUB of int8 tensors of one shape: what each of 256 inputs adds to the sum stands in a table. */
public final class ScalarAdd {
    private static final int SIZE = 256;

    private final Add.Scaling scaling;
    private final int sign;
    private final int[] lefts;
    private final int[] rights;
    private final ChannelTotals totals;

    private ScalarAdd(Add.Scaling scaling, int sign) {
        this.scaling = scaling;
        this.sign = sign;
        this.lefts = table(scaling.left(), scaling.leftOffset(), 1);
        this.rights = table(scaling.right(), scaling.rightOffset(), sign);
        this.totals = new ChannelTotals(new ChannelRescale(List.of(scaling.output()), scaling.output().roundsOnce()),
            scaling.outputOffset(), scaling.range(), 1);
    }

    private int[] table(Rescale rescale, int offset, int factor) {
        int[] table = new int[SIZE];
        for (int q = Byte.MIN_VALUE; q <= Byte.MAX_VALUE; q++) {
            table[q & 0xFF] = factor * rescale.apply(q + offset << scaling.spareBits());
        }
        return table;
    }

    /** Tables of an operator that takes int8 tensors of one shape. */
    public static Optional<ScalarAdd> of(Node node, Workspace workspace) throws ModelFormatException {
        boolean fits = node.input(0).sameShape(node.input(1)) && node.output(0).type() == TensorType.INT8;
        if (!fits) {
            return Optional.empty();
        }
        workspace.keeps(8L * SIZE);
        return Optional.of(new ScalarAdd(Add.scaling(node), node.operator().name().equals("SUB") ? -1 : 1));
    }

    static Optional<Kernel> twin(Node node, Workspace workspace) throws ModelFormatException {
        Storage left = node.input(0).storage();
        Storage right = node.input(1).storage();
        Storage output = node.output(0).storage();
        return of(node, workspace).map(tables -> () -> tables.run(left.bytes(), left.offset(), right.bytes(),
            right.offset(), output.bytes(), output.offset(), output.length()));
    }

    /** Adds {@code count} bytes. */
    public void run(byte[] left, int l, byte[] right, int r, byte[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = (byte) totals.of(lefts[left[l + i] & 0xFF] + rights[right[r + i] & 0xFF], 0);
        }
    }

    /** What it was made from. */
    public Add.Scaling scaling() {
        return scaling;
    }

    /** 1 for a sum, −1 for a difference. */
    public int sign() {
        return sign;
    }
}

package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;
import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;

import java.util.Optional;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

import dev.pipit.framework.inference.kernel.Add;
import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Rescale;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.inference.kernel.scalar.ScalarAdd;
import dev.pipit.framework.inference.kernel.scalar.Workspace;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * ADD and SUB of int8 tensors of one shape, in float lanes wherever that cannot be wrong: the exact output differs from
 * the nearest whole number of left · a + right · b + c only if that is very near to the middle between two. How near
 * follows from what the integer arithmetic rounds and from what floats round. Vectors that come too near are left to
 * {@link ScalarAdd}.
 */
final class VectorAdd {
    private static final float WHOLE = 0x1.8p23f;
    /** With errors beyond this, too many vectors would be computed twice. */
    private static final double MOST_ERROR = 0x1p-9;

    private final Storage left;
    private final Storage right;
    private final Storage output;
    private final ScalarAdd exact;
    private final float a;
    private final float b;
    private final float c;
    private final float whole;
    private final int least;
    private final int greatest;
    private final int ambiguous;

    private VectorAdd(Node node, ScalarAdd exact, double a, double b, double c, double error)
            throws ModelFormatException {
        this.left = node.input(0).storage();
        this.right = node.input(1).storage();
        this.output = node.output(0).storage();
        this.exact = exact;
        this.a = (float) a;
        this.b = (float) b;
        this.c = (float) c;
        this.whole = WHOLE + exact.scaling().outputOffset();
        this.least = Float.floatToRawIntBits(WHOLE) + exact.scaling().range().least();
        this.greatest = Float.floatToRawIntBits(WHOLE) + exact.scaling().range().greatest();
        this.ambiguous = Float.floatToRawIntBits((float) (0.5 - error));
    }

    static Optional<Kernel> twin(Node node, Workspace workspace) throws ModelFormatException {
        Optional<ScalarAdd> exact = Lanes.WIDE ? ScalarAdd.of(node, workspace) : Optional.empty();
        if (exact.isEmpty()) {
            return Optional.empty();
        }
        Add.Scaling scaling = exact.get().scaling();
        double back = real(scaling.output());
        double a = Math.scalb(real(scaling.left()), scaling.spareBits()) * back;
        double b = Math.scalb(real(scaling.right()), scaling.spareBits()) * back * exact.get().sign();
        double c = a * scaling.leftOffset() + b * scaling.rightOffset();
        // two inputs are each off by up to 1, and the second rounding of the output by 2^-(1+e) < back
        double integers = 3 * back;
        double floats = 0x1p-22 * (128 * a + 128 * Math.abs(b) + Math.abs(c));
        if (integers + floats > MOST_ERROR) {
            return Optional.empty();
        }
        return Optional.of(new VectorAdd(node, exact.get(), a, b, c, integers + floats)::run);
    }

    private static double real(Rescale rescale) {
        return Math.scalb((double) rescale.multiplier(), rescale.shift() - 31);
    }

    private void run() {
        byte[] l = left.bytes();
        byte[] r = right.bytes();
        byte[] out = output.bytes();
        int from = left.offset();
        int and = right.offset();
        int at = output.offset();
        int i = 0;
        for (int end = output.length() - COUNT; i <= end; i += COUNT) {
            if (isAmbiguous(l, from + i, r, and + i, out, at + i)) {
                exact.run(l, from + i, r, and + i, out, at + i, COUNT);
            }
        }
        exact.run(l, from + i, r, and + i, out, at + i, output.length() - i);
    }

    private boolean isAmbiguous(byte[] l, int from, byte[] r, int and, byte[] into, int at) {
        FloatVector x = (FloatVector) ByteVector.fromArray(Lanes.BYTES, l, from)
            .convertShape(VectorOperators.B2F, FLOATS, 0);
        FloatVector y = (FloatVector) ByteVector.fromArray(Lanes.BYTES, r, and)
            .convertShape(VectorOperators.B2F, FLOATS, 0);
        FloatVector t = x.fma(FloatVector.broadcast(FLOATS, a),
            y.fma(FloatVector.broadcast(FLOATS, b), FloatVector.broadcast(FLOATS, c)));
        FloatVector rounded = t.add(whole);
        IntVector off = t.sub(rounded.sub(whole)).reinterpretAsInts().and(Integer.MAX_VALUE);
        IntVector numbers = rounded.reinterpretAsInts().max(least).min(greatest);
        ((ByteVector) numbers.convertShape(VectorOperators.I2B, Lanes.BYTES, 0)).intoArray(into, at);
        return off.compare(VectorOperators.GT, ambiguous).anyTrue();
    }
}

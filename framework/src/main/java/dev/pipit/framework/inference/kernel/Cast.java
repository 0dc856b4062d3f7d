package dev.pipit.framework.inference.kernel;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/**
 * The same numbers in another type, scales ignored.
 *
 * <p>Range: a whole number that does not fit loses its upper bits. A real number loses its fraction and is held at the
 * ends of the type, NaN gives 0; the source leaves undefined what happens there. Everything but 0 is true.
 */
public final class Cast {
    private static final List<TensorType> TYPES = List.of(TensorType.INT8, TensorType.UINT8, TensorType.INT16,
        TensorType.INT32, TensorType.UINT32, TensorType.INT64, TensorType.FLOAT32, TensorType.BOOL);

    private Cast() {
    }

    static String[] signatures() {
        List<String> signatures = new ArrayList<>();
        for (TensorType from : TYPES) {
            for (TensorType to : TYPES) {
                signatures.add(from + " -> " + to);
            }
        }
        return signatures.toArray(String[]::new);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.elements() == out.elements(), "output must be as large as the input: numbers=%s, %s",
            in.elements(), out.elements());
        if (in.type() != TensorType.FLOAT32) {
            return () -> whole(in, out);
        }
        return out.type() == TensorType.FLOAT32 ? () -> in.storage().copy(0, out.storage(), 0, in.storage().length())
            : () -> real(in.storage(), out);
    }

    private static void whole(Operand in, Operand out) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            long value = switch (in.type()) {
                case INT64 -> in.storage().int64(i);
                case UINT32 -> in.storage().int32(i) & 0xFFFFFFFFL;
                case BOOL -> in.storage().int8(i) == 0 ? 0 : 1;
                default -> in.get(i);
            };
            if (out.type() == TensorType.FLOAT32) {
                out.storage().putFloat32(i, value);
            } else {
                put(out, i, value);
            }
        }
    }

    private static void real(Storage in, Operand out) {
        for (int i = 0, count = out.elements(); i < count; i++) {
            float x = in.float32(i);
            put(out, i, switch (out.type()) {
                case BOOL -> x == 0 ? 0 : 1;
                case UINT32 -> Math.max(0, Math.min(0xFFFFFFFFL, (long) x));
                case INT64 -> (long) x;
                default -> Range.of(out.type()).clamp((int) x);
            });
        }
    }

    private static void put(Operand out, int i, long value) {
        switch (out.type()) {
            case INT64 -> out.storage().putInt64(i, value);
            case BOOL -> out.storage().putInt8(i, value == 0 ? 0 : 1);
            default -> out.put(i, (int) value);
        }
    }
}

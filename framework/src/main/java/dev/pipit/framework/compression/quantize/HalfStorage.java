package dev.pipit.framework.compression.quantize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.tflite.Half;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * Stores the weights of a model of real numbers in 16 bits, each behind a DEQUANTIZE, as TensorFlow Lite writes them;
 * biases and whatever else has one dimension stay as they are, since operators want them as constants. The model computes with floats as before, and needs room for them: what gets smaller is the file.
 */
public final class HalfStorage {
    private HalfStorage() {
    }

    /**
     * The same model, stored in 16 bits.
     *
     * @throws IllegalArgumentException if a constant is not a number of 16 bits' range, ±65504
     */
    public static Model of(Model model) {
        Draft draft = Draft.of(FloatTwin.of(model));
        List<Operator> widened = new ArrayList<>();
        for (int tensor = 0, count = draft.tensors(); tensor < count; tensor++) {
            TensorInfo info = draft.tensor(tensor);
            if (info.type() == TensorType.FLOAT32 && info.constant().isPresent() && info.shape().length > 1) {
                int half = draft.add(info.name() + "_half", TensorType.FLOAT16, Optional.empty(), info.shape());
                draft.set(half, TensorType.FLOAT16, info.shape(), Optional.empty(), Optional.of(halves(model, info)));
                draft.set(tensor, TensorType.FLOAT32, info.shape(), Optional.empty(), Optional.empty());
                widened.add(new Operator(0, OperatorCode.DEQUANTIZE, "", 3, List.of(half), List.of(tensor), new Options.None()));
            }
        }
        draft.operators().addAll(0, widened);
        return draft.model();
    }

    private static ByteBuffer halves(Model model, TensorInfo info) {
        float[] values = Reals.of(info);
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            short half = Half.of(value);
            if (!Float.isFinite(Half.real(half))) {
                throw new IllegalArgumentException(model.name() + ": weights must be finite numbers of at most 65504: tensor "
                    + info.index() + " (" + info.name() + ") has " + value);
            }
            bytes.putShort(half);
        }
        return bytes.flip();
    }
}

package dev.pipit.framework.compression.quantize;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * A model whose numbers are all real: constants become what they stand for, and QUANTIZE and DEQUANTIZE fall away. What
 * rounding did to the weights stays; what it did to activations is gone.
 */
public final class FloatTwin {
    private FloatTwin() {
    }

    /**
     * The twin of any model; that of a model of real numbers is equal to it.
     *
     * @throws IllegalArgumentException for a model of several subgraphs
     */
    public static Model of(Model model) {
        if (model.subgraphs().size() > 1) {
            throw new IllegalArgumentException(model.name() + ": must have one subgraph: subgraphs="
                + model.subgraphs().size());
        }
        Draft draft = Draft.of(model);
        for (TensorInfo tensor : model.main().tensors()) {
            boolean real = tensor.type() == TensorType.FLOAT16 || tensor.quantization().isPresent();
            if (real && tensor.type() != TensorType.FLOAT32) {
                draft.set(tensor.index(), TensorType.FLOAT32, tensor.shape(), Optional.empty(),
                    tensor.constant().isPresent() ? Optional.of(Reals.bytes(Reals.of(tensor))) : Optional.empty());
            }
        }
        Set<Integer> inputs = new HashSet<>(model.main().inputs());
        for (Operator operator : List.copyOf(draft.operators())) {
            boolean translates = operator.code() == OperatorCode.QUANTIZE || operator.code() == OperatorCode.DEQUANTIZE;
            boolean passes = model.main().outputs().containsAll(operator.outputs()) && inputs.containsAll(operator.inputs());
            if (translates && !passes) {
                draft.operators().removeIf(each -> each.outputs().equals(operator.outputs()));
                draft.redirect(operator.outputs().get(0), writer(model, operator, draft));
            }
        }
        draft.operators().replaceAll(each -> new Operator(each.index(), each.code(), each.customName(), each.version(),
            each.inputs(), each.outputs(), each.options()));        // without what tells an LSTM scales
        Model twin = draft.model();
        return new Model(model.name(), twin.description(), twin.subgraphs(), 0);
    }

    /** What an operator translates, as it is called now. */
    private static int writer(Model model, Operator operator, Draft draft) {
        int from = operator.inputs().get(0);
        Optional<Operator> before = model.main().operators().stream().filter(each -> each.outputs().contains(from)).findFirst();
        boolean gone = before.isPresent() && draft.writer(from).isEmpty();
        return gone ? writer(model, before.get(), draft) : from;
    }
}

package dev.pipit.framework.compression.quantize;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options.Activation;

/** Takes an activation into the operator before it, so that no range is spent on what it cuts off. */
final class Fusion {
    private static final Map<OperatorCode, Activation> FUSED = Map.of(OperatorCode.RELU, Activation.RELU,
        OperatorCode.RELU6, Activation.RELU6, OperatorCode.RELU_N1_TO_1, Activation.RELU_N1_TO_1);

    private Fusion() {
    }

    static Model of(Model model) {
        Draft draft = Draft.of(model);
        for (Operator activation : model.main().operators()) {
            if (FUSED.containsKey(activation.code())) {
                int in = activation.inputs().get(0);
                Optional<Operator> before = draft.writer(in).filter(operator -> Activations.of(operator.options())
                    .filter(Activation.NONE::equals).isPresent());
                if (before.isPresent() && draft.readers(in).size() == 1 && !draft.outputs().contains(in)) {
                    Operator operator = before.get();
                    draft.operators().removeIf(each -> each.outputs().equals(activation.outputs()));
                    draft.replace(operator, new Operator(operator.index(), operator.code(), "", operator.version(),
                        operator.inputs(), List.of(activation.outputs().get(0)),
                        Activations.with(operator.options(), FUSED.get(activation.code()))));
                }
            }
        }
        return draft.model();
    }
}

package dev.pipit.framework.compression.quantize;

import java.util.List;
import java.util.Optional;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/** Lets a network of whole numbers take and give real ones. */
final class Ends {
    private Ends() {
    }

    static Draft of(Model model) {
        Draft draft = Draft.of(model);
        for (int k = 0; k < model.main().inputs().size(); k++) {
            TensorInfo input = draft.tensor(draft.inputs().get(k));
            int real = draft.add(input.name() + "_real", TensorType.FLOAT32, Optional.empty(), input.shape());
            draft.operators().add(0, new Operator(0, OperatorCode.QUANTIZE, "", 1, List.of(real), List.of(input.index()),
                new Options.None()));
            draft.inputs().set(k, real);
        }
        for (int k = 0; k < model.main().outputs().size(); k++) {
            TensorInfo output = draft.tensor(draft.outputs().get(k));
            if (output.quantization().isPresent()) {
                int real = draft.add(output.name() + "_real", TensorType.FLOAT32, Optional.empty(), output.shape());
                draft.add(OperatorCode.DEQUANTIZE, 2, new Options.None(), List.of(output.index()), List.of(real));
                draft.outputs().set(k, real);
            }
        }
        return draft;
    }
}

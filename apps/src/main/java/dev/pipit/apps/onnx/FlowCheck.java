package dev.pipit.apps.onnx;

import java.util.HashSet;
import java.util.Set;

/** Checks that every value is made once, before it is read. */
final class FlowCheck {
    private FlowCheck() {
    }

    static void check(OnnxModel model) throws OnnxFormatException {
        Set<String> made = new HashSet<>(model.constants().keySet());
        for (OnnxValue input : model.inputs()) {
            if (!made.add(input.name())) {
                throw new OnnxFormatException(model.name() + ": input " + input.name() + " must be there once");
            }
        }
        for (int i = 0; i < model.nodes().size(); i++) {
            OnnxNode node = model.nodes().get(i);
            if (node.outputs().isEmpty()) {
                throw new OnnxFormatException(model.name() + ": " + node.at(i) + " must make something: outputs=0");
            }
            for (String name : node.inputs()) {
                if (!name.isEmpty() && !made.contains(name)) {
                    throw new OnnxFormatException(model.name() + ": " + node.at(i) + " must not read what was not made"
                        + " before: value=" + name);
                }
            }
            for (String name : node.outputs()) {
                if (!name.isEmpty() && !made.add(name)) {
                    throw new OnnxFormatException(model.name() + ": " + node.at(i) + " must not make what was made before:"
                        + " value=" + name);
                }
            }
        }
        for (OnnxValue output : model.outputs()) {
            if (!made.contains(output.name())) {
                throw new OnnxFormatException(model.name() + ": output " + output.name() + " must be made by a node");
            }
        }
    }
}

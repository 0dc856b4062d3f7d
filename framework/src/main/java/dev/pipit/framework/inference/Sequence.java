package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Twins;
import dev.pipit.framework.tflite.ModelFormatException;

/** Kernels that run one after the other. They can be replaced by faster ones between two runs. */
final class Sequence implements Kernel {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Kernel> reference = new ArrayList<>();
    private volatile Kernel[] kernels = {};

    /** Appends an operator, for which the reference has made a kernel. */
    void add(Node node, Kernel kernel) {
        if (kernel != NOTHING) {
            nodes.add(node);
            reference.add(kernel);
        }
    }

    /** Takes the twin of each operator that has one, and the reference for the others. */
    void use(Twins twins) throws ModelFormatException {
        Kernel[] chosen = new Kernel[nodes.size()];
        for (int k = 0; k < chosen.length; k++) {
            Optional<Kernel> twin = twins.twin(nodes.get(k));
            chosen[k] = twin.orElse(reference.get(k));
        }
        kernels = chosen;
    }

    @Override
    public void run() {
        for (Kernel kernel : kernels) {
            kernel.run();
        }
    }
}

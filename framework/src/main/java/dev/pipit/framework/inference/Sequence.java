package dev.pipit.framework.inference;

import java.util.List;

import dev.pipit.framework.inference.kernel.Kernel;

/** Kernels that run one after the other. */
final class Sequence implements Kernel {
    private final Kernel[] kernels;

    Sequence(List<Kernel> kernels) {
        this.kernels = kernels.stream().filter(kernel -> kernel != NOTHING).toArray(Kernel[]::new);
    }

    @Override
    public void run() {
        for (Kernel kernel : kernels) {
            kernel.run();
        }
    }
}

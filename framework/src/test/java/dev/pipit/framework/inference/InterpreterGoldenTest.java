package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import dev.pipit.framework.inference.GoldenFolder.ModelEntry;
import dev.pipit.testing.PublicData;

/** Outputs and intermediate tensors of the TensorFlow Lite Micro reference kernels, equal in every bit. */
class InterpreterGoldenTest {
    @TestFactory
    Stream<DynamicTest> everyTensorIsThatOfTheReference() throws IOException {
        var golden = GoldenFolder.open(PublicData.folder("golden"));
        return models(golden).flatMap(model -> Stream.of(KernelSet.REFERENCE, KernelSet.SCALAR, KernelSet.VECTOR)
            .map(kernels -> DynamicTest.dynamicTest(model.id() + " " + kernels,
                () -> assertEquals(List.of(), golden.check(model, Settings.standard().kernels(kernels))))));
    }

    @TestFactory
    Stream<DynamicTest> needsNoMoreMemoryThanTheReference() throws IOException {
        var golden = GoldenFolder.open(PublicData.folder("golden"));
        return models(golden).map(model -> DynamicTest.dynamicTest(model.id(), () -> {
            MemoryUse memory = Interpreter.prepare(golden.load(model), Settings.standard().kernels(KernelSet.REFERENCE))
                .memory();
            // the reference counts its own structures as well
            assertTrue(memory.arenaBytes() + memory.variableBytes() + memory.scratchBytes() <= model.arenaUsed(),
                memory + ", reference: " + model.arenaUsed());
        }));
    }

    private static Stream<ModelEntry> models(GoldenFolder golden) {
        return golden.models().stream();
    }
}

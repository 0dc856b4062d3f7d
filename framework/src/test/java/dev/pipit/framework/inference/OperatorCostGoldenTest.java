package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import dev.pipit.framework.tflite.Model;
import dev.pipit.testing.PublicData;

class OperatorCostGoldenTest {
    /** The index was counted by another program, in millions with four digits, without recurrent operators. */
    @TestFactory
    Stream<DynamicTest> countsWhatAnotherProgramCounted() throws IOException {
        var golden = GoldenFolder.open(PublicData.folder("golden"));
        return golden.models().stream().map(model -> DynamicTest.dynamicTest(model.id(), () ->
            assertEquals(model.mmacs(), counted(golden.load(model)) / 1e6, 0.5e-4 + 1e-9)));
    }

    private static long counted(Model model) {
        return OperatorCost.total(OperatorCost.of(model).stream()
            .filter(cost -> !cost.name().equals("SVDF") && !cost.name().equals("UNIDIRECTIONAL_SEQUENCE_LSTM")).toList());
    }
}

package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.inference.kernel.Kernels;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorType;

class SupportTest {
    private static String refusal(OperatorCode code, String customName, TensorType type) {
        var subgraph = new Subgraph(0, "", List.of(Spec.of(type, 2).info(0, Optional.empty(), false),
            Spec.of(type, 2).info(1, Optional.empty(), false)), List.of(0), List.of(1),
            List.of(new Operator(0, code, customName, 3, List.of(0), List.of(1), new Options.None())));
        return assertThrows(UnsupportedOperatorsException.class,
            () -> Interpreter.prepare(new Model("", List.of(subgraph), 0))).getMessage().lines().toList().get(1).strip();
    }

    @Test
    void whatCannotBeRunIsNamedWithAWayOut() {
        TensorType int8 = TensorType.INT8;
        assertEquals("operator 0 (CUSTOM:ethos-u) version 3, INT8 -> INT8; instead: the model as it was before Vela "
            + "compiled it for an Ethos-U", refusal(OperatorCode.CUSTOM, "ethos-u", int8));
        assertEquals("operator 0 (CUSTOM:TFLM_DECODE) version 3, INT8 -> INT8; instead: the model as it was before its "
            + "weights were compressed", refusal(OperatorCode.CUSTOM, "TFLM_DECODE", int8));
        assertEquals("operator 0 (CUSTOM:TFLite_Detection_PostProcess) version 3, INT8 -> INT8; instead: boxes and "
            + "scores as outputs of the model, and their selection in the application",
            refusal(OperatorCode.CUSTOM, "TFLite_Detection_PostProcess", int8));
        assertEquals("operator 0 (CUSTOM:FlexErf) version 3, FLOAT32 -> FLOAT32; instead: built-in operators: convert "
            + "without SELECT_TF_OPS, which needs all of TensorFlow",
            refusal(OperatorCode.CUSTOM, "FlexErf", TensorType.FLOAT32));
        assertEquals("operator 0 (STABLEHLO_ADD) version 3, INT8 -> INT8; instead: built-in operators: convert to "
            + "TensorFlow Lite's own, not to StableHLO", refusal(OperatorCode.STABLEHLO_ADD, "", int8));
        assertEquals("operator 0 (HASHTABLE_FIND) version 3, INT8 -> INT8; instead: numbers: look texts up in the "
            + "application", refusal(OperatorCode.HASHTABLE_FIND, "", int8));
        assertEquals("operator 0 (RESHAPE) version 3, STRING -> STRING; instead: numbers: texts are dealt with in the "
            + "application", refusal(OperatorCode.RESHAPE, "", TensorType.STRING));
        assertEquals("operator 0 (operator 300) version 3, INT8 -> INT8", refusal(OperatorCode.UNKNOWN, "300", int8));
    }

    @Test
    void noOperatorThatCanBeRunIsGivenUpFor() {
        assertTrue(Support.alternatives().keySet().stream().noneMatch(Kernels.names()::contains));
        assertTrue(Support.alternatives().containsKey("CUSTOM:ethos-u"));
    }
}

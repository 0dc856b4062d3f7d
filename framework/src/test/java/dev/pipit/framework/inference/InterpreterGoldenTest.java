package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.testing.PublicData;

/** Outputs and intermediate tensors of the TensorFlow Lite Micro reference kernels, equal in every bit. */
class InterpreterGoldenTest {
    @ParameterizedTest
    @ValueSource(strings = {"kws_ref_model", "ad01_int8", "pretrainedResnet_quant", "vww_96_int8", "str_ww_ref_model",
        "micro_speech_quantized", "silabs_tflite_micro_speech", "person_detect", "hello_world_int8", "mww_v2_okay_nabu",
        "mww_v2_hey_jarvis", "mww_v2_vad", "mww_v1_okay_nabu"})
    void everyTensorIsThatOfTheReference(String id) throws IOException {
        var golden = GoldenFolder.open(PublicData.folder("golden"));
        assertEquals(List.of(), golden.check(golden.model(id)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kws_ref_model", "ad01_int8", "pretrainedResnet_quant", "vww_96_int8", "str_ww_ref_model",
        "micro_speech_quantized", "silabs_tflite_micro_speech", "person_detect", "hello_world_int8", "mww_v2_okay_nabu",
        "mww_v2_hey_jarvis", "mww_v2_vad", "mww_v1_okay_nabu"})
    void needsNoMoreMemoryThanTheReference(String id) throws IOException {
        var golden = GoldenFolder.open(PublicData.folder("golden"));
        MemoryUse memory = Interpreter.prepare(golden.load(golden.model(id))).memory();
        assertTrue(memory.arenaBytes() + memory.variableBytes() + memory.scratchBytes() <= golden.model(id).arenaUsed(),
            memory.toString());
    }
}

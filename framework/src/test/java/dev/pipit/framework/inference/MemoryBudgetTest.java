package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import dev.pipit.testing.PublicData;

/**
 * How much memory public models need, pinned: whoever makes it more must say so here. The numbers are those of the day
 * when they were written down; that they are few is what the reference says.
 */
class MemoryBudgetTest {
    /** Twin of TensorFlow Lite Micro's own threshold: less is noise of alignment, more is a decision. */
    private static final double TOLERANCE = 0.03;

    /** Bytes: arena, constants, variables, scratch, twins in plain Java. docs/memory.md shows some of them. */
    private static final String BUDGETS = """
        kws_ref_model                16000   24376      0     0   172936
        ad01_int8                      768  270880      0     0  1208168
        pretrainedResnet_quant       49152   78752      0     0   434800
        vww_96_int8                  64512  219072      0     0  1171220
        str_ww_ref_model              6656   48396      0     0   248392
        micro_speech_quantized        5968   16704      0     0   166356
        person_detect                55296  218928      0     0  1170572
        hello_world_int8                32     420      0     0     5072
        keyword_scrambled_8bit         288   22728   5120     0    23284
        trained_lstm_int8             1344    9808     60   160    42756
        dtln_noise_suppression         544  366212    768  2048   179524
        mww_v2_okay_nabu              4096   29768   3473     0   143784
        mww_v2_hey_jarvis             3424   26442   2841     0   134112
        mww_v2_vad                    1536   16244   1121     0    78184
        mww_v1_okay_nabu             14864   69260   8025     0   535292
        silabs_tflite_micro_speech    5968   16696      0     0   166356
        """;

    @TestFactory
    Stream<DynamicTest> needsWhatItDid() throws IOException {
        var golden = GoldenFolder.open(PublicData.folder("golden"));
        return BUDGETS.lines().map(line -> line.split(" +")).map(row -> DynamicTest.dynamicTest(row[0], () -> {
            MemoryUse memory = Interpreter.prepare(golden.load(golden.model(row[0])),
                Settings.standard().kernels(KernelSet.SCALAR)).memory();
            long[] budget = Arrays.stream(row).skip(1).mapToLong(Long::parseLong).toArray();
            assertEquals(budget[0], memory.arenaBytes(), "arena");
            near(budget[1], memory.constantBytes(), "constants");
            near(budget[2], memory.variableBytes(), "variables");
            near(budget[3], memory.scratchBytes(), "scratch");
            near(budget[4], memory.twinBytes(), "twins");
        }));
    }

    private static void near(long budget, long is, String what) {
        assertEquals(budget, is, budget * TOLERANCE, what);
    }

    /** The reference keeps its own structures in its arena; tensors alone must not take more than all of that. */
    @TestFactory
    Stream<DynamicTest> theArenaIsNotLargerThanThatOfTheReference() throws IOException {
        var golden = GoldenFolder.open(PublicData.folder("golden"));
        return golden.models().stream().map(model -> DynamicTest.dynamicTest(model.id(), () -> {
            Optional<MemoryUse> memory = Optional.empty();
            try {
                memory = Optional.of(Interpreter.prepare(golden.load(model)).memory());
            } catch (UnsupportedOperatorsException e) {
                assertEquals("audio_preprocessor_int8", model.id());          // the only one that does not run
            }
            memory.ifPresent(use -> assertTrue(use.arenaBytes() <= model.arenaUsed(),
                use + ", reference: " + model.arenaUsed()));
        }));
    }
}

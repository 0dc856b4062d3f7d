package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.npy.Npy;
import dev.pipit.testing.PublicData;

/** Public models over their reference inputs, one behind the other as rows of one stream, then over random rows. */
class SlidingGoldenTest {
    /**
     * The products follow from the layers by hand. For a row of str_ww: 39 928 = 3·40 + 40·128 + 5·128 + 128² + 10·128 +
     * 128², and 6 112 for the last three layers. For kws, of whose first layer 2 + 3 rows see the border, and one more
     * above and below in each of the next four: 320 000 · 6/25 + 584 000 · (8 + 10 + 12 + 14)/25 + 768.
     */
    @ParameterizedTest
    @CsvSource({"str_ww_ref_model, 1, 46040", "str_ww_ref_model, 4, 165824", "kws_ref_model, 2, 1105408",
        "kws_ref_model, 1, 1105408", "kws_ref_model, 5, 1530368", "micro_speech_quantized, 2, 92800",
        "micro_speech_quantized, 3, 118400"})
    void givesTheScoresOfAFullRun(String id, int hopRows, long newMacs) throws IOException {
        Path folder = PublicData.folder("golden");
        var golden = GoldenFolder.open(folder);
        var entry = golden.model(id);
        var stream = new ByteArrayOutputStream();
        for (GoldenFolder.Case each : entry.cases()) {                  // realistic ones and random ones
            stream.write(Npy.load(folder.resolve(each.inputs().get(0))).bytes());
        }
        var hops = new Hops(golden.load(entry), hopRows, KernelSet.SCALAR, KernelSet.SCALAR, new Random(3));
        byte[] rows = new byte[hops.sliding.input().bytes()];
        for (int at = 0; at + rows.length <= stream.size(); at += rows.length) {
            System.arraycopy(stream.toByteArray(), at, rows, 0, rows.length);
            hops.push(rows, id + " row " + at / rows.length * hopRows);
        }
        hops.run(50, id + " random");
        assertTrue(hops.compared >= 100 && hops.changed >= 30,
            hops.changed + " of " + hops.compared + " outputs changed");
        assertEquals(newMacs, hops.sliding.newMacs());
    }
}

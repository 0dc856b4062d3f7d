package dev.pipit.apps.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingBenchTest {
    /** By hand: pointwise 40 · 64, six blocks of 9 · 64 and 64 · 64 at 100 rows, and 64 · 2. */
    @Test
    void countsTheProductsOfAnExample() {
        assertEquals(100 * (40 * 64 + 6 * (9 * 64 + 64 * 64)) + 128, TrainingBench.macs(BenchNetwork.ROWS.build()));
        assertEquals(125 * (40 * 64 + 4 * (9 * 64 + 64 * 64)) + 64 * 12, TrainingBench.macs(BenchNetwork.DS_CNN.build()));
    }

    @Test
    void measuresEachNetworkWithOneThreadAndTwo() {
        List<TrainingSpeed> speeds = new ArrayList<>();
        new TrainingBench(0, 0).measure(speeds::add);
        assertEquals(9, speeds.size());
        assertEquals("three loops", speeds.get(8).network());
        assertTrue(speeds.stream().allMatch(speed -> speed.times().min() > 0));
    }

    @Test
    void givesProductsPerSecond() {
        JsonObject json = new TrainingSpeed("small", "both", 2, 6_000_000, new Times(1000, 2000, 0, 50)).json();
        assertEquals(6, json.get("gmac_per_s_most").getAsDouble());
        assertEquals(3, json.get("gmac_per_s_median").getAsDouble());
    }
}

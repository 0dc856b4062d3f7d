package dev.pipit.apps.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparseBenchTest {
    @Test
    void measuresTwoLayersWithFourPartsOfZeros() {
        List<SparseSpeed> speeds = new ArrayList<>();
        new SparseBench(0, 1).measure(speeds::add);
        assertEquals(List.of(0.0, 0.5, 0.75, 0.875, 0.0, 0.5, 0.75, 0.875), speeds.stream().map(SparseSpeed::zeros).toList());
        assertTrue(speeds.stream().allMatch(speed -> speed.dense() > 0 && speed.sparse() > 0));
    }

    @Test
    void saysHowManyTimesFaster() {
        var speed = new SparseSpeed("small", 0.75, 12, 8);
        assertTrue(speed.row().matches("small +75.0 % +12.0 +8.0 +1.50"), speed.row());
        JsonObject json = speed.json();
        assertEquals(8, json.get("sparse_us").getAsDouble());
    }
}

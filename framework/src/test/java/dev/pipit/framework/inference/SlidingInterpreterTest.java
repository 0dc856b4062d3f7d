package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.TensorType;

/** The specification of what slides is what does not: every score is compared with a full run over the same rows. */
class SlidingInterpreterTest {
    private static final int NETS = 120;
    private static final int HOPS = 12;

    @ParameterizedTest
    @EnumSource(value = TensorType.class, names = {"INT8", "INT16", "FLOAT32"})
    void givesWhatAFullRunGives(TensorType type) throws Exception {
        long fullMacs = 0;
        long newMacs = 0;
        int compared = 0;
        int changed = 0;
        for (int seed = 0; seed < NETS; seed++) {
            var random = new Random(seed);
            var net = new RandomModel(random, type);
            Model model = net.model();
            int hop = 1 + random.nextInt(random.nextInt(8) == 0 ? 2 * net.rows() : 4);
            var hops = new Hops(model, hop, random);
            assertEquals(net.rows(), hops.sliding.rows(), "rows of net " + seed);
            hops.run((net.rows() + hop - 1) / hop + HOPS, type + " net " + seed + " " + net + ", hop of " + hop);
            fullMacs += hops.sliding.fullMacs();
            newMacs += hops.sliding.newMacs();
            compared += hops.compared;
            changed += hops.changed;
        }
        assertTrue(compared > NETS * HOPS, "hops compared: " + compared);
        assertTrue(changed > compared * 0.8, "outputs that changed: " + changed + " of " + compared);
        assertTrue(newMacs < fullMacs * 0.7, "products: " + newMacs + " of " + fullMacs);
    }
}

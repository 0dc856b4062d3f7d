package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Pass;

class WordNetworkTest {
    private static final int ROWS = 80;
    private static final int BANDS = 40;

    private static float[] scores(int change) {
        Network network = new WordNetwork(16, 2, 3, 1, 16, 3).build(ROWS, 1);
        Pass pass = network.pass(1);
        Arrays.fill(pass.input(), 1);
        if (change >= 0) {
            Arrays.fill(pass.input(), change * BANDS, (change + 1) * BANDS, 3);
        }
        pass.forward(Layer.Mode.inference());
        return pass.output();
    }

    @Test
    void hearsNothingOfTheFuture() {
        float[] before = scores(-1);
        float[] after = scores(43);
        int first = 43 / Lessons.STRIDE;
        assertArrayEquals(Arrays.copyOf(before, first), Arrays.copyOf(after, first));
        assertFalse(Arrays.equals(before, after));
    }

    @Test
    void isTheSameFromTheSameSeed() {
        assertArrayEquals(scores(-1), scores(-1));
    }
}

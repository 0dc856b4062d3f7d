package dev.pipit.pipelines.wakeword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.inference.OperatorCost;

class ShippedWordTest {
    private static final int MOST_BYTES = 160_000;
    private static final int MOST_MACS = 150_000;

    @ParameterizedTest
    @ValueSource(strings = {"computer", "happy"})
    void isSmallAndSaysWhereItComesFrom(String name) throws Exception {
        Word word = Word.shipped(name);
        assertEquals(name, word.name());
        assertTrue(word.model().fileBytes() <= MOST_BYTES, "bytes=" + word.model().fileBytes());
        long macs = OperatorCost.total(OperatorCost.of(word.model()));
        assertTrue(macs <= MOST_MACS, "macs=" + macs);
        assertFalse(word.manifest().assumed());
        for (String key : new String[] {"licence", "attribution", "training_data", "training_command", "accuracy"}) {
            assertTrue(word.manifest().origin().containsKey(key), key);
        }
    }

    @Test
    void refusesAWordThatDoesNotComeWithIt() {
        var e = assertThrows(IllegalArgumentException.class, () -> Word.shipped("jarvis"));
        assertTrue(e.getMessage().contains("computer, happy"), e.getMessage());
    }
}

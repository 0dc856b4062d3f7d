package dev.pipit.apps.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyllablesTest {
    @ParameterizedTest
    @CsvSource({"computer, com-pu-ter", "banana, ba-na-na", "hey, hey", "winter, win-ter", "house, house",
        "strength, strength", "pst, pst"})
    void cutsWhereOneWouldDivide(String word, String syllables) {
        assertEquals(List.of(syllables.split("-")), Syllables.of(word));
    }

    @Test
    void findsTheBeginningsOfAWord() {
        assertEquals(List.of("com", "compu"), Syllables.beginnings("computer"));
        assertEquals(List.of(), Syllables.beginnings("hey"));
    }

    /** Four syllables have 24 orders, one of them the phrase's. */
    @Test
    void putsSyllablesInEveryOtherOrder() {
        List<String> swapped = Syllables.swapped("hey computer", new Random(1), 1_000);
        assertEquals(23, swapped.size());
        assertFalse(swapped.contains("hey computer"));
        for (String text : swapped) {
            assertEquals(List.of("com", "hey", "pu", "ter"), split(text), text);
        }
        assertEquals(List.of(), Syllables.swapped("hey", new Random(1), 5));
    }

    private static List<String> split(String text) {
        String letters = text.replace(" ", "");
        return List.of("com", "hey", "pu", "ter").stream().filter(letters::contains).toList();
    }
}

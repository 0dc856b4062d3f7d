package dev.pipit.apps.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fake espeak-ng spells, and takes ay for ey: hay sounds as hey does. */
class PhrasesTest {
    @TempDir
    private Path folder;
    private Path dictionary;
    private FakeEngines fakes;

    @BeforeEach
    void writeDictionary() throws IOException {
        fakes = new FakeEngines(folder);
        dictionary = folder.resolve("words");
        Files.writeString(dictionary, "Zulu\ncommuter\ncomputers\ncompute's\nhay\nhen\nxylophone\nsphinx\nzephyr\n");
    }

    private Phrases phrases(String phrase, long seed) throws IOException {
        return Phrases.of(phrase, fakes.found(), seed, dictionary);
    }

    @Test
    void beginsWithThePartsOfThePhrase() throws IOException {
        assertEquals(Set.of("hey", "hey com", "hey compu", "computer"),
            Set.copyOf(phrases("Hey, Computer!", 1).confusable(4)));
    }

    @Test
    void replacesWordsByOnesThatSoundAlike() throws IOException {
        fakes.espeakNg();
        List<String> confusable = phrases("hey computer", 1).confusable(200);
        assertTrue(confusable.contains("hey commuter"), confusable::toString);
        assertTrue(confusable.contains("hen computer"), confusable::toString);
        assertFalse(confusable.contains("hey xylophone"), "that is far away");
        assertTrue(confusable.stream().anyMatch(text -> text.endsWith("hey")), "syllables change places: " + confusable);
        assertEquals(confusable.size(), new HashSet<>(confusable).size());
    }

    /** Trained as something else, it would teach a model not to hear its word. */
    @Test
    void saysNothingThatSoundsAsThePhrase() throws IOException {
        fakes.espeakNg();
        for (String text : phrases("hey computer", 1).confusable(1_000)) {
            assertFalse(text.replace("hay", "hey").contains("hey computer"), text);
        }
        for (String text : phrases("hey", 1).randomWords(500)) {
            assertFalse(List.of(text.split(" ")).contains("hay"), text);
        }
        assertFalse(phrases("taste it", 1).everyday(1_000).contains("taste it before you add more pepper"));
        assertTrue(phrases("hey computer", 1).everyday(1_000).contains("taste it before you add more pepper"));
    }

    @Test
    void looksAtLettersWithoutEspeakNg() throws IOException {
        List<String> confusable = phrases("hey computer", 1).confusable(1_000);
        assertFalse(confusable.contains("hay computer"), "one letter may be silent");
        assertFalse(confusable.contains("hey computers"), "holds the phrase");
        assertTrue(confusable.contains("hey company"), confusable::toString);
    }

    @Test
    void speaksOfEveryDay() throws IOException {
        List<String> sentences = phrases("hey computer", 1).everyday(1_000);
        assertTrue(sentences.size() >= 120, sentences.size() + " sentences");
        assertEquals(sentences.size(), new HashSet<>(sentences).size());
        sentences.forEach(Utterance::check);
        assertEquals(sentences.subList(0, 10), phrases("hey computer", 1).everyday(10));
        assertNotEquals(sentences, phrases("hey computer", 2).everyday(1_000));
    }

    @Test
    void drawsTwoToFourWordsAtRandom() throws IOException {
        List<String> all = phrases("hey computer", 1).randomWords(3_000);
        Words words = Words.with(dictionary);
        assertEquals(3_000, all.size());
        for (int count = 2; count <= 4; count++) {
            int exactly = count;
            // a third of 3000, with a deviation of 26; four of those
            assertEquals(1_000, all.stream().filter(text -> text.split(" ").length == exactly).count(), 104);
        }
        assertTrue(new HashSet<>(words.all()).containsAll(all.stream().flatMap(text -> Stream.of(text.split(" "))).toList()));
        assertTrue(all.stream().anyMatch(text -> text.contains("zephyr")));
        assertEquals(all, phrases("hey computer", 1).randomWords(3_000));
        assertNotEquals(all, phrases("hey computer", 2).randomWords(3_000));
    }

    @Test
    void takesOnlyPlainWordsFromADictionary() throws IOException {
        Words words = Words.with(dictionary);
        assertEquals(List.of("commuter", "computers", "hay", "hen", "sphinx", "xylophone", "zephyr"), words.rare());
        assertEquals(List.of(), Words.with(folder.resolve("none")).rare());
        assertTrue(words.common().size() >= 600);
        assertEquals(words.common().size(), new HashSet<>(words.common()).size());
        assertTrue(words.common().stream().allMatch(word -> word.matches("[a-z]+")));
        assertTrue(phrases("zephyr", 1).randomWords(500).stream().noneMatch(text -> text.contains("zephyr")));
    }

    @Test
    void needsAPhraseOfLetters() {
        assertEquals("a phrase must have at least 3 letters: phrase=a...",
            assertThrows(IllegalArgumentException.class, () -> phrases("a...", 1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> phrases("", 1));
    }

    /** A text of no phoneme would shift all that follow. */
    @Test
    void keepsPhonemesWithTheirTextsThoughOneIsMute() throws IOException {
        Pronunciation spelt = Pronunciation.by(fakes.espeakNg().found()).orElseThrow();
        assertEquals(List.of(List.of("a", "b"), List.of(), List.of("c", "d")), spelt.of(List.of("ab", "", "c d")));
        assertEquals(List.of(), spelt.of(List.of()));
    }

    @Test
    void leavesOutTextsWithThePhraseOrWithWhatSoundsLikeIt() throws IOException {
        fakes.espeakNg();
        assertEquals(List.of("a zebra ran away", "nothing at all"), phrases("computer", 1).unlike(List.of("a zebra ran away",
            "my computer is slow", "The Commuter. A train", "supercomputers are fast", "nothing at all")));
    }
}

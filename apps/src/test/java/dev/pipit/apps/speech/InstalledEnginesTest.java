package dev.pipit.apps.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the engines of this machine; without one, there is nothing to test. */
class InstalledEnginesTest {
    private Engines engines;

    @BeforeEach
    void findEngines() {
        engines = Engines.found();
        assumeFalse(engines.all().isEmpty(), "no speech synthesiser is installed");
    }

    /** Three syllables take half a second at 215 words a minute, two seconds at the slowest. */
    @Test
    void speakWithEveryKindOfVoice() throws IOException {
        List<Utterance> wanted = new ArrayList<>();
        for (Engine engine : engines.all()) {
            List<String> bases = engine.bases();
            for (int i = 0; i < bases.size(); i += Math.max(1, bases.size() / 2)) {
                wanted.add(new Utterance(engine.draw(bases.get(i), new Random(1)), "hey computer"));
            }
        }
        List<Utterance> spoken = new ArrayList<>();
        try (Synthesis synthesis = new Synthesis(engines, 2, Optional.empty())) {
            synthesis.all(wanted, (utterance, clip) -> {
                double seconds = clip.length / 16_000.0 - 0.2;
                assertTrue(seconds > 0.3 && seconds < 2.5, utterance.voice().name() + " takes " + seconds + " s");
                spoken.add(utterance);
            });
        }
        assertEquals(wanted, spoken);
    }

    @Test
    void speakLongerWhenSlower() throws IOException {
        try (Synthesis synthesis = new Synthesis(engines, 1, Optional.empty())) {
            for (Engine engine : engines.all()) {
                String base = engine.bases().get(0);
                boolean words = engine instanceof Espeak;
                Voice own = engine.draw(base, new Random(1));
                int fast = synthesis.say(utterance(own, words ? 210 : 80)).length;
                int slow = synthesis.say(utterance(own, words ? 120 : 135)).length;
                // 1.7 times and more between the speeds; pauses and the margins of 0.2 s do not stretch
                assertTrue(slow > 1.25 * fast, engine.name() + ": " + slow + " samples, " + fast);
            }
        }
    }

    private static Utterance utterance(Voice voice, int speed) {
        return new Utterance(new Voice(voice.engine(), voice.base(), voice.speaker(), speed, voice.pitch()),
            "hey computer");
    }

    @Test
    void pronounce() throws IOException {
        Optional<Pronunciation> espeakNg = Pronunciation.by(engines);
        assumeTrue(espeakNg.isPresent(), "espeak-ng is not installed");
        List<List<String>> sounds = espeakNg.get().of(List.of("hay", "hey", "night", "knight", "computer", "commuter"));
        assertEquals(sounds.get(0), sounds.get(1));
        assertEquals(sounds.get(2), sounds.get(3));
        assertNotEquals(sounds.get(4), sounds.get(5));
        assertEquals(1.0 / 8, Distance.ofPhonemes(sounds.get(4), sounds.get(5)), 0.03, "one of eight or nine phonemes");
        assertEquals(espeakNg.get().of(List.of("well hello you", "night")),
            espeakNg.get().of(List.of("well, hello. You!", "night")), "marks break no text");
        List<String> confusable = Phrases.of("hey computer", engines, 1, Path.of("none")).confusable(100);
        assertFalse(confusable.contains("hay computer"), confusable::toString);
        assertTrue(confusable.contains("hey com"), confusable::toString);
    }
}

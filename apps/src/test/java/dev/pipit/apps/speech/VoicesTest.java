package dev.pipit.apps.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoicesTest {
    @TempDir
    private Path folder;
    private FakeEngines fakes;

    @BeforeEach
    void makeFolder() throws IOException {
        fakes = new FakeEngines(folder);
    }

    @Test
    void drawsEnginesByTheirShares() throws IOException {
        assertEquals(Map.of("espeak-ng", 550L, "flite", 250L, "festival", 120L, "espeak", 80L),
            count(Voices.draw(fakes.all().found(), 1, 1_000)));
    }

    /** 55 to 25 is 11 to 5. */
    @Test
    void sharesWhatIsThere() throws IOException {
        assertEquals(Map.of("espeak-ng", 110L, "flite", 50L),
            count(Voices.draw(fakes.espeakNg().flite().found(), 1, 160)));
    }

    private static Map<String, Long> count(List<Voice> voices) {
        return voices.stream().collect(Collectors.groupingBy(Voice::engine, Collectors.counting()));
    }

    @Test
    void drawsTheSameMixFromTheSameSeed() throws IOException {
        Engines engines = fakes.all().found();
        List<Voice> mix = Voices.draw(engines, 7, 100);
        assertEquals(mix, Voices.draw(engines, 7, 100));
        assertEquals(mix.subList(0, 30), Voices.draw(engines, 7, 30));
        assertNotEquals(mix, Voices.draw(engines, 8, 100));
    }

    @Test
    void dealsEverySpeakerBeforeOneComesAgain() throws IOException {
        List<Voice> mix = Voices.draw(fakes.espeakNg().found(), 1, 10);
        assertEquals(5, mix.subList(0, 5).stream().map(Voice::speaker).distinct().count());
        assertEquals(5, mix.subList(5, 10).stream().map(Voice::speaker).distinct().count());
    }

    @Test
    void keepsToSpeedsAndPitchesOfPeople() throws IOException {
        List<Voice> mix = Voices.draw(fakes.all().found(), 1, 5_000);
        assertRange(mix, voice -> voice.engine().equals("espeak-ng"), 115, 215, 20, 80);
        assertRange(mix, voice -> voice.engine().equals("flite"), 75, 140, 90, 220);
        assertRange(mix, voice -> voice.base().equals("kal_diphone"), 75, 140, 90, 220);
        assertRange(mix, voice -> voice.base().endsWith("_hts"), 75, 140, 0, 0);
    }

    /** Hundreds of draws come to the ends of a range, or within 2 of them. */
    private static void assertRange(List<Voice> mix, Predicate<Voice> which, int slow, int fast, int low, int high) {
        var speeds = mix.stream().filter(which).mapToInt(Voice::speed).summaryStatistics();
        var pitches = mix.stream().filter(which).mapToInt(Voice::pitch).summaryStatistics();
        assertTrue(speeds.getMin() >= slow && speeds.getMin() <= slow + 2, speeds::toString);
        assertTrue(speeds.getMax() <= fast && speeds.getMax() >= fast - 2, speeds::toString);
        assertTrue(pitches.getMin() >= low && pitches.getMin() <= low + 2, pitches::toString);
        assertTrue(pitches.getMax() <= high && pitches.getMax() >= high - 2, pitches::toString);
    }

    @Test
    void namesAVoiceInOneWord() {
        assertEquals("espeak-ng/en-us+f2/165/45", new Voice("espeak-ng", "en-us+f2", "espeak+f2", 165, 45).name());
    }

    @Test
    void needsAnEngine() {
        Engines none = fakes.found();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Voices.draw(none, 1, 1)).getMessage()
            .startsWith("voices need an engine: sudo apt install "));
    }
}

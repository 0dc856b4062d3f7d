package dev.pipit.apps.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthesisTest {
    private static final Voice VOICE = new Voice("espeak-ng", "en-us+f1", "espeak+f1", 160, 50);

    @TempDir
    private Path folder;
    private FakeEngines fakes;
    private Engines engines;

    @BeforeEach
    void installEngines() throws IOException {
        fakes = new FakeEngines(folder).all();
        engines = fakes.found();
    }

    private Synthesis synthesis(Path... cache) throws IOException {
        return new Synthesis(engines, 2, cache.length == 0 ? Optional.empty() : Optional.of(SpeechCache.in(cache[0])),
            Duration.ofSeconds(10));
    }

    /** 0.4 s of tone between 0.1 s of silence; a filter of 60 samples and frames of 10 ms may add two frames. */
    @Test
    void speaksWithEveryEngineAtSixteenKilohertz() throws IOException {
        try (Synthesis synthesis = synthesis()) {
            for (Voice voice : Voices.draw(engines, 1, 40)) {
                short[] clip = synthesis.say(new Utterance(voice, "hey computer"));
                assertEquals(0.6, clip.length / 16_000.0, 0.02, voice.name());
                assertEquals(16_384, peak(clip), 100, "half of full scale, after resampling");
            }
        }
        assertEquals(4, Voices.draw(engines, 1, 40).stream().map(Voice::engine).distinct().count());
    }

    private static int peak(short[] clip) {
        int peak = 0;
        for (short sample : clip) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    @Test
    void answersInTheOrderOfTheRequestThoughTheFirstIsTheSlowest() throws IOException {
        List<Utterance> wanted = Stream.of("slow one", "a", "b", "silence", "c", "slow two", "d")
            .map(text -> new Utterance(VOICE, text)).toList();
        List<String> told = new ArrayList<>();
        try (Synthesis synthesis = synthesis()) {
            synthesis.all(wanted, new Synthesis.Listener() {
                @Override
                public void spoken(Utterance utterance, short[] clip) {
                    told.add(utterance.text() + Math.round(clip.length / 3_200.0));
                }

                @Override
                public void failed(Utterance utterance, SpeechException why) {
                    told.add("not " + utterance.text());
                }
            });
        }
        assertEquals(List.of("slow one4", "a2", "b2", "not silence", "c2", "slow two4", "d2"), told);
    }

    @Test
    void endsWithTheFirstFailureUnlessToldOtherwise() throws IOException {
        List<Utterance> wanted = Stream.of("a", "silence", "b").map(text -> new Utterance(VOICE, text)).toList();
        List<String> told = new ArrayList<>();
        try (Synthesis synthesis = synthesis()) {
            assertThrows(UnspeakableException.class,
                () -> synthesis.all(wanted, (utterance, clip) -> told.add(utterance.text())));
        }
        assertEquals(List.of("a"), told);
    }

    @Test
    void saysWhatCannotBeSpoken() throws IOException {
        for (String text : List.of("silence", "nothing")) {
            assertEquals("espeak-ng/en-us+f1/160/50, \"" + text
                + "\": cannot be spoken, it made 0.00 s of sound, at least 0.15 s are needed",
                assertInstanceOf(UnspeakableException.class, failure(text)).getMessage());
        }
        assertInstanceOf(UnspeakableException.class, failure("click"));
    }

    @Test
    void passesOnWhatAnEngineComplainsAbout() throws IOException {
        assertEquals("espeak-ng/en-us+f1/160/50, \"fail\": exit code 3: Error: no such word", failure("fail").getMessage());
        assertEquals("espeak-ng/en-us+f1/160/50, \"noise\": "
            + "its output is not a WAV file: it does not begin with RIFF and WAVE", failure("noise").getMessage());
    }

    @Test
    void saysThatAnEngineIsGone() throws IOException {
        Files.delete(fakes.folder().resolve("espeak-ng"));
        String message = failure("hello").getMessage();
        assertTrue(message.startsWith("espeak-ng/en-us+f1/160/50, \"hello\": "), message);
        assertTrue(message.contains("No such file"), message);
    }

    private SpeechException failure(String text) throws IOException {
        try (Synthesis synthesis = synthesis()) {
            return assertThrows(SpeechException.class, () -> synthesis.say(new Utterance(VOICE, text)));
        }
    }

    @Test
    void doesNotWaitForAnEngineThatHangs() throws IOException {
        try (Synthesis synthesis = new Synthesis(engines, 1, Optional.empty(), Duration.ofMillis(300))) {
            long before = System.nanoTime();
            assertEquals("espeak-ng/en-us+f1/160/50, \"hang\": gave no answer within 0.3 s", assertThrows(
                SpeechException.class, () -> synthesis.say(new Utterance(VOICE, "hang"))).getMessage());
            assertTrue(System.nanoTime() - before < 10e9, "the engine sleeps 30 s");
        }
        assertEquals(0, ProcessHandle.allProcesses()
            .filter(each -> each.info().commandLine().orElse("").contains(fakes.folder().toString())).count(),
            "what the engine started is gone too");
    }

    @Test
    void passesATextToFliteAsOneWord() throws IOException {
        Voice rms = new Voice("flite", "rms", "rms", 100, 120);
        try (Synthesis synthesis = synthesis()) {
            synthesis.say(new Utterance(rms, "-o don't; stop"));
        }
        assertEquals(List.of("-o don't; stop"), fakes.spoken());
    }

    @Test
    void needsTheEngineOfAVoice() throws IOException {
        try (Synthesis synthesis = synthesis()) {
            assertEquals("engine of a voice must be installed: voice=pico/x/1/1",
                assertThrows(IllegalArgumentException.class,
                    () -> synthesis.say(new Utterance(new Voice("pico", "x", "x", 1, 1), "hello"))).getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> new Synthesis(engines, 0, Optional.empty()));
    }

    @Test
    void startsNoEngineForWhatWasSpokenBefore(@TempDir Path cache) throws IOException {
        Utterance utterance = new Utterance(VOICE, "hey computer");
        Utterance silence = new Utterance(VOICE, "silence");
        short[] first;
        try (Synthesis synthesis = synthesis(cache)) {
            first = synthesis.say(utterance);
            assertThrows(UnspeakableException.class, () -> synthesis.say(silence));
            assertEquals(2, synthesis.processes());
        }
        try (Synthesis synthesis = synthesis(cache)) {
            assertArrayEquals(first, synthesis.say(utterance));
            assertThrows(UnspeakableException.class, () -> synthesis.say(silence));
            assertEquals(0, synthesis.processes());
        }
        assertEquals(List.of("hey computer", "silence"), fakes.spoken());
    }

    @Test
    void speaksAgainForAnotherVoiceTextOrVersion(@TempDir Path cache) throws IOException {
        try (Synthesis synthesis = synthesis(cache)) {
            synthesis.say(new Utterance(VOICE, "hello"));
            synthesis.say(new Utterance(new Voice("espeak-ng", "en-us+f1", "espeak+f1", 161, 50), "hello"));
            synthesis.say(new Utterance(VOICE, "hello you"));
        }
        Path program = fakes.folder().resolve("espeak-ng");
        Files.writeString(program, Files.readString(program).replace("1.51", "1.52"));
        engines = fakes.found();
        try (Synthesis synthesis = synthesis(cache)) {
            synthesis.say(new Utterance(VOICE, "hello"));
            assertEquals(1, synthesis.processes());
        }
    }

    @Test
    void speaksAgainWhereAFileOfTheCacheIsDamaged(@TempDir Path cache) throws IOException {
        Utterance utterance = new Utterance(VOICE, "hello");
        try (Synthesis synthesis = synthesis(cache)) {
            short[] clip = synthesis.say(utterance);
            for (int length : new int[] {0, 20, 1_000}) {
                Path file = clips(cache).get(0);
                Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
                assertArrayEquals(clip, synthesis.say(utterance));
            }
            assertEquals(4, synthesis.processes());
        }
    }

    @Test
    void leavesNothingHalfWritten(@TempDir Path cache) throws IOException {
        Path inTheWay = cache.resolve("clip.wav").resolve("folder");
        Files.createDirectories(inTheWay);
        String message = assertThrows(IOException.class,
            () -> Clip.write(cache.resolve("clip.wav"), new short[1_000])).getMessage();
        assertTrue(message.startsWith(cache.resolve("clip.wav") + ": the clip could not be written: "), message);
        assertEquals(List.of(), clips(cache));
    }

    /** A cache that cannot be written is no matter of one utterance. */
    @Test
    void endsAllWhereTheCacheCannotBeWritten(@TempDir Path cache) throws IOException {
        try (Synthesis synthesis = synthesis(cache)) {
            Files.writeString(cache.resolve("espeak-ng"), "in the way");
            assertThrows(FileAlreadyExistsException.class, () -> synthesis.all(List.of(new Utterance(VOICE, "hello")),
                new Synthesis.Listener() {
                    @Override
                    public void spoken(Utterance utterance, short[] clip) {
                        throw new AssertionError("must not be told");
                    }

                    @Override
                    public void failed(Utterance utterance, SpeechException why) {
                        throw new AssertionError("must not be told");
                    }
                }));
        }
        Path file = cache.resolve("espeak-ng");
        assertEquals(file + ": is a file; a cache needs a folder",
            assertThrows(IOException.class, () -> SpeechCache.in(file)).getMessage());
    }

    private static List<Path> clips(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void refusesTextsThatAnEngineCouldTakeForCommands() {
        for (String text : List.of("", "  ", "[[h@l'oU]]", "a\nb", "<break/>", "$(reboot)", "a".repeat(301))) {
            assertThrows(IllegalArgumentException.class, () -> new Utterance(VOICE, text), text);
        }
        assertEquals("o'clock, café-2!", new Utterance(VOICE, "o'clock, café-2!").text());
    }
}

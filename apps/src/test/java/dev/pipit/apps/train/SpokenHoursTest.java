package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.speech.FakeEngines;
import dev.pipit.framework.training.sound.Split;

/** The fake espeak-ng says everything in 0.6 s, and 0.1 s of silence lie before and behind. */
class SpokenHoursTest {
    private static final double HOURS = 5 / 3600.0;
    private static final Split HALF = new Split(0, 0.5);

    private final Progress silent = new Progress(new PrintWriter(new StringWriter()), false);

    @TempDir
    private Path folder;
    private FakeEngines fakes;

    @BeforeEach
    void install() throws IOException {
        fakes = new FakeEngines(Files.createDirectory(folder.resolve("engines"))).espeakNg();
    }

    private SpokenHours speak(Split split) throws IOException {
        return SpokenHours.speak(HOURS, List.of("hay"), split, fakes.found(), folder.resolve("cache"), silent);
    }

    @Test
    void countsWhatIsHeardInAsManyHoursAsWereSpoken() throws Exception {
        SpokenHours spoken = speak(HALF);
        float[] heard = {0, 1, 0};
        FalseAccepts accepts = spoken.falseAccepts(trial -> List.of(heard, new float[3], heard, heard), 0.5f);
        assertEquals(3, accepts.count());
        assertTrue(accepts.hours() >= HOURS, "at least what was asked for: " + accepts.hours());
        assertTrue(accepts.hours() < HOURS + 60 / 3600.0, "a request is less than a minute: " + accepts.hours());
    }

    @Test
    void isHeardByVoicesThatAreKeptToJudgeOnly() throws Exception {
        List<String> speakers = speak(HALF).speakers();
        assertFalse(speakers.isEmpty());
        for (String speaker : speakers) {
            assertEquals(Split.Part.TEST, HALF.of(speaker), speaker);
        }
    }

    @Test
    void saysWhatToInstallWhereNoVoiceIsKept() {
        IOException none = assertThrows(IOException.class, () -> speak(new Split(0, 0)));
        assertTrue(none.getMessage().contains("apt install"), none.getMessage());
    }

    @Test
    void speaksNothingTwice() throws IOException {
        speak(HALF);
        List<String> before = fakes.spoken();
        speak(HALF);
        assertEquals(before, fakes.spoken());
    }

    /** The fake takes ay for ey: hey sounds as hay does. */
    @Test
    void saysNeitherTheWordNorWhatSoundsLikeIt() throws IOException {
        speak(HALF);
        String all = fakes.spoken().stream().collect(Collectors.joining(" ", " ", " "));
        assertFalse(all.contains(" hay ") || all.contains(" hey "), all);
    }
}

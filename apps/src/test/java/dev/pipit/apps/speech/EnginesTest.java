package dev.pipit.apps.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
    @TempDir
    private Path folder;
    private FakeEngines fakes;

    @BeforeEach
    void makeFolder() throws IOException {
        fakes = new FakeEngines(folder);
    }

    @Test
    void saysWhatToInstallWhereThereIsNone() {
        Engines engines = fakes.found();
        assertEquals(List.of(), engines.all());
        assertEquals(4, engines.missing().size());
        assertEquals("is not installed", engines.missing().get(0).reason());
        String message = assertThrows(IOException.class, engines::orRefuse).getMessage();
        assertEquals(1, message.lines().count());
        assertTrue(message.contains("sudo apt install espeak-ng"), message);
    }

    @Test
    void combinesAccentsWithVariantsOfPeople() throws IOException {
        Engine engine = fakes.espeakNg().found().named("espeak-ng").orElseThrow();
        assertEquals("1.51", engine.version());
        assertEquals(List.of("en-gb", "en-gb+Storm", "en-gb+adam", "en-gb+f1", "en-gb+klatt",
            "en-us", "en-us+Storm", "en-us+adam", "en-us+f1", "en-us+klatt"), engine.bases());
    }

    @Test
    void leavesOutTheDefaultOfEspeakThatIsAnAccentAgain() throws IOException {
        assertEquals(List.of("en-gb", "en-gb+f1", "en-sc", "en-sc+f1"),
            fakes.espeak().found().named("espeak").orElseThrow().bases());
    }

    @Test
    void leavesOutVoicesOfEightKilohertzAndOfTheTimeOfDay() throws IOException {
        Engine flite = fakes.flite().found().named("flite").orElseThrow();
        assertEquals("flite-2.2-current", flite.version());
        assertEquals(List.of("awb", "kal16", "rms", "slt"), flite.bases());
    }

    @Test
    void leavesOutFestivalsOtherLanguages() throws IOException {
        Engine festival = fakes.festival().found().named("festival").orElseThrow();
        assertEquals("2.5.0:release", festival.version());
        assertEquals(List.of("cmu_us_slt_arctic_hts", "kal_diphone"), festival.bases());
    }

    /** The same person's recordings, or the same filters, are in several engines: they are not held out from each other. */
    @Test
    void knowsOneSpeakerAcrossEnginesAndAccents() throws IOException {
        Engines engines = fakes.all().found();
        Engine flite = engines.named("flite").orElseThrow();
        Engine festival = engines.named("festival").orElseThrow();
        assertEquals(flite.speaker("kal16"), festival.speaker("kal_diphone"));
        assertEquals(flite.speaker("slt"), festival.speaker("cmu_us_slt_arctic_hts"));
        assertEquals(engines.named("espeak-ng").orElseThrow().speaker("en-us+f1"),
            engines.named("espeak").orElseThrow().speaker("en-sc+f1"));
        assertEquals("ked", festival.speaker("ked_diphone"));
    }

    @Test
    void countsWhatWasFound() throws IOException {
        assertEquals("espeak-ng 1.51: 10 voices of 5 speakers; flite flite-2.2-current: 4 voices of 4 speakers; "
            + "festival 2.5.0:release: 2 voices of 2 speakers; espeak 1.48.15: 4 voices of 2 speakers",
            fakes.all().found().summary());
    }

    @Test
    void takesEspeakForNothingNewWhereItIsEspeakNg() throws IOException {
        fakes.install("espeak", "--version", "echo 'eSpeak NG text-to-speech: 1.52.0  Data at: /usr/share'");
        assertEquals("is espeak-ng under its old name", reason("espeak"));
    }

    @Test
    void saysWhyAnEngineCannotBeUsed() throws IOException {
        fakes.install("espeak-ng");
        fakes.install("flite", "--version", "true", "-lv", "echo 'Voices available: cmu_indic'");
        fakes.install("festival", "--version", "true", "-b*", "echo '(suo_fi_lj_diphone)'");
        assertEquals("exit code 1: Error: not understood", reason("espeak-ng"));
        assertEquals("has none of the voices awb, kal16, rms, slt", reason("flite"));
        assertEquals("is there without its text2wave", reason("festival"));
        fakes.install("text2wave");
        assertEquals("has no English voice; sudo apt install festvox-kallpc16k", reason("festival"));
    }

    private String reason(String name) {
        return fakes.found().missing().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow().reason();
    }
}

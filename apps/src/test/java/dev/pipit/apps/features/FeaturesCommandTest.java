package dev.pipit.apps.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.apps.Terminal;
import dev.pipit.framework.npy.Npy;
import dev.pipit.testing.PublicData;

class FeaturesCommandTest {
    private static final int RATE_HZ = 16_000;

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;
    private Path wav;
    private Path npy;

    @BeforeEach
    void namePaths() {
        wav = folder.resolve("a.wav");
        npy = folder.resolve("a.npy");
    }

    /** One second: (16000 − 480) / 160 + 1 rows with a hop of 10 ms, half as many with 20. */
    @ParameterizedTest
    @CsvSource({"10, u16, 98, UINT16", "20, u16, 49, UINT16", "10, i8, 98, INT8", "20, i8, 49, INT8"})
    void computesARowForEveryWholeFrame(String hop, String type, int rows, Npy.Type stored) throws IOException {
        tone(1_000, 0.5, RATE_HZ, RATE_HZ);
        assertEquals(0, micro("--hop-ms", hop, "--type", type), terminal.err());
        assertEquals(List.of(rows, 40), Npy.load(npy).shape());
        assertEquals(stored, Npy.load(npy).type());
        assertEquals(npy + "  " + stored + " [" + rows + ", 40]\n", terminal.out());
    }

    /** The references come from the C library that the models were trained with. */
    @Test
    void writesTheFilesOfTheReference() throws IOException {
        Path chain = PublicData.folder("golden").resolve("wakeword_chain");
        Path data = PublicData.folder("speech").getParent();
        JsonObject index = JsonParser.parseString(Files.readString(chain.resolve("index.json"))).getAsJsonObject();
        for (JsonElement element : index.getAsJsonArray("clips")) {
            JsonObject clip = element.getAsJsonObject();
            wav = data.resolve(clip.get("wav").getAsString());
            assertEquals(0, micro(), terminal.err());
            assertArrayEquals(Files.readAllBytes(chain.resolve(clip.get("features_u16").getAsString())),
                Files.readAllBytes(npy), wav.toString());
            assertEquals(0, micro("--type", "i8"), terminal.err());
            assertArrayEquals(Files.readAllBytes(chain.resolve(clip.get("features_i8").getAsString())),
                Files.readAllBytes(npy), wav.toString());
        }
    }

    /**
     * Kaldi's bands lie evenly from mel 31.7 (20 Hz) to mel 2840 (8 kHz), 117.0 apart; 1 kHz is mel 1000, so the nearest
     * middle is that of band (1000 − 31.7) / 117.0 − 1 = 7.3.
     */
    @Test
    void findsAToneInItsMelBand() throws IOException {
        tone(1_000, 0.5, RATE_HZ, RATE_HZ);
        assertEquals(0, terminal.run("features", "logmel", "--wav", wav, "--output", npy), terminal.err());
        Npy rows = Npy.load(npy);
        assertEquals(Npy.Type.FLOAT32, rows.type());
        assertEquals(List.of(98, 23), rows.shape());              // (16000 − 400) / 160 + 1
        int loudest = 0;
        for (int band = 0; band < 23; band++) {
            loudest = rows.get(50 * 23 + band) > rows.get(50 * 23 + loudest) ? band : loudest;
        }
        assertEquals(7, loudest);
    }

    /** Kaldi's first coefficient is the natural logarithm of the energy: twice the amplitude adds ln 4. */
    @Test
    void addsTheLogarithmOfFourForTwiceTheAmplitude() throws IOException {
        tone(1_000, 0.25, RATE_HZ, RATE_HZ);
        assertEquals(0, terminal.run("features", "mfcc", "--wav", wav, "--output", npy), terminal.err());
        Npy soft = Npy.load(npy);
        assertEquals(List.of(98, 13), soft.shape());
        tone(1_000, 0.5, RATE_HZ, RATE_HZ);
        assertEquals(0, terminal.run("features", "mfcc", "--wav", wav, "--output", npy), terminal.err());
        // 16 bits round an amplitude of 0.25 by at most 1/16384 of itself, twice that in the energy
        assertEquals(Math.log(4), Npy.load(npy).get(0) - soft.get(0), 2.0 / 16_384);
    }

    /** Frame lengths of the programs, in samples at 16 kHz, and how many numbers they give. */
    @ParameterizedTest
    @CsvSource({"logmel, htk, 400, 23", "logmel, kaldi, 400, 23", "logmel, slaney, 1024, 128",
        "logmel, arm-anomaly, 1024, 64", "mfcc, htk, 400, 13", "mfcc, kaldi, 400, 13", "mfcc, slaney, 1024, 20",
        "mfcc, cmsis-dsp, 256, 13", "mfcc, arm-keyword, 640, 10", "mfcc, arm-speech, 512, 13"})
    void knowsTheProgramsByName(String kind, String mode, int frame, int width) throws IOException {
        tone(440, 0.1, RATE_HZ, RATE_HZ);
        assertEquals(0, terminal.run("features", kind, "--mode", mode, "--hop-ms", 20, "--wav", wav, "--output", npy),
            terminal.err());
        assertEquals(List.of((RATE_HZ - frame) / 320 + 1, width), Npy.load(npy).shape());
    }

    @Test
    void drawsAPicture() throws IOException {
        tone(1_000, 0.5, RATE_HZ, RATE_HZ);
        Path png = folder.resolve("a.png");
        assertEquals(0, terminal.run("features", "logmel", "--wav", wav, "--output", npy, "--plot", png),
            terminal.err());
        BufferedImage image = ImageIO.read(png.toFile());
        int channelPixels = 320 / 23;
        int brightest = 0;
        for (int channel = 0; channel < 23; channel++) {
            brightest = green(image, channel, channelPixels) > green(image, brightest, channelPixels) ? channel : brightest;
        }
        assertEquals(7, brightest);                                // as above: the band of 1 kHz
        assertTrue(terminal.out().endsWith(png + "\n"), terminal.out());
    }

    /** Channels go upwards. */
    private static int green(BufferedImage image, int channel, int channelPixels) {
        int y = Picture.EDGE + 23 * channelPixels - channel * channelPixels - channelPixels / 2;
        return image.getRGB(Picture.LEFT + 200, y) >> 8 & 0xFF;
    }

    @Test
    void drawsSilenceToo() throws IOException {
        tone(1_000, 0, RATE_HZ, RATE_HZ);
        Path png = folder.resolve("a.png");
        assertEquals(0, micro("--plot", png.toString()), terminal.err());
        assertTrue(Files.size(png) > 0);
    }

    @Test
    void tellsAScriptWhatWasWritten() throws IOException {
        tone(1_000, 0.5, RATE_HZ, RATE_HZ);
        assertEquals(0, micro("--json"));
        assertEquals("{\"output\":\"" + npy + "\",\"type\":\"UINT16\",\"shape\":[98,40]}\n", terminal.out());
    }

    /** The tone keeps its band: see above. */
    @Test
    void resamplesARecordingOfAnotherRate() throws IOException {
        tone(1_000, 0.5, 44_100, 44_100);
        assertEquals(0, terminal.run("features", "logmel", "--wav", wav, "--output", npy), terminal.err());
        Npy rows = Npy.load(npy);
        assertEquals(List.of(98, 23), rows.shape());
        for (int band = 0; band < 23; band++) {
            assertTrue(rows.get(50 * 23 + band) <= rows.get(50 * 23 + 7), "band " + band);
        }
    }

    @Test
    void refusesAChannelThatIsNotThere() throws IOException {
        tone(1_000, 0.5, RATE_HZ, RATE_HZ);
        assertEquals(1, micro("--channel", "1"));
        assertEquals("pipit: " + wav + ": channel must be one of the source's: channel=1, channels=1\n", terminal.err());
        assertEquals(0, micro("--channel", "-1"), terminal.err());
    }

    @Test
    void refusesARecordingShorterThanAFrame() throws IOException {
        tone(1_000, 0.5, RATE_HZ, 479);
        refuses(wav + ": must be as long as a frame at least");
    }

    @Test
    void refusesWhatIsNoRecording() throws IOException {
        Files.createFile(wav);
        refuses(wav.toString());
        Files.writeString(wav, "this is not a recording\n".repeat(9));
        refuses(wav.toString());
    }

    @Test
    void refusesAMissingRecording() {
        refuses(wav + " is not there");
    }

    @Test
    void refusesToWriteWhereThereIsNoFolder() throws IOException {
        tone(1_000, 0.5, RATE_HZ, RATE_HZ);
        npy = folder.resolve("missing/a.npy");
        refuses(npy + ": no such file");
    }

    @ParameterizedTest
    @CsvSource({"micro, --hop-ms, 15", "micro, --type, i16", "logmel, --mode, espresso", "logmel, --hop-ms, 0",
        "mfcc, --hop-ms, 0.01", "mfcc, --hop-ms, NaN"})
    void answersAWrongSettingWithTheHelpOfItsCommand(String kind, String option, String value) {
        assertEquals(2, terminal.run("features", kind, "--wav", wav, "--output", npy, option, value));
        assertTrue(terminal.err().endsWith("see pipit features " + kind + " --help\n"), terminal.err());
    }

    private void refuses(String why) {
        assertEquals(1, micro());
        assertTrue(terminal.err().startsWith("pipit: " + why) && terminal.err().lines().count() == 1, terminal.err());
        assertFalse(Files.exists(npy));
    }

    private int micro(String... more) {
        Object[] words = Stream.concat(
            Stream.of("features", "micro", "--wav", wav, "--output", npy),
            Stream.of(more)).toArray();
        return terminal.run(words);
    }

    private void tone(double hz, double amplitude, int rateHz, int samples) throws IOException {
        byte[] bytes = new byte[2 * samples];
        for (int i = 0; i < samples; i++) {
            long value = Math.round(32_767 * amplitude * Math.sin(2 * Math.PI * hz * i / rateHz));
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        AudioSystem.write(new AudioInputStream(new ByteArrayInputStream(bytes),
            new AudioFormat(rateHz, 16, 1, true, false), samples), AudioFileFormat.Type.WAVE, wav.toFile());
    }
}

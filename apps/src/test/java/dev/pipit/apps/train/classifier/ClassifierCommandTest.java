package dev.pipit.apps.train.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;

class ClassifierCommandTest {
    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;

    /** Two channels of very different size, that swing at a frequency. */
    private static String csv(double frequency, int samples, int seed, String more) {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int n = 0; n < samples; n++) {
            text.append(String.format(Locale.ROOT, "%.4f,%.1f%s\n", Math.sin(frequency * n + seed) + random.nextDouble() / 5,
                1000 + 100 * Math.cos(frequency * n), more));
        }
        return text.toString();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void folders() throws IOException {
        for (int i = 0; i < 4; i++) {
            write("slow/" + i + ".csv", "x,y\n" + csv(0.2, 320, i, ""));
            write("fast/" + i + ".csv", "x,y\n" + csv(0.9, 320, i + 9, ""));
        }
    }

    private int train(Object... more) {
        Object[] words = new Object[more.length + 10];
        Object[] usual = {"train", "classifier", "--data", folder.resolve("data"), "--out", folder.resolve("out"),
            "--frame", "32", "--steps", "100"};
        System.arraycopy(usual, 0, words, 0, usual.length);
        System.arraycopy(more, 0, words, usual.length, more.length);
        return terminal.run(words);
    }

    @Test
    void tellsFoldersApart() throws IOException {
        folders();
        assertEquals(0, train("--size", "small"), terminal.err());
        assertTrue(terminal.out().contains("accuracy of the 8-bit model: 100.00 % of 38 frames of 2 groups"),
            terminal.out());
        assertEquals(0, terminal.run("model", "check", folder.resolve("out/golden")), terminal.err());
    }

    @Test
    void tellsLabelsOfAColumnApartAndKeepsPeopleApart() throws IOException {
        for (String person : new String[] {"ann", "bob", "cy"}) {
            int seed = person.hashCode();
            write(person + ".csv", "x,y,activity,who\n" + csv(0.2, 160, seed, ",sit," + person)
                + csv(3, 40, seed, ",," + person) + csv(0.9, 160, seed, ",run," + person));
        }
        assertEquals(0, train("--label-column", "activity", "--group-column", "who", "--json"), terminal.err());
        JsonObject accuracy = JsonParser.parseString(terminal.out()).getAsJsonObject().getAsJsonObject("accuracy");
        assertEquals(1, accuracy.get("groups").getAsInt());
        // nine frames of 32 samples, 16 apart, in each of two runs of 160; none over a change of label
        assertEquals(18, accuracy.get("examples").getAsInt());
    }

    @Test
    void judgesByTheEndOfEachFileIfAsked() throws IOException {
        write("slow.csv", "x,y\n" + csv(0.2, 640, 1, ""));
        write("fast.csv", "x,y\n" + csv(0.9, 640, 2, ""));
        assertEquals(0, train("--split", "time"), terminal.err());
        assertTrue(terminal.out().contains("says nothing about others"), terminal.out());
    }

    @Test
    void namesALabelThatHasOneFile() throws IOException {
        folders();
        write("still/1.csv", "x,y\n" + csv(0, 320, 1, ""));
        assertEquals(1, train());
        assertTrue(terminal.err().startsWith("pipit: every label needs recordings of at least two"), terminal.err());
        assertTrue(terminal.err().contains("label=still") && terminal.err().contains("--split time"), terminal.err());
        assertEquals(1, terminal.err().lines().count());
    }

    @Test
    void namesTheLineThatIsNoNumber() throws IOException {
        folders();
        Path file = write("slow/broken.csv", "x,y\n1,2\n1,two\n");
        assertEquals(1, train());
        assertEquals("pipit: " + file + ":3: not a number: \"two\"; --columns names those that are\n", terminal.err());
    }

    @Test
    void saysWhichFilesAreLeftOut() throws IOException {
        folders();
        Path file = write("slow/empty.csv", "x,y\n");
        assertEquals(0, train(), terminal.err());
        assertTrue(terminal.err().startsWith("1 files hold no labelled samples and are left out, such as " + file),
            terminal.err());
    }

    @Test
    void saysWhenThereIsTooLittle() throws IOException {
        for (int i = 0; i < 2; i++) {
            write("slow/" + i + ".csv", "x,y\n" + csv(0.2, 20, i, ""));
            write("fast/" + i + ".csv", "x,y\n" + csv(0.9, 20, i, ""));
        }
        assertEquals(1, train());
        assertEquals("pipit: too little data: frames to learn from=0, to judge by=0, frame=32 samples, longest series=20\n",
            terminal.err());
    }
}

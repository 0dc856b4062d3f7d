package dev.pipit.apps.gesture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.pipelines.gesture.Drawing;

/** Files as the public ones are, with drawn digits, and one gesture that goes up and down four times. */
class StrokeJudgeTest {
    private static final int STROKES = 8;                  // of each, of which five are learned from
    private static final int SAMPLES = 119;

    @TempDir
    private Path folder;
    private final Random random = new Random(1);

    @Test
    void learnsFromFiveAndJudgesByTheOthers() throws IOException {
        Path digits = Files.createDirectory(folder.resolve("digits"));
        for (String digit : Drawing.digits()) {
            Files.writeString(digits.resolve(digit + ".json"), strokes(digit));
        }
        Path spells = Files.createDirectory(folder.resolve("spells"));
        Files.write(spells.resolve("zigzag.csv"), zigzags());
        var out = new StringWriter();
        new StrokeJudge(new PrintWriter(out, true)).run(digits, spells);
        List<String> said = out.toString().lines().toList();
        assertTrue(said.get(0).startsWith("digits: 100.00 % of 21 strokes"), "3 of 8 of 7 digits: " + out);
        assertTrue(said.get(1).matches("zigzag +from 5: kept, 100.0 % of 3 others; digits \\+0.00 points"), out::toString);
        assertTrue(said.get(2).equals("all of them (zigzag): 100.0 % of 3 others; digits +0.00 points"), out::toString);
    }

    private String strokes(String digit) {
        List<String> strokes = new ArrayList<>();
        for (int i = 0; i < STROKES; i++) {
            double[] corners = Drawing.digit(digit);
            List<String> points = new ArrayList<>();
            for (int p = 0; p < corners.length; p += 2) {
                points.add(String.format(Locale.ROOT, "{\"x\":%.4f,\"y\":%.4f}", corners[p] + noise(), corners[p + 1] + noise()));
            }
            strokes.add("{\"label\":\"" + digit + "\",\"strokePoints\":[" + String.join(",", points) + "]}");
        }
        return "{\"strokes\":[" + String.join(",", strokes) + "]}";
    }

    private double noise() {
        return 0.01 * random.nextGaussian();
    }

    /** In g and degrees a second: to the right, and up and down in turn. */
    private List<String> zigzags() {
        List<String> lines = new ArrayList<>(List.of("ax,ay,az,gx,gy,gz"));
        for (int n = 0; n < STROKES * SAMPLES; n++) {
            int quarter = n % SAMPLES * 4 / SAMPLES;
            lines.add(String.format(Locale.ROOT, "%.4f,%.4f,%.4f,%.3f,%.3f,%.3f", noise(), noise(), 1 + noise(), 100 * noise(),
                (quarter % 2 == 0 ? -120 : 120) + 100 * noise(), -60 + 100 * noise()));
        }
        return lines;
    }
}

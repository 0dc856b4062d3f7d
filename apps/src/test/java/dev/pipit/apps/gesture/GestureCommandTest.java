package dev.pipit.apps.gesture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.pipelines.gesture.AirPen;
import dev.pipit.pipelines.gesture.Drawing;

class GestureCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void showsADemonstrationThatComesOutAsItShould() {
        assertEquals(0, run("demo"), out::toString);
        assertTrue(out.toString().contains("star (") && out.toString().contains("learned from 5 examples"), out::toString);
    }

    @Test
    void learnsAStarFromFilesAndKnowsItThen() throws Exception {
        Path csv = csv("stars.csv", new AirPen(100, 5), 5, Drawing.star());
        Path state = folder.resolve("state");
        assertEquals(0, run("learn", "--state", state.toString(), "--label", "star", "--csv", csv.toString()),
            out::toString);
        Path other = csv("other.csv", new AirPen(100, 6), 1, Drawing.star());
        Path pictures = folder.resolve("pictures");
        assertEquals(0, run("--csv", other.toString(), "--state", state.toString(), "--json", "--png",
            pictures.toString()), out::toString);
        assertTrue(out.toString().contains("\"label\":\"star\""), out::toString);
        assertTrue(Files.size(pictures.resolve("stroke-0001.png")) > 100);
        assertEquals(0, run("--csv", other.toString()));
        assertTrue(out.toString().contains("1 strokes, 0 detections"), "it is not a digit: " + out);
    }

    @Test
    void saysInOneLineWhatIsWrongWithAFile() throws Exception {
        List<String> good = lines(new AirPen(100, 5).draw(1, Drawing.star()).samples());
        assertTrue(message(List.of("x,y,z,a,b,c", "1,2,3,4,5,6")).contains("too little data: samples=1"));
        assertTrue(message(constant()).contains("the signal is constant"));
        assertTrue(message(replaced(good, 20, "1,2,NaN,4,5,6")).contains(":21: not a number: \"NaN\""));
        assertTrue(message(replaced(good, 20, "1,2,3")).contains(":21: has 3 columns, the first line has 6"));
        assertTrue(message(replaced(good, 0, "x,y")).contains("must have 3 columns"));
        List<String> inG = new ArrayList<>(List.of(good.get(0)));
        for (String line : good.subList(1, good.size())) {
            String[] cells = line.split(",");
            inG.add(String.format(Locale.ROOT, "%.4f,%.4f,%.4f,0,0,0", Float.parseFloat(cells[0]) / 9.81,
                Float.parseFloat(cells[1]) / 9.81, Float.parseFloat(cells[2]) / 9.81));
        }
        assertTrue(message(inG).contains("its unit is wrong: median=1.00"), message(inG));
    }

    @Test
    void refusesAStateOfSomethingElseAndLosesNothing() throws Exception {
        Path state = folder.resolve("state");
        try (StateFolder kept = StateFolder.open(state, "gesture")) {
            kept.save(State.of("gesture", 9).text("model", "x").build(), "from the future");
        }
        Path csv = csv("star.csv", new AirPen(100, 5), 5, Drawing.star());
        assertEquals(1, run("learn", "--state", state.toString(), "--label", "star", "--csv", csv.toString()));
        assertEquals(1, StateFolder.history(state).size());
    }

    @Test
    void losesNothingWhenTheDiskIsFull() throws Exception {
        Path stars = csv("stars.csv", new AirPen(100, 5), 5, Drawing.star());
        try (SmallDisk disk = SmallDisk.in(folder)) {
            Path state = disk.path().resolve("state");
            assertEquals(0, run("learn", "--state", state.toString(), "--label", "star", "--csv", stars.toString()));
            disk.fill();
            Path more = csv("more.csv", new AirPen(100, 8), 3, Drawing.star());
            assertEquals(1, run("learn", "--state", state.toString(), "--label", "star", "--csv", more.toString()));
            assertTrue(out.toString().contains("could not be saved, what was there before still counts"), out::toString);
            assertEquals(1, StateFolder.history(state).size());
            assertEquals(List.of(), StateFolder.damaged(state));
            assertEquals(0, run("--csv", more.toString(), "--state", state.toString()));
            assertTrue(out.toString().contains("3 strokes, 3 detections"), out::toString);
        }
    }

    @Test
    void turnsRecordedStrokesIntoShapes() throws Exception {
        Path json = folder.resolve("one.json");
        Files.writeString(json, "{\"strokes\":[{\"label\":\"1\",\"strokePoints\":[{\"x\":0,\"y\":1},{\"x\":0,\"y\":0}]}]}");
        assertEquals(0, run("strokes", "--out", folder.resolve("shapes").toString(), json.toString()), out::toString);
        List<String> lines = Files.readAllLines(folder.resolve("shapes/1/0001.csv"));
        assertEquals(33, lines.size());
        assertEquals("0.0000,1.0000", lines.get(1));
        assertEquals("0.0000,-1.0000", lines.get(32));
        Files.writeString(json, "{\"strokes\":[{}]}");
        assertThrows(IOException.class, () -> StrokeRecording.read(json));
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        var writer = new PrintWriter(out, true);
        return new CommandLine(new GestureCommand()).setOut(writer).setErr(writer).execute(args);
    }

    private String message(List<String> lines) throws IOException {
        Path file = Files.write(folder.resolve("bad.csv"), lines);
        return assertThrows(IOException.class,
            () -> ImuRecording.read(file, new ImuRecording.Units(100, false, false))).getMessage();
    }

    private static List<String> constant() {
        List<String> lines = new ArrayList<>(List.of("x,y,z,a,b,c"));
        for (int i = 0; i < 100; i++) {
            lines.add("0,0,9.81,0,0,0");
        }
        return lines;
    }

    private static List<String> replaced(List<String> lines, int at, String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(at, line);
        return changed;
    }

    private Path csv(String name, AirPen pen, int times, double... drawing) throws IOException {
        for (int i = 0; i < times; i++) {
            pen.draw(1.2, drawing);
        }
        return Files.write(folder.resolve(name), lines(pen.samples()));
    }

    private static List<String> lines(float... samples) {
        List<String> lines = new ArrayList<>(List.of("x,y,z,gyro_x,gyro_y,gyro_z"));
        for (int i = 0; i < samples.length; i += 6) {
            lines.add(samples[i] + "," + samples[i + 1] + "," + samples[i + 2] + "," + samples[i + 3] + "," + samples[i + 4]
                + "," + samples[i + 5]);
        }
        return lines;
    }
}

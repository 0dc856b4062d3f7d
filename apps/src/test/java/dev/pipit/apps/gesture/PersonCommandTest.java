package dev.pipit.apps.gesture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;
import dev.pipit.framework.adaptation.StateFolder;

/** People who stand, or swing at 1 to 1.5 Hz, each with a strength of their own, at 50 Hz; the model is one of 5. */
class PersonCommandTest {
    private static final String NAMES = "ax,ay,az,gx,gy,gz";

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;
    private Path model;
    private Path state;

    @BeforeEach
    void learnPeople() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        for (int person = 0; person < 5; person++) {
            List<String> lines = new ArrayList<>(List.of(NAMES + ",label,person"));
            for (String label : List.of("stand", "swing")) {
                samples(person, label, 12).forEach(line -> lines.add(line + "," + label + ","));
            }
            int who = person;
            lines.replaceAll(line -> line.endsWith(",") ? line + "p" + who : line);
            Files.write(data.resolve(person + ".csv"), lines);
        }
        model = folder.resolve("model");
        state = folder.resolve("state");
        assertEquals(0, people(data, model), terminal.err());
    }

    private int people(Path data, Path out) {
        return terminal.run("gesture", "people", "--data", data, "--group-column", "person", "--frame", "64", "--csv-rate",
            "50", "--out", out);
    }

    private int person(String label, Path csv, Object... more) {
        List<Object> words = new ArrayList<>(List.of("gesture", "person", "--model", model, "--state", state, "--label", label,
            "--csv", csv, "--csv-rate", "50"));
        words.addAll(List.of(more));
        return terminal.run(words.toArray());
    }

    @Test
    void learnsAPersonAndKnowsThemThen() throws IOException {
        assertTrue(terminal.out().contains("stand, swing; learned from 170 frames of 5 people"), "17 frames of 600 samples: "
            + terminal.out());
        assertTrue(terminal.out().contains("each person by the others: 100.00 %"), terminal.out());
        assertEquals(0, person("stand", csv("stand.csv", samples(9, "stand", 4))), terminal.err());
        assertTrue(terminal.out().startsWith("stand: learned from 5 frames; frames of this person, left out in turn: "),
            terminal.out());
        assertEquals(0, person("swing", csv("swing.csv", samples(9, "swing", 4)), "--json"), terminal.err());
        JsonObject said = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertTrue(said.get("kept").getAsBoolean());
        assertEquals(1, said.get("own_after").getAsDouble());
        assertEquals(2, StateFolder.history(state).size());

        List<String> both = samples(9, "swing", 6);
        both.addAll(samples(9, "stand", 6));
        Object[] see = {"gesture", "--model", model, "--state", state, "--csv", csv("both.csv", both), "--csv-rate", "50",
            "--json"};
        assertEquals(0, terminal.run(see), terminal.err());
        String first = terminal.out();
        assertTrue(first.indexOf("\"label\":\"swing\"") > 0
            && first.indexOf("\"label\":\"stand\"") > first.indexOf("\"label\":\"swing\""), first);
        assertEquals(0, terminal.run(see), terminal.err());
        assertEquals(first, terminal.out());
        assertEquals(0, terminal.run("state", "rollback", state));
        assertEquals(3, StateFolder.history(state).size());
    }

    @Test
    void saysInOneLineWhatItCannotLearnFrom() throws IOException {
        Path stand = csv("stand.csv", samples(9, "stand", 4));
        fails("must be an activity of the model, stand, swing: label=fly", person("fly", stand));
        fails("an activity is learned from 3 to 20 frames: label=stand, frames=1",
            person("stand", csv("short.csv", samples(9, "stand", 1.5))));
        fails("its unit is wrong", person("stand", stand, "--acceleration", "g"));
        fails("the model needs 6 channels", person("stand", csvOfNames("three.csv", "x,y,z", "0,0,9.81", "0,0.1,9.81")));
        fails("at 50.0 Hz, 5 % more or less: channels=6, rate=100 Hz", terminal.run("gesture", "person", "--model", model,
            "--state", state, "--label", "stand", "--csv", stand, "--csv-rate", "100"));
        fails("no such file", terminal.run("gesture", "--model", model, "--state", folder.resolve("none"), "--csv", stand));
        fails("is a model of activities, not of gestures; 'pipit gesture person' learns with it", terminal.run("gesture", "learn",
            "--model", model, "--state", folder.resolve("none"), "--label", "x", "--csv", stand));
        assertEquals(0, StateFolder.history(state).size());
        assertEquals(2, terminal.run("gesture", "person", "--model", model, "--state", state, "--label", "stand"));
        model = Files.createDirectory(folder.resolve("empty"));
        fails("no model of activities there; 'pipit gesture people' makes one", person("stand", stand));
    }

    @Test
    void refusesTheStateOfAnotherModelAndOfSomethingElse() throws IOException {
        Path stand = csv("stand.csv", samples(9, "stand", 4));
        assertEquals(0, person("stand", stand), terminal.err());
        Path other = folder.resolve("other");
        Files.delete(folder.resolve("data/4.csv"));
        assertEquals(0, people(folder.resolve("data"), other), terminal.err());
        Path first = model;
        model = other;
        fails("was learned with another model", person("stand", stand));
        fails("was learned with another model", terminal.run("gesture", "--model", other, "--state", state, "--csv", stand,
            "--csv-rate", "50"));
        fails("must be learned gestures of version 1 or older: kind=person", terminal.run("gesture", "--state", state, "--csv",
            stand));
        fails("holds what activities learned, not person", terminal.run("gesture", "person", "--model", first, "--state",
            first, "--label", "stand", "--csv", stand, "--csv-rate", "50"));
        assertEquals(1, StateFolder.history(state).size());
    }

    @Test
    void saysWhenThereAreTooFewPeople() throws IOException {
        for (int person = 2; person < 5; person++) {
            Files.delete(folder.resolve("data/" + person + ".csv"));
        }
        fails("too little data: how people differ must be told by 3 or more", people(folder.resolve("data"),
            folder.resolve("few")));
    }

    @Test
    void losesNothingWhenTheDiskIsFull() throws IOException {
        try (SmallDisk disk = SmallDisk.in(folder)) {
            state = disk.path().resolve("state");
            assertEquals(0, person("stand", csv("stand.csv", samples(9, "stand", 4))), terminal.err());
            disk.fill();
            fails("could not be saved, what was there before still counts: ",
                person("swing", csv("swing.csv", samples(9, "swing", 4))));
            assertEquals(1, StateFolder.history(state).size());
            assertEquals(List.of(), StateFolder.damaged(state));
            disk.empty();
            assertEquals(0, person("swing", folder.resolve("swing.csv")), terminal.err());
        }
    }

    private void fails(String reason, int code) {
        assertEquals(1, code, terminal.out());
        assertTrue(terminal.err().contains(reason), terminal.err());
        assertEquals(1, terminal.err().lines().filter(line -> line.startsWith("pipit: ")).count(), terminal.err());
    }

    private Path csv(String name, List<String> lines) throws IOException {
        return csvOfNames(name, NAMES, lines.toArray(String[]::new));
    }

    private Path csvOfNames(String name, String names, String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(names));
        while (all.size() < 20) {
            all.addAll(List.of(lines));
        }
        return Files.write(folder.resolve(name), all);
    }

    private static List<String> samples(int person, String label, double seconds) {
        var who = new Random(person);
        double hertz = 1 + who.nextDouble() / 2;
        double strength = label.equals("stand") ? 0 : 1 + who.nextDouble();
        double tilt = 0.2 * who.nextGaussian();
        var random = new Random(31L * person + label.hashCode());
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < seconds * 50; n++) {
            double swing = strength * Math.sin(2 * Math.PI * hertz * n / 50);
            lines.add(String.format(Locale.ROOT, "%.4f,%.4f,%.4f,%.4f,%.4f,%.4f", 9.81 * Math.sin(tilt) + noise(random),
                swing + noise(random), 9.81 * Math.cos(tilt) + noise(random), swing / 3 + noise(random), noise(random),
                noise(random)));
        }
        return lines;
    }

    private static double noise(Random random) {
        return 0.05 * random.nextGaussian();
    }
}

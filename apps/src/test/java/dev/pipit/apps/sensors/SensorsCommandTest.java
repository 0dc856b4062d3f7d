package dev.pipit.apps.sensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.apps.Terminal;
import dev.pipit.sensors.catalogue.Chips;
import dev.pipit.sensors.chip.ChipType;

/** All commands on the board made of software, whose clock is that of the machine. */
class SensorsCommandTest {
    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;

    private List<JsonObject> run(int code, String words) {
        Object[] args = words.split(" ");
        assertEquals(code, terminal.run(args), terminal.err());
        return terminal.out().lines().filter(line -> line.startsWith("{"))
            .map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    }

    @Test
    void listsEveryChipOfTheTable() {
        List<JsonObject> chips = run(0, "sensors list --json");
        assertEquals(Chips.all().stream().map(ChipType::name).toList(),
            chips.stream().map(chip -> chip.get("name").getAsString()).toList());
        run(0, "sensors list");
        assertTrue(terminal.out().contains("lis3dh"), terminal.out());
    }

    /** Every chip of the simulated board shows, as itself or as one of those that nothing tells apart. */
    @Test
    void findsEveryChipOfTheSimulatedBoard() {
        String found = run(0, "sensors scan --board simulated --json").toString();
        for (ChipType type : Chips.all()) {
            assertTrue(found.contains("\"" + type.name() + "\"")
                || type.bus().addresses().isEmpty() && type.identities().isEmpty()
                || type.bus().addresses().isEmpty() && type.bus().form().spiRead() != 0x80, type + " is not in " + found);
        }
        run(0, "sensors scan --board simulated");
        assertTrue(terminal.out().contains("ST LIS3DH, three-axis accelerometer"), terminal.out());
    }

    @Test
    void readsSamplesAsJson() {
        List<JsonObject> lines = run(0, "sensors read lis3dh --board simulated --json --count 20 --rate 100 --range 4g");
        assertEquals("sensor", lines.get(0).get("event").getAsString());
        assertEquals(100, lines.get(0).get("rate_hz").getAsDouble());
        List<JsonObject> samples = lines.stream().filter(line -> line.get("event").getAsString().equals("sample")).toList();
        assertEquals(20, samples.size());
        assertEquals(0, samples.get(0).get("time_s").getAsDouble());
        for (JsonObject sample : samples) {                      // tilted by 0.3 rad, shaken by 1.6 m/s² along z
            assertEquals(9.6, sample.get("z").getAsDouble(), 2.2);
        }
        assertEquals(20, lines.get(lines.size() - 1).get("samples").getAsLong());
    }

    @Test
    void readsWithTheLineOfTheChip() {
        int line = 1 + Chips.all().stream().map(ChipType::name).toList().indexOf("lis3dh");
        List<JsonObject> lines = run(0, "sensors read lis3dh --board simulated --json --count 40 --line " + line);
        assertEquals(42, lines.stream().filter(each -> !each.get("event").getAsString().equals("gap")).count());
    }

    @Test
    void printsForPeople() {
        run(0, "sensors read lis3dh --board simulated --count 5");
        String[] lines = terminal.out().split("\n");
        assertTrue(lines[0].matches("LIS3DH on i2c-\\d 0x18, 400 Hz"), terminal.out());
        assertTrue(lines[1].endsWith("x m/s²      y m/s²      z m/s²"), terminal.out());
        assertTrue(lines[lines.length - 1].contains("5 samples"), terminal.out());
    }

    @Test
    void testsAChip() {
        List<JsonObject> results = run(0, "sensors test lis3dh --board simulated --json");
        assertEquals(3, results.size());
        assertTrue(results.stream().allMatch(result -> result.get("passed").getAsBoolean()));
        run(0, "sensors test lis3dh --board simulated");
        assertTrue(terminal.out().contains("passed"), terminal.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "sensors read bmi999 --board simulated # there is no driver for bmi999; there are: ",
        "sensors read lis3dh --board simulated --rate 123 # rate must be one of 1, 10, 25",
        "sensors read lis3dh --board simulated --range 3g # range must be one of 2 g, 4 g",
        "sensors read lis3dh --board simulated --bus i2c-99 # there is no bus i2c-99; there are: i2c-1",
        "sensors read lis3dh --board simulated --bus i2c-1 --address 0x10 # i2c-1 0x10: no acknowledge",
        "sensors read iio:nothing-like-this # the kernel ",
        "sensors read lis3dh --board simulated --line 99 # there is no line 99; there are 1 to ",
        "replay none.csv # none.csv: no such file",
    })
    void saysInOneLineWhatIsWrong(String wordsAndMessage) {
        String[] parts = wordsAndMessage.split(" # ");
        run(1, parts[0]);
        assertTrue(terminal.err().startsWith("pipit: " + parts[1]), terminal.err());
        assertEquals(1, terminal.err().lines().count(), terminal.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sensors read", "sensors read lis3dh --address here", "sensors read lis3dh --board none",
        "blink 17 --times 0 --board simulated", "record --sensor lis3dh --label a/b --out x"})
    void callsWrongUsageSo(String words) {
        run(2, words);
        assertTrue(terminal.err().startsWith("pipit: "), terminal.err());
    }

    @Test
    void recordsWithALabelAndReplaysTheSame() throws IOException {
        run(0, "record --sensor lis3dh --board simulated --rate 100 --seconds 0.4 --label walking --out " + folder);
        Path file = folder.resolve("walking/0001.csv");
        assertTrue(terminal.out().startsWith(file.toString()), terminal.out());
        List<String> recorded = Files.readAllLines(file);
        assertEquals("# chip: LIS3DH", recorded.get(0));
        assertTrue(recorded.contains("time_s,x,y,z,label"), recorded.toString());
        List<String> samples = recorded.stream().filter(line -> line.endsWith(",walking")).toList();
        assertTrue(samples.size() > 10, recorded.toString());
        List<JsonObject> replayed = run(0, "replay --json " + file).stream()
            .filter(line -> line.get("event").getAsString().equals("sample")).toList();
        assertEquals(samples.size(), replayed.size());
        for (int i = 0; i < samples.size(); i++) {
            String[] cells = samples.get(i).split(",");
            for (int axis = 0; axis < 3; axis++) {
                assertEquals(Float.parseFloat(cells[1 + axis]),
                    replayed.get(i).get("xyz".substring(axis, axis + 1)).getAsFloat());
            }
        }
    }

    @Test
    void replaysAtRealSpeed() throws IOException {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, "# rate_hz: 10\n# units: m/s²\ntime_s,x,label\n0,1,a\n0.1,2,a\n0.2,3,a\n");
        long began = System.nanoTime();
        run(0, "replay --speed real --json " + file);
        assertTrue(System.nanoTime() - began >= 300_000_000);
    }

    @Test
    void blinks() {
        run(0, "blink 17 --times 2 --period 10 --board simulated");
        assertEquals("line 17 blinked 2 times\n", terminal.out());
    }
}

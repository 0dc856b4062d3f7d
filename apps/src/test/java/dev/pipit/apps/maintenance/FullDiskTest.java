package dev.pipit.apps.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Main;
import dev.pipit.framework.adaptation.StateFolder;

/** In a process of its own, which may write files of a kilobyte and no more: the write fails midway, as on a full disk. */
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
    @TempDir
    private Path folder;

    private final StringBuilder said = new StringBuilder();

    private int run(String limit, String... args) throws IOException, InterruptedException {
        String classes = System.getProperty("java.class.path") + File.pathSeparator
            + System.getProperty("jdk.module.path", "");
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f " + limit + "; exec \"$0\" \"$@\"",
            System.getProperty("java.home") + "/bin/java", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-cp", classes,
            Main.class.getName(), "maintenance"));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        said.setLength(0);
        said.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        return process.waitFor();
    }

    private Path pump() throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("time,pressure,current\n");
        for (int n = 0; n < 600; n++) {
            text.append(String.format(Locale.ROOT, "%d,%.4f,%.4f%n", n, 5 + 0.1 * random.nextGaussian(),
                2 + 0.05 * random.nextGaussian()));
        }
        return Files.writeString(folder.resolve("pump.csv"), text);
    }

    @Test
    void losesNothingThatWasLearned() throws IOException, InterruptedException {
        Path state = folder.resolve("state");
        String csv = pump().toString();
        assertEquals(0, run("unlimited", "learn", "--state", state.toString(), "--csv", csv), said::toString);
        byte[] before = Files.readAllBytes(state.resolve("000001.state"));
        assertTrue(before.length > 2_048, () -> "does not fit into two blocks of 512 or 1024 bytes: " + before.length);

        assertEquals(1, run("2", "learn", "--state", state.toString(), "--csv", csv), said::toString);
        assertTrue(said.toString().contains(state + ": could not be kept, and what was there before still counts: "),
            said::toString);
        assertEquals(1, said.toString().strip().lines().count(), said::toString);
        assertEquals(List.of(1), StateFolder.history(state).stream().map(StateFolder.Version::number).toList());
        assertEquals(List.of(), StateFolder.damaged(state));
        try (Stream<Path> files = Files.list(state)) {
            assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".part")).toList());
        }

        assertEquals(0, run("2", "score", "--state", state.toString(), "--csv", csv), said::toString);
        assertTrue(said.toString().contains(", 0 not normal"), said::toString);
        assertTrue(said.toString().contains("the report will not draw what was scored: "), said::toString);
        assertEquals(0, run("unlimited", "learn", "--state", state.toString(), "--csv", csv), said::toString);
        assertTrue(said.toString().contains("version 2, "), said::toString);
    }
}

package dev.pipit.apps.state;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import dev.pipit.framework.adaptation.StateFolder;

/** Kills a process that saves states, at random moments, and looks each time at what is left. */
final class Torture {
    /** A process says up to so many things before it is killed, and is killed within so long after that. */
    private static final int MOST_SAID = 6;
    private static final double MOST_MILLIS = 20;

    private final Path folder;
    private final int bytes;
    private final SplittableRandom random;
    private int kills;
    private int acknowledged;
    private int lost;
    private int unopened;
    private int damaged;
    private int halfWritten;
    private int silent;
    private int refused;

    /**
     * What came out.
     *
     * @param kills        processes that were killed
     * @param acknowledged states of which the process had said that they are kept
     * @param lost         of these, not the newest or not whole afterwards
     * @param unopened     folders that could not be opened again
     * @param damaged      versions that were not whole
     * @param halfWritten  kills that left a file half written, beside the versions
     * @param silent       kills between keeping a state and saying so
     * @param refused      states that could not be saved, as on a full disk
     */
    record Result(int kills, int acknowledged, int lost, int unopened, int damaged, int halfWritten, int silent,
            int refused) {
        boolean passed() {
            return lost == 0 && unopened == 0 && damaged == 0;
        }
    }

    Torture(Path folder, int bytes, long seed) {
        this.folder = folder;
        this.bytes = bytes;
        random = new SplittableRandom(seed);
    }

    Result result() {
        return new Result(kills, acknowledged, lost, unopened, damaged, halfWritten, silent, refused);
    }

    /** Starts a process, kills it, and looks. */
    void kill() throws IOException, InterruptedException {
        int before = newest();
        Process process = new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        int last = before;
        try (BufferedReader said = process.inputReader(StandardCharsets.US_ASCII)) {
            String line = said.readLine();
            if (!Saving.READY.equals(line)) {
                throw new IOException("the process that saves ended: " + process.waitFor() + " " + line);
            }
            for (int i = random.nextInt(MOST_SAID); i > 0 && (line = said.readLine()) != null; i--) {
                last = heard(line, last);
            }
            TimeUnit.NANOSECONDS.sleep((long) (random.nextDouble() * MOST_MILLIS * 1e6));
            process.toHandle().destroyForcibly();      // not by the process itself: that would close what it said
            process.waitFor();
            while ((line = said.readLine()) != null) {
                last = heard(line, last);
            }
        }
        kills++;
        acknowledged += last - before;
        look(last);
    }

    private int heard(String line, int last) {
        if (line.equals(Saving.REFUSED)) {
            refused++;
            return last;
        }
        return line.matches("\\d+") ? Integer.parseInt(line) : last;
    }

    private int newest() throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        List<StateFolder.Version> versions = StateFolder.history(folder);
        return versions.isEmpty() ? 0 : versions.get(versions.size() - 1).number();
    }

    private void look(int last) throws IOException {
        halfWritten += Files.exists(folder.resolve("next.part")) ? 1 : 0;
        try (StateFolder open = StateFolder.open(folder, Saving.KIND)) {
            Optional<StateFolder.Version> current = open.current();
            int number = current.map(StateFolder.Version::number).orElse(0);
            boolean whole = number == 0
                || current.orElseThrow().state().equals(Saving.state(number, bytes));
            lost += number < last || !whole ? 1 : 0;
            silent += number > last ? 1 : 0;
        } catch (IOException e) {
            unopened++;
        }
        damaged += StateFolder.damaged(folder).size();
    }

    /** This Java, with what this program is made of. */
    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + File.separator + "bin"
            + File.separator + "java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        String modules = System.getProperty("jdk.module.path", "");
        if (modules.isEmpty()) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Saving.class.getName()));
        } else {
            command.addAll(List.of("-p", modules, "-m", "dev.pipit.apps/" + Saving.class.getName()));
        }
        command.addAll(List.of(folder.toString(), String.valueOf(bytes)));
        return command;
    }
}

package dev.pipit.boards.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.boards.deploy.TestBoard.Cut;

@EnabledOnOs(OS.LINUX)
class DeploymentTest {
    private static final String SITE = "opt/pipit/wake-word/";

    @TempDir
    private Path folder;
    private final Recorded progress = new Recorded();
    private TestBoard board;
    private SshSettings settings;

    @BeforeEach
    void switchOn() throws IOException, GeneralSecurityException {
        var pair = TestBoard.key("EC");
        board = new TestBoard(folder.resolve("board"), TestBoard.key("EC"));
        board.letIn(pair.getPublic());
        Path ssh = Files.createDirectories(folder.resolve("ssh"));
        try (var out = Files.newOutputStream(ssh.resolve("id_ecdsa"))) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "", null, out);
        }
        settings = new SshSettings(ssh, Optional.empty(), Optional.empty(), true, remark -> { });
    }

    @AfterEach
    void switchOff() throws IOException {
        board.close();
    }

    private interface Task<T> {
        T run(Deployment deployment) throws IOException;
    }

    private <T> T connected(Task<T> task) throws IOException {
        try (Connection connection = Connection.open(new Destination("me", "127.0.0.1", board.port()), settings)) {
            return task.run(new Deployment(board.site(), connection, progress, TestBoard.pace()));
        }
    }

    private int deploy(Release release) throws IOException {
        return connected(deployment -> deployment.deploy(release));
    }

    private static Release release(String word) {
        return new Release(new Application("wake-word", List.of("models/a.tflite"), List.of("--mic", word), true), List.of(
            ReleaseFile.of("pipit", "#!/bin/sh\n", true),
            ReleaseFile.of("lib/large.jar", "same".repeat(50_000), false),
            ReleaseFile.of("lib/small.jar", word, false),
            ReleaseFile.of("models/a.tflite", "model", false)));
    }

    private String text(String file) throws IOException {
        return Files.readString(board.root().resolve(file));
    }

    @Test
    void putsAReleaseOnABoardThatHasNone() throws IOException {
        assertEquals(1, deploy(release("one")));
        assertEquals("releases/1", board.current());
        assertEquals("releases/1", board.running());
        assertEquals("one", text(SITE + "current/lib/small.jar"));
        assertEquals("same".repeat(50_000), text(SITE + "current/lib/large.jar"));
        assertTrue(Files.isExecutable(board.root().resolve(SITE + "current/pipit")));
        assertTrue(Files.isExecutable(board.root().resolve(SITE + "current/run")));
        assertTrue(Files.readString(board.fake().resolve("calls")).contains("enable -q pipit-wake-word.service"));
        assertTrue(Files.readString(board.fake().resolve("user")).contains("--shell /usr/sbin/nologin pipit"));
        assertEquals(List.of("runs releases/1"), progress.log);
    }

    @Test
    void givesTheServiceTheGroupsThatTheBoardHas() throws IOException {
        deploy(release("one"));
        String unit = text("etc/systemd/system/pipit-wake-word.service");
        assertTrue(unit.contains("\nSupplementaryGroups=i2c audio\n"), unit);
        assertTrue(unit.contains("\nType=notify\n"), unit);
        assertTrue(unit.contains("\nWorkingDirectory=%S/pipit-wake-word\n"), unit);
    }

    @Test
    void copiesOnlyWhatHasChanged() throws IOException {
        deploy(release("one"));
        progress.copied.clear();
        assertEquals(2, deploy(release("two")));
        assertEquals(List.of("lib/small.jar", "run", "SHA256SUMS"), progress.copied);
        assertEquals("two", text(SITE + "current/lib/small.jar"));
        assertEquals("one", text(SITE + "releases/1/lib/small.jar"));
        assertEquals(Files.getAttribute(board.root().resolve(SITE + "releases/1/lib/large.jar"), "unix:ino"),
            Files.getAttribute(board.root().resolve(SITE + "releases/2/lib/large.jar"), "unix:ino"));
    }

    @Test
    void copiesAgainWhatHasDecayedOnTheBoard() throws IOException {
        deploy(release("one"));
        board.write(SITE + "releases/1/lib/large.jar", "decayed");
        progress.copied.clear();
        assertEquals(2, deploy(release("one")));
        assertEquals(List.of("lib/large.jar", "SHA256SUMS"), progress.copied);
        assertEquals("same".repeat(50_000), text(SITE + "current/lib/large.jar"));
    }

    @Test
    void startsTheSameReleaseAgainWithoutCopying() throws IOException {
        deploy(release("one"));
        progress.copied.clear();
        assertEquals(1, deploy(release("one")));
        assertEquals(List.of(), progress.copied);
        assertEquals(List.of("1"), board.names(SITE + "releases"));
    }

    @Test
    void changesNothingOnADryRun() throws IOException {
        var plan = connected(deployment -> deployment.plan(release("one")));
        assertEquals(1, plan.number());
        assertEquals(6, plan.missing().size());
        assertFalse(Files.exists(board.root().resolve("opt")));
    }

    @Test
    void goesBackByItselfIfAReleaseDoesNotComeAlive() throws IOException {
        deploy(release("one"));
        var e = assertThrows(IOException.class, () -> deploy(release("dead")));
        assertEquals("release 2 did not come alive; release 1 runs again", e.getMessage());
        assertEquals("releases/1", board.current());
        assertEquals("releases/1", board.running());
        assertEquals(List.of("1"), board.names(SITE + "releases"));
        assertTrue(progress.log.contains("Failed with result exit-code"), progress.log.toString());
    }

    @Test
    void leavesNothingRunningIfTheFirstReleaseDoesNotComeAlive() throws IOException {
        var e = assertThrows(IOException.class, () -> deploy(release("dead")));
        assertEquals("release 1 did not come alive, and there is none before it", e.getMessage());
        assertEquals("", board.current());
        assertEquals("", board.running());
    }

    @Test
    void keepsThreeReleases() throws IOException {
        for (String word : List.of("a", "b", "c", "d", "e")) {
            deploy(release(word));
        }
        assertEquals(List.of("3", "4", "5"), board.names(SITE + "releases"));
    }

    @Test
    void rollsBackToWhatRanBefore() throws IOException {
        deploy(release("one"));
        deploy(release("two"));
        assertEquals(1, connected(Deployment::rollBack));
        assertEquals("releases/1", board.running());
        assertEquals(3, deploy(release("three")));
        assertEquals(1, connected(Deployment::rollBack));
        var e = assertThrows(IOException.class, () -> connected(Deployment::rollBack));
        assertEquals("wake-word: there is no release to go back to; current is 1", e.getMessage());
    }

    @Test
    void saysHowItIs() throws IOException {
        assertEquals("absent", connected(Deployment::status).state());
        deploy(release("one"));
        deploy(release("two"));
        Status status = connected(Deployment::status);
        assertEquals("active", status.state());
        assertEquals(2, status.current().getAsInt());
        assertEquals(1, status.before().getAsInt());
        assertEquals(List.of(1, 2), status.releases());
    }

    @Test
    void takesEverythingAway() throws IOException {
        deploy(release("one"));
        connected(deployment -> {
            deployment.remove();
            return null;
        });
        assertEquals("", board.running());
        assertFalse(Files.exists(board.root().resolve("opt/pipit")));
        assertEquals(List.of(), board.names("etc/systemd/system"));
    }

    @Test
    void passesArgumentsOnAsTheyAre() throws Exception {
        var given = List.of("two words", "it's", "$HOME", "\"", "*");
        var application = new Application("echo", List.of(), given, false);
        deploy(new Release(application, List.of(
            ReleaseFile.of("pipit", "#!/bin/sh\nprintf '<%s>' \"$@\"\n", true))));
        Process run = new ProcessBuilder(board.root().resolve(SITE + "current/run").toString()).start();
        assertEquals("<echo><two words><it's><$HOME><\"><*>", new String(run.getInputStream().readAllBytes(),
            StandardCharsets.UTF_8));
    }

    @Test
    void refusesABoardWithoutJava() throws IOException {
        Files.delete(board.root().resolve("usr/lib/jvm/java-17-openjdk/bin/java"));
        board.program("java", "exit 1");
        var e = assertThrows(IOException.class, () -> deploy(release("one")));
        assertTrue(e.getMessage().startsWith("no Java; needed is 17 or newer; on the board: sudo apt install "),
            e.getMessage());
        assertFalse(Files.exists(board.root().resolve("opt")));
    }

    @Test
    void refusesABoardWithAnOldJava() throws IOException {
        board.write("usr/lib/jvm/java-17-openjdk/release", "JAVA_VERSION=\"11.0.2\"\n");
        board.program("java", "exit 1");
        var e = assertThrows(IOException.class, () -> deploy(release("one")));
        assertTrue(e.getMessage().startsWith("Java 11.0.2 in " + board.root() + "/usr/lib/jvm/java-17-openjdk; needed is 17 "
            + "or newer; on the board: sudo apt install "), e.getMessage());
    }

    @Test
    void refusesABoardWithoutRoom() throws IOException {
        Files.writeString(board.fake().resolve("free"), "10300\n");     // kB: 10 MB stay free, and 0.2 MB are needed
        var e = assertThrows(IOException.class, () -> deploy(release("one")));
        assertEquals("needs 10.7 MB in " + board.root() + "/opt/pipit/wake-word, and 10.5 MB are free; on the board: sudo "
            + "apt clean", e.getMessage());
    }

    @Test
    void refusesAUserWhoCannotBecomeRoot() throws IOException {
        board.program("id", "case $1 in -un) echo me ;; *) echo 1000 ;; esac");
        board.program("sudo", "echo 'sudo: a password is required' >&2; exit 1");
        var e = assertThrows(IOException.class, () -> deploy(release("one")));
        assertEquals("me must be root or use sudo without a password; on the board: echo 'me ALL=(ALL) NOPASSWD: ALL' | sudo "
            + "tee /etc/sudoers.d/pipit", e.getMessage());
    }

    @Test
    void worksThroughSudo() throws IOException {
        board.program("id", "case $1 in -un) echo me ;; *) echo 1000 ;; esac");
        board.program("sudo", "[ \"$1\" = -n ] && shift && exec \"$@\"");
        assertEquals(1, deploy(release("it's")));
        assertEquals("releases/1", board.running());
    }

    @Test
    void leavesAWholeReleaseRunningWhereverTheConnectionBreaks() throws IOException, InterruptedException {
        assertEquals(1, deploy(release("start")));
        board.cutNothing();
        deploy(release("measured"));
        List<Integer> inputs = board.inputs();
        // the last that reads starts the trial; behind it come looks, at least one
        int lastInput = inputs.lastIndexOf(inputs.stream().filter(input -> input > 0).reduce((a, b) -> b).orElseThrow());
        assertTrue(lastInput > 12 && lastInput + 1 < inputs.size(), inputs.toString());
        String running = board.running();
        for (int at = 0; at <= lastInput + 1; at++) {
            // a command that reads nothing cannot be cut in the middle of its input
            for (Cut cut : inputs.get(at) == 0 ? List.of(Cut.BEFORE) : List.of(Cut.BEFORE, Cut.DURING)) {
                String word = cut + "-" + at;
                List<String> before = board.tree();
                board.cut(at, cut);
                var e = assertThrows(IOException.class, () -> deploy(release(word)), word);
                assertTrue(e.getMessage().startsWith("the connection to me@127.0.0.1:"), word + ": " + e.getMessage());
                assertTrue(board.current().equals(running) || isWhole(word), word + ": points to " + board.current());
                board.settled();
                assertTrue(board.current().equals(board.running()), word + ": runs " + board.running());
                assertTrue(board.running().equals(running) || isWhole(word), word + ": runs " + board.running());
                board.cutNothing();
                if (!board.tree().equals(before)) {             // else the next is tried on the same board anyway
                    deploy(release(word + "-again"));
                    assertTrue(isWhole(word + "-again"), word);
                }
                running = board.running();
                assertEquals(board.current(), running);
            }
        }
        assertTrue(board.names(SITE + "releases").size() <= 3, board.names(SITE + "releases").toString());
    }

    /** Whether the current release is that of a word, in every byte. */
    private boolean isWhole(String word) throws IOException {
        for (ReleaseFile file : release(word).files()) {
            Path copy = board.root().resolve(SITE + "current/" + file.name());
            if (!Files.exists(copy) || !ReleaseFile.of(file.name(), copy, false).sha256().equals(file.sha256())) {
                return false;
            }
        }
        return true;
    }
}

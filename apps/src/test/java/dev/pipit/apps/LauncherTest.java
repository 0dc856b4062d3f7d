package dev.pipit.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script at the root against Javas and Mavens that are scripts themselves. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LauncherTest {
    private static final List<String> TOOLS = List.of("basename", "cat", "dirname", "find", "grep", "head", "mkdir",
        "mv", "readlink", "rm", "sed", "sleep", "tail", "touch", "tr");
    private static final String ECHO = "for word; do printf '<%s>\\n' \"$word\"; done";
    private static final String FAKE_BUILD = "mkdir -p apps/target/quick/app; echo built >>builds";

    @TempDir
    private Path folder;
    private Path root;
    private final Map<String, String> environment = new TreeMap<>();

    private record Result(int exitCode, String out, String err) {
    }

    @BeforeEach
    void makeAnEmptyComputer() throws IOException {
        root = Files.createDirectories(folder.resolve("a folder"));
        Files.copy(Path.of("..", "pipit"), root.resolve("pipit"), StandardCopyOption.COPY_ATTRIBUTES);
        Path tools = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            Path usual = Path.of("/usr/bin", tool);
            script(tools.resolve(tool), "exec " + (Files.exists(usual) ? usual : Path.of("/bin", tool)) + " \"$@\"");
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", folder.toString());
        environment.put("PIPIT_JAVA_FOLDERS", folder.resolve("jvm").toString());
    }

    @Test
    void passesArgumentsOnAsTheyAre() throws IOException {
        release();
        java("seventeen", "17.0.9", ECHO);
        Result result = pipit("two words", "it's", "\"quoted\"", "", "*", "$HOME", "\\n");
        assertTrue(result.out.endsWith(
            "Main>\n<two words>\n<it's>\n<\"quoted\">\n<>\n<*>\n<$HOME>\n<\\n>\n"), result.out);
        assertEquals("", result.err);
    }

    @Test
    void endsWithTheExitCodeOfTheProgram() throws IOException {
        release();
        java("seventeen", "17.0.9", "exit 42");
        assertEquals(42, pipit().exitCode);
    }

    @Test
    void becomesTheProgramSoThatSignalsReachIt() throws IOException {
        release();
        java("seventeen", "17.0.9", "echo $$");
        Process process = start();
        Result result = finish(process);
        assertEquals(process.pid() + "\n", result.out);
    }

    @Test
    void worksThroughALinkInAnotherFolder() throws IOException {
        release();
        java("seventeen", "17.0.9", ECHO);
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("first"), Path.of("..", "a folder", "pipit"));
        Files.createSymbolicLink(links.resolve("second"), Path.of("first"));
        Result result = finish(process(List.of(links.resolve("second").toString())).directory(links.toFile()).start());
        assertTrue(result.out.contains("<" + root.toRealPath().resolve("lib") + ">"), result.toString());
    }

    @Test
    void takesTheNewestJavaOfAllPlaces() throws IOException {
        release();
        java("seventeen", "17.0.9", "echo 17");
        java("twentyfive", "25.0.1", "echo 25");
        java("eight", "1.8.0_392", "echo 8");
        environment.put("JAVA_HOME", java("../elsewhere", "21.0.5", "echo 21").toString());
        assertEquals("25\n", pipit().out);
    }

    @Test
    void takesJavaHomeWhereAnotherIsAsNew() throws IOException {
        release();
        java("seventeen", "17.0.9", "echo found");
        environment.put("JAVA_HOME", java("../elsewhere", "17.0.1", "echo told").toString());
        assertEquals("told\n", pipit().out);
    }

    @Test
    void findsTheJavaBehindALinkOnThePath() throws IOException {
        release();
        Path home = java("../elsewhere", "17.0.9", "echo found");
        Files.createSymbolicLink(folder.resolve("bin/java"), home.resolve("bin/java"));
        assertEquals("found\n", pipit().out);
    }

    @Test
    void takesTheJavaItIsTold() throws IOException {
        release();
        java("twentyfive", "25.0.1", "echo 25");
        Path told = java("../elsewhere", "17.0.9", "echo told");
        environment.put("PIPIT_JAVA", told.toString());
        assertEquals("told\n", pipit().out);
        environment.put("PIPIT_JAVA", told.resolve("bin/java").toString());
        assertEquals("told\n", pipit().out);
    }

    @Test
    void refusesToBeToldAnOldJava() throws IOException {
        release();
        java("twentyfive", "25.0.1", "echo 25");
        environment.put("PIPIT_JAVA", java("../elsewhere", "11.0.20", "echo 11").toString());
        assertOneLine(pipit(), "PIPIT_JAVA must be a Java 17 or newer", "found Java 11");
    }

    @Test
    void asksAJavaWithoutAReleaseFile() throws IOException {
        release();
        Path home = java("seventeen", "17.0.9", "case $1 in\n"
            + "-version) echo 'openjdk version \"17.0.9\" 2023-10-17' >&2 ;;\n"
            + "--list-modules) echo java.base@17.0.9; echo jdk.incubator.vector@17.0.9 ;;\n*) " + ECHO + "\nesac");
        Files.delete(home.resolve("release"));
        assertTrue(pipit().out.startsWith("<--add-modules>\n<jdk.incubator.vector>\n"));
    }

    @Test
    void switchesTheVectorApiOnOnlyWhereItIs() throws IOException {
        release();
        Path home = java("seventeen", "17.0.9", ECHO);
        assertTrue(pipit().out.startsWith("<--add-modules>\n<jdk.incubator.vector>\n"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.9\"\nMODULES=\"java.base java.xml\"\n");
        assertFalse(pipit().out.contains("vector"));
    }

    @Test
    void letsTheUserAddFlagsBehindItsOwn() throws IOException {
        release();
        java("seventeen", "17.0.9", ECHO);
        environment.put("PIPIT_JAVA_OPTS", "-Xmx1g *");
        String out = pipit().out;
        assertTrue(out.contains("<-Xmx1g>\n<*>\n<-p>\n"), out);
    }

    @Test
    void saysWhatToInstallWithoutAnyJava() throws IOException {
        release();
        assertOneLine(pipit(), "needs Java 17 or newer", "apt install default-jre-headless", "brew install openjdk");
    }

    @Test
    void saysWhatToInstallWithOnlyJava11() throws IOException {
        release();
        java("eleven", "11.0.20", "exit 0");
        assertOneLine(pipit(), "needs Java 17 or newer", "found Java 11 in", "apt install default-jre-headless");
    }

    @Test
    void saysThatBuildingNeedsMaven() throws IOException {
        sources();
        jdk("seventeen", "17.0.9", ECHO);
        assertOneLine(pipit(), "needs Maven 3.8 or newer to build", "apt install maven", "brew install maven");
    }

    @Test
    void saysThatBuildingNeedsACompiler() throws IOException {
        sources();
        maven(FAKE_BUILD);
        java("seventeen", "17.0.9", ECHO);
        assertOneLine(pipit(), "needs a JDK (with javac), 17 or newer", "apt install default-jdk-headless");
    }

    @Test
    void saysEverythingThatIsMissingAtOnce() throws IOException {
        sources();
        assertOneLine(pipit(), "needs a JDK 17 or newer and Maven", "apt install default-jdk-headless maven");
    }

    @Test
    void buildsOnceAndAgainWhenASourceIsNewer() throws IOException {
        Path source = sources();
        maven(FAKE_BUILD);
        jdk("seventeen", "17.0.9", ECHO);
        Result first = pipit("hello");
        assertTrue(first.out.endsWith("<hello>\n"), first.toString());
        assertTrue(first.err.startsWith("pipit: building; "), first.err);
        assertEquals("", pipit("hello").err);
        assertEquals(1, builds());
        FileTime built = Files.getLastModifiedTime(root.resolve("apps/target/quick/built"));
        Files.setLastModifiedTime(source, FileTime.fromMillis(built.toMillis() + 2_000));
        pipit("hello");
        assertEquals(2, builds());
    }

    @Test
    void buildsWithACompilerAndRunsWithTheNewest() throws IOException {
        sources();
        maven(FAKE_BUILD + "; echo \"$JAVA_HOME\" >compiler");
        jdk("seventeen", "17.0.9", "echo 17");
        java("twentyfive", "25.0.1", "echo 25");
        assertEquals("25\n", pipit().out);
        assertTrue(Files.readString(root.resolve("compiler")).endsWith("/seventeen\n"));
    }

    @Test
    void showsTheErrorsOfAFailedBuildAndTriesAgain() throws IOException {
        sources();
        maven("echo '[INFO] flood'; echo '[ERROR] Gate.java:[7,9] cannot find symbol'; exit 1");
        jdk("seventeen", "17.0.9", ECHO);
        Result failed = pipit();
        assertEquals(1, failed.exitCode);
        assertTrue(failed.err.contains("[ERROR] Gate.java:[7,9] cannot find symbol\n"), failed.err);
        assertTrue(failed.err.endsWith("build.log\n"), failed.err);
        assertFalse(failed.err.contains("flood"), failed.err);
        maven(FAKE_BUILD);
        assertEquals(0, pipit().exitCode);
        assertEquals(1, builds());
    }

    @Test
    void twoAtOnceBuildOnce() throws IOException {
        sources();
        maven("sleep 1; " + FAKE_BUILD);
        jdk("seventeen", "17.0.9", ECHO);
        Process first = start("a");
        Process second = start("b");
        assertTrue(finish(first).out.endsWith("<a>\n"));
        assertTrue(finish(second).out.endsWith("<b>\n"));
        assertEquals(1, builds());
    }

    @Test
    void takesAwayTheLockOfAProcessThatIsGone() throws IOException, InterruptedException {
        sources();
        maven(FAKE_BUILD);
        jdk("seventeen", "17.0.9", ECHO);
        Process gone = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
        gone.waitFor();
        Path lock = Files.createDirectories(root.resolve("apps/target/quick/lock"));
        Files.writeString(lock.resolve("owner"), gone.pid() + "\n");
        assertEquals(0, pipit().exitCode);
        assertEquals(1, builds());
        assertFalse(Files.exists(lock));
    }

    private static void assertOneLine(Result result, String... parts) {
        assertEquals(1, result.exitCode, result.toString());
        assertEquals("", result.out);
        assertEquals(1, result.err.lines().count(), result.err);
        assertTrue(result.err.startsWith("pipit: "), result.err);
        for (String part : parts) {
            assertTrue(result.err.contains(part), result.err);
        }
    }

    /** What a user unpacks who never builds. */
    private void release() throws IOException {
        Files.createDirectories(root.resolve("lib"));
    }

    /** What a user clones; returns one of the sources. */
    private Path sources() throws IOException {
        Files.writeString(root.resolve("pom.xml"), "");
        Path main = Files.createDirectories(root.resolve("apps/src/main"));
        Files.writeString(root.resolve("apps/pom.xml"), "");
        return Files.writeString(main.resolve("Main.java"), "");
    }

    private Path java(String name, String version, String body) throws IOException {
        Path home = folder.resolve("jvm").resolve(name).normalize();
        script(home.resolve("bin/java"), body);
        Files.writeString(home.resolve("release"),
            "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nMODULES=\"java.base jdk.incubator.vector\"\n");
        return home;
    }

    private void jdk(String name, String version, String body) throws IOException {
        script(java(name, version, body).resolve("bin/javac"), "exit 0");
    }

    private void maven(String body) throws IOException {
        script(folder.resolve("bin/mvn"), body);
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private long builds() throws IOException {
        return Files.readAllLines(root.resolve("builds")).size();
    }

    private Result pipit(String... arguments) throws IOException {
        return finish(start(arguments));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve("pipit").toString()));
        command.addAll(List.of(arguments));
        return process(command).start();
    }

    private ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    /** What the launcher prints fits into the pipes, so that they may be read one after the other. */
    private static Result finish(Process process) throws IOException {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Result(process.waitFor(), out, err);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the launcher ran", e);
        }
    }
}

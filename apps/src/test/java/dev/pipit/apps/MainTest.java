package dev.pipit.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsTheHelpWithoutArguments() {
        assertEquals(0, run(Main.commandLine()));
        assertTrue(out.toString().startsWith("Usage: pipit "), out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void saysWhichJavaItRunsOn() {
        assertEquals(0, run(Main.commandLine(), "--version"));
        assertTrue(out.toString().contains("Java " + Runtime.version().feature()), out.toString());
        assertTrue(out.toString().contains("Vector API o"), out.toString());
        assertTrue(out.toString().contains(System.getProperty("os.arch")), out.toString());
    }

    @Test
    void answersAMisspeltCommandWithAHintOnTheSecondLine() {
        assertEquals(2, run(failing(new IOException()), "faill"));
        List<String> said = err.toString().lines().toList();
        assertEquals("pipit: Unmatched argument at index 0: 'faill'", said.get(0));
        assertTrue(said.get(1).matches("did you mean fail or .*\\? see pipit --help"), said.get(1));
        assertEquals(2, said.size());
    }

    @Test
    void answersAWrongValueWithTheHelpOfItsCommand() {
        assertEquals(2, run(failing(new IOException()), "fail", "--count", "many"));
        assertEquals(lines("pipit: Invalid value for option '--count': 'many' is not an int", "see pipit fail --help"),
            err.toString());
    }

    @Test
    void reportsAFileThatCannotBeReadInOneLine() {
        assertEquals(1, run(failing(new NoSuchFileException("hey-pi.tflite")), "fail"));
        assertEquals(lines("pipit: hey-pi.tflite: no such file"), err.toString());
    }

    @Test
    void reportsAWrongSettingInOneLine() {
        assertEquals(1, run(failing(new IllegalArgumentException("bands must be at least 1: bands=0")), "fail"));
        assertEquals(lines("pipit: bands must be at least 1: bands=0"), err.toString());
    }

    @Test
    void looksIntoAnUncheckedException() {
        assertEquals(1, run(failing(new UncheckedIOException(new FileNotFoundException("a.wav (denied)"))), "fail"));
        assertEquals(lines("pipit: a.wav (denied)"), err.toString());
    }

    @Test
    void addsTheStackTraceWhenAskedBeforeOrAfterTheCommand() {
        assertEquals(1, run(failing(new IOException("bus is gone")), "--stacktrace", "fail"));
        assertTrue(err.toString().startsWith(lines("pipit: bus is gone", "java.io.IOException: bus is gone")));
        err.getBuffer().setLength(0);
        assertEquals(1, run(failing(new IOException("bus is gone")), "fail", "--stacktrace"));
        assertTrue(err.toString().startsWith(lines("pipit: bus is gone", "java.io.IOException: bus is gone")));
    }

    @Test
    void keepsTheStackTraceOfAFaultInAFile() throws IOException {
        assertEquals(70, run(failing(new IllegalStateException("ring is closed")), "fail"));
        String start = "pipit: unexpected IllegalStateException: ring is closed; the stack trace is in ";
        assertTrue(err.toString().startsWith(start), err.toString());
        Path file = Path.of(err.toString().substring(start.length()).strip());
        String trace = Files.readString(file);
        Files.delete(file);
        assertTrue(trace.startsWith("java.lang.IllegalStateException: ring is closed"), trace);
        assertTrue(trace.contains("MainTest"), trace);
    }

    @Test
    void printsTheStackTraceOfAFaultWhenAsked() {
        assertEquals(70, run(failing(new IllegalStateException("ring is closed")), "fail", "--stacktrace"));
        assertTrue(err.toString().contains("\tat "), err.toString());
    }

    @Test
    void reportsAnErrorOfTheJvmLikeAFault() {
        CommandLine line = Main.commandLine().addSubcommand("fail", new Failing(() -> {
            throw new NoClassDefFoundError("jdk/incubator/vector/Vector");
        }));
        assertEquals(70, run(line, "fail", "--stacktrace"));
        assertTrue(err.toString().startsWith("pipit: unexpected NoClassDefFoundError: jdk/incubator"), err.toString());
    }

    @Test
    void colorsNothingThatIsNotATerminal() {
        run(Main.commandLine(), "--help");
        assertFalse(out.toString().contains("\u001b["), out.toString());
    }

    private static CommandLine failing(Exception e) {
        return Main.commandLine().addSubcommand("fail", new Failing(() -> {
            throw e;
        }));
    }

    private int run(CommandLine line, String... args) {
        return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(args);
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    @Command(name = "fail")
    private static final class Failing implements Callable<Integer> {
        private final Callable<Integer> body;

        @Option(names = "--count", description = "A number.")
        private int count;

        Failing(Callable<Integer> body) {
            this.body = body;
        }

        @Override
        public Integer call() throws Exception {
            return body.call() + count;
        }
    }
}

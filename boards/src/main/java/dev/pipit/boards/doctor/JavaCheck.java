package dev.pipit.boards.doctor;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import dev.pipit.boards.Board;
import dev.pipit.boards.Shell;
import dev.pipit.boards.Shell.Result;

/** Whether there is a Java that is new enough, starts, and has the Vector API. */
public final class JavaCheck implements Check {
    private static final String SUBJECT = "java";

    private final String folder;

    JavaCheck() {
        this(FoundJava.USUAL_FOLDER);
    }

    /** @param folder where the system keeps its Javas */
    public JavaCheck(String folder) {
        this.folder = folder;
    }

    @Override
    public List<Finding> look(Shell shell, Board board) throws IOException {
        Optional<FoundJava> found = FoundJava.newest(shell, folder);
        if (found.isEmpty()) {
            return List.of(Finding.broken(SUBJECT, "no Java; needed is " + FoundJava.FLOOR + " or newer",
                install(shell, board)));
        }
        FoundJava java = found.get();
        String text = "Java " + java.version() + " in " + java.home();
        if (java.feature() < FoundJava.FLOOR) {
            return List.of(Finding.broken(SUBJECT, text + "; needed is " + FoundJava.FLOOR + " or newer",
                install(shell, board)));
        }
        Result started = shell.run(Shell.quoted(java.home() + "/bin/java") + " -version 2>&1");
        if (!started.worked()) {
            String first = started.out().lines().findFirst().orElse("exit code " + started.exitCode());
            return List.of(Finding.broken(SUBJECT, text + " does not start: " + first, install(shell, board)));
        }
        return List.of(java.vectors() ? Finding.fine(SUBJECT, text + ", with the Vector API")
            : Finding.note(SUBJECT, text + ", without the Vector API: inference is slower", ""));
    }

    /** Which package has one depends on the system. */
    private static String install(Shell shell, Board board) throws IOException {
        if (board.architectures().equals(List.of("armv6l"))) {
            return "";                        // no package of its system starts there: docs/boards.md
        }
        String system = shell.read("/etc/os-release").orElse("");
        String name = system.contains("VERSION_CODENAME=trixie") ? "openjdk-21-jre-headless"
            : system.contains("VERSION_CODENAME=bookworm") || system.contains("VERSION_CODENAME=bullseye")
                ? "openjdk-17-jre-headless" : "default-jre-headless";
        return "sudo apt install " + name;
    }
}

package dev.pipit.boards;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Runs scripts of POSIX sh on a machine: this one, or one at the other end of a connection. */
@FunctionalInterface
public interface Shell {
    /**
     * Runs a script and waits for its end.
     *
     * @param input what the script reads; closed by whoever calls
     * @throws IOException if the script could not be run to its end, not if it failed
     */
    Result run(String script, InputStream input) throws IOException;

    /** Runs a script that reads nothing. */
    default Result run(String script) throws IOException {
        return run(script, InputStream.nullInputStream());
    }

    /** The text of a file, without the zero bytes that end properties of a device tree; empty if it cannot be read. */
    default Optional<String> read(String file) throws IOException {
        Result result = run("cat " + quoted(file));
        return result.worked() ? Optional.of(result.out().replace("\0", "\n")) : Optional.empty();
    }

    /** The machine that this program runs on. */
    static Shell local() {
        return new LocalShell();
    }

    /** One word for sh, whatever is in it. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * What came of a script.
     *
     * @param exitCode 0 if it worked
     * @param out      what it printed
     * @param err      what it complained about
     */
    record Result(int exitCode, String out, String err) {
        /** Whether the exit code is 0. */
        public boolean worked() {
            return exitCode == 0;
        }
    }
}

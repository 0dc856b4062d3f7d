package dev.pipit.apps;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs commands as {@link Main} does, and keeps what they print. */
public final class Terminal {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Runs a command and returns its exit code. What it printed replaces what the last one printed. */
    public int run(Object... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] args = new String[words.length];
        for (int i = 0; i < args.length; i++) {
            args[i] = words[i].toString();
        }
        return Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(args);
    }

    /** What it printed, with plain ends of lines. */
    public String out() {
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    /** What it complained about, with plain ends of lines. */
    public String err() {
        return err.toString().replace(System.lineSeparator(), "\n");
    }
}

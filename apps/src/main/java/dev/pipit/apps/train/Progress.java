package dev.pipit.apps.train;

import java.io.PrintWriter;
import java.util.Locale;

/** Says on the screen how far a long piece of work is, at most twice a second, and what it came to. */
public final class Progress {
    private static final long PERIOD_NANOS = 500_000_000;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean screen;
    private String what = "";
    private int steps;
    private int done;
    private long began;
    private long shown;

    /** @param screen whether a line can be written over */
    public Progress(PrintWriter out, boolean screen) {
        this.out = out;
        this.screen = screen;
    }

    /** Says what is done from now on, in how many steps. */
    public synchronized void begin(String work, int count) {
        what = work;
        steps = count;
        done = 0;
        began = System.nanoTime();
        shown = began;
    }

    /** One step is done. Any thread. */
    public void step() {
        step("");
    }

    /** One step is done; {@code note} is shown beside it. Any thread. */
    public synchronized void step(String note) {
        done++;
        long now = System.nanoTime();
        if (now - shown < PERIOD_NANOS * (screen ? 1 : 20)) {
            return;
        }
        shown = now;
        double left = (now - began) / 1e9 / done * (steps - done);
        String line = String.format(Locale.ROOT, "%s: %d of %d, %s left%s", what, done, steps, time(left),
            note.isEmpty() ? "" : ", " + note);
        out.print(screen ? CLEAR + line : line + System.lineSeparator());
        out.flush();
    }

    /** All is done. */
    public synchronized void end(String result) {
        String line = String.format(Locale.ROOT, "%s: %s, %s", what, result, time((System.nanoTime() - began) / 1e9));
        out.println(screen ? CLEAR + line : line);
        out.flush();
    }

    /** Says something else. */
    synchronized void warn(String text) {
        out.println(screen ? CLEAR + text : text);
        out.flush();
    }

    private static String time(double seconds) {
        return seconds < 60 ? String.format(Locale.ROOT, "%.0f s", seconds)
            : String.format(Locale.ROOT, "%d min %02d s", (int) seconds / 60, (int) seconds % 60);
    }
}

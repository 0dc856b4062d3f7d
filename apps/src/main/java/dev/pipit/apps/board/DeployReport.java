package dev.pipit.apps.board;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

import dev.pipit.apps.Screen;
import dev.pipit.boards.deploy.Progress;

/** Says how far a deployment is: lines that stay, and on a terminal one that moves; or JSON, one object a line. */
final class DeployReport implements Progress, AutoCloseable {
    private final PrintWriter out;
    private final Optional<Screen> screen;         // none for JSON
    private String file = "";
    private long done;
    private long total;
    private long began;

    DeployReport(PrintWriter out, boolean json) {
        this.out = out;
        screen = json ? Optional.empty() : Optional.of(new Screen(out, this::moving));
    }

    private synchronized String moving() {
        if (done >= total) {
            return "";
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return String.format(Locale.ROOT, "%s  %.1f of %.1f MB, %.0f s left", file, done / 1e6, total / 1e6,
            done == 0 ? 0 : seconds / done * (total - done));
    }

    @Override
    public void step(String text) {
        print("step", text, text);
    }

    @Override
    public void log(String line) {
        print("log", line, "  | " + line);
    }

    @Override
    public synchronized void copying(String name, long sent, long all) {
        if (total != all) {
            total = all;
            began = System.nanoTime();
        }
        file = name;
        done = sent;
    }

    /** How it ended. */
    void ended(String event, int release, String text) {
        JsonObject line = new JsonObject();
        line.addProperty("event", event);
        line.addProperty("release", release);
        print(line, text);
    }

    private void print(String event, String text, String shown) {
        JsonObject line = new JsonObject();
        line.addProperty("event", event);
        line.addProperty("text", text);
        print(line, shown);
    }

    private void print(JsonObject line, String shown) {
        screen.ifPresentOrElse(lines -> lines.print(shown), () -> {
            out.println(line);
            out.flush();
        });
    }

    @Override
    public void close() {
        screen.ifPresent(Screen::close);
    }
}

package dev.pipit.apps.board;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.Locale;

import dev.pipit.apps.Screen;
import dev.pipit.boards.deploy.Progress;

/** Says how far a deployment is: lines that stay, and on a terminal one that moves; or JSON, one object a line. */
final class DeployReport implements Progress, AutoCloseable {
    private final PrintWriter out;
    private final boolean json;
    private final Screen screen;
    private String file = "";
    private long done;
    private long total;
    private long began;

    DeployReport(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
        screen = new Screen(out, this::moving);
    }

    private synchronized String moving() {
        if (json || done >= total) {
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
        if (json) {
            JsonObject line = new JsonObject();
            line.addProperty("event", event);
            line.addProperty("release", release);
            out.println(line);
            out.flush();
        } else {
            screen.print(text);
        }
    }

    private void print(String event, String text, String shown) {
        if (json) {
            JsonObject line = new JsonObject();
            line.addProperty("event", event);
            line.addProperty("text", text);
            out.println(line);
            out.flush();
        } else {
            screen.print(shown);
        }
    }

    @Override
    public void close() {
        screen.close();
    }
}

package dev.pipit.apps;

import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * Lines that stay, and on a terminal one line below them that moves. Where the output is not a terminal, only the lines
 * that stay are printed.
 */
public final class Screen implements AutoCloseable {
    private static final long REDRAW_MILLIS = 100;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final Supplier<String> moving;
    private final Thread drawing;
    private boolean closed;

    /** @param moving the text of the moving line, asked for ten times a second */
    public Screen(PrintWriter out, Supplier<String> moving) {
        this.out = out;
        this.moving = moving;
        drawing = new Thread(this::draw, "screen");
        drawing.setDaemon(true);
        if (isTerminal()) {
            drawing.start();
        }
    }

    /** Whether the launcher found a terminal at the other end of the output. */
    public static boolean isTerminal() {
        return Boolean.getBoolean("pipit.terminal");
    }

    private void draw() {
        try {
            while (!closed()) {
                String text = moving.get();
                synchronized (this) {
                    if (!closed) {
                        out.print(CLEAR + cut(text));
                        out.flush();
                    }
                }
                Thread.sleep(REDRAW_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A line that is longer than the terminal would not be overwritten by the next. */
    private static String cut(String text) {
        return text.length() < columns() ? text : text.substring(0, columns() - 1);
    }

    /** How wide the terminal is, as far as the launcher knows. */
    public static int columns() {
        return Integer.getInteger("pipit.columns", 80);
    }

    /** Prints a line that stays. */
    public synchronized void print(String line) {
        out.println(isTerminal() && !closed ? CLEAR + line : line);
        out.flush();
    }

    private synchronized boolean closed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        if (!closed && isTerminal()) {
            out.print(CLEAR);
            out.flush();
        }
        closed = true;
        drawing.interrupt();
    }
}

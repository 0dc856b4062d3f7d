package dev.pipit.apps;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/**
 * Tells systemd, where it runs this program and wants to know, that samples come through: once that it is ready, and
 * then again and again that it is alive. When no sample comes any longer, nothing is told, and systemd starts anew.
 */
public final class Heartbeat implements AutoCloseable {
    private static final long FIRST_LOOK_MILLIS = 250;

    private final LongSupplier samples;
    private final Consumer<String> tell;
    private final boolean wanted;
    private final long periodMillis;
    private final Thread thread = new Thread(this::beat, "heartbeat");

    /** @param samples how many have come through so far; asked by another thread */
    public Heartbeat(LongSupplier samples) {
        this(System.getenv(), samples, Heartbeat::notifySystemd);
    }

    Heartbeat(Map<String, String> environment, LongSupplier samples, Consumer<String> tell) {
        this.samples = samples;
        this.tell = tell;
        wanted = environment.containsKey("NOTIFY_SOCKET");
        // systemd says after how many microseconds it gives up; a third leaves room for two that are late
        String patience = environment.getOrDefault("WATCHDOG_USEC", "0");
        periodMillis = patience.matches("\\d{1,18}") ? Long.parseLong(patience) / 3000 : 0;
        thread.setDaemon(true);
    }

    /** Begins, if it is wanted. */
    public void start() {
        if (wanted) {
            thread.start();
        }
    }

    private void beat() {
        try {
            while (samples.getAsLong() == 0) {
                Thread.sleep(FIRST_LOOK_MILLIS);
            }
            tell.accept("READY=1");
            long last = samples.getAsLong();
            while (periodMillis > 0) {
                Thread.sleep(periodMillis);
                long now = samples.getAsLong();
                if (now != last) {
                    tell.accept("WATCHDOG=1");
                }
                last = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Java cannot send to such a socket by itself: it has streams of that kind, and systemd wants datagrams. */
    private static void notifySystemd(String message) {
        try {
            new ProcessBuilder("systemd-notify", message).inheritIO().start().waitFor();
        } catch (IOException e) {
            Logger.warn("systemd-notify cannot be run: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

package dev.pipit.framework.stream;

import java.util.List;
import java.util.Optional;

import org.tinylog.Logger;

/** What several sinks would like to do to become faster, one after the other. */
public final class WarmUp {
    private static final long AFTER_NANOS = 1_000_000_000;

    private WarmUp() {
    }

    /** The work of all of them as one; empty if there is none. */
    public static Optional<Runnable> of(List<? extends Sink<?>> sinks) {
        List<Runnable> work = sinks.stream().flatMap(sink -> sink.warmUp().stream()).toList();
        return work.isEmpty() ? Optional.empty() : Optional.of(() -> work.forEach(Runnable::run));
    }

    /** Does the work of {@code sinks} in a thread of its own, once {@code running} has run for a while. */
    static void start(String name, List<? extends Sink<?>> sinks, Running running) {
        of(sinks).ifPresent(work -> {
            Thread thread = new Thread(() -> run(name, work, running), name + " warm-up");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static void run(String name, Runnable work, Running running) {
        try {
            Clock.SYSTEM.sleep(AFTER_NANOS);
            if (running.isAlive()) {
                work.run();
                Logger.debug("{} has warmed up", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            Logger.warn(e, "{} stays as slow as it is: {}", name, e.getMessage());
        }
    }
}

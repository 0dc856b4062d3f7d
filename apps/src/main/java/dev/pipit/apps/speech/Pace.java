package dev.pipit.apps.speech;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.pipit.apps.Screen;

/** How fast clips are spoken, and how long it will take. */
final class Pace {
    private static final double FIRST_SECONDS = 2;
    private static final double STEP_SECONDS = 10;

    private final int wanted;
    private final long startNanos = System.nanoTime();
    private final AtomicInteger done = new AtomicInteger();
    private double nextSeconds = FIRST_SECONDS;

    Pace(int wanted) {
        this.wanted = wanted;
    }

    /** Counts one; where no line moves on a terminal, has one to print after two seconds and then every ten. */
    Optional<String> next() {
        done.incrementAndGet();
        if (Screen.isTerminal() || seconds() < nextSeconds || done.get() == wanted) {
            return Optional.empty();
        }
        nextSeconds = seconds() + STEP_SECONDS;
        return Optional.of(text());
    }

    /** {@code 400 of 1000 clips, 90 a second, 7 s left}. */
    String text() {
        int clips = done.get();
        String text = clips + " of " + wanted + " clips";
        return clips == 0 ? text : text + String.format(Locale.ROOT, ", %.0f a second, %.0f s left", clips / seconds(),
            seconds() / clips * (wanted - clips));
    }

    /** {@code in 11.1 s, 90 a second}. */
    String over() {
        return String.format(Locale.ROOT, "in %.1f s, %.0f a second", seconds(), done.get() / seconds());
    }

    private double seconds() {
        return Math.max(1e-3, (System.nanoTime() - startNanos) / 1e9);
    }
}

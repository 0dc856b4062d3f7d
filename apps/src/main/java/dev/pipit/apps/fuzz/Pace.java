package dev.pipit.apps.fuzz;

import java.util.Locale;
import java.util.function.Consumer;

/** How fast it goes, and how long it will take. */
final class Pace {
    private final long cases;
    private final long startNanos = System.nanoTime();
    private long tenths;

    Pace(long cases) {
        this.cases = cases;
    }

    /** {@code 400 000 of 1 000 000 cases, 2 500 a second, 4 min 0 s left}. */
    String at(long done) {
        double seconds = seconds();
        String text = number(done) + " of " + number(cases) + " cases";
        return done == 0 ? text : text + ", " + number(Math.round(done / seconds)) + " a second, "
            + time(Math.round(seconds / done * (cases - done))) + " left";
    }

    /** {@code 1 000 000 cases in 6 min 40 s, 2 500 a second}. */
    String over(long done) {
        double seconds = seconds();
        return number(done) + " cases in " + time(Math.round(seconds)) + ", " + number(Math.round(done / seconds))
            + " a second";
    }

    double seconds() {
        return Math.max(1e-3, (System.nanoTime() - startNanos) / 1e9);
    }

    /** Says how far it is at each tenth. */
    Consumer<Long> everyTenth(Consumer<String> lines) {
        return done -> {
            if (done < cases && done * 10 / cases > tenths) {
                tenths = done * 10 / cases;
                lines.accept(at(done));
            }
        };
    }

    private static String time(long seconds) {
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** Digits in groups of three. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }
}

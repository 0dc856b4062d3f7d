package dev.pipit.boards.doctor;

import static java.util.Objects.requireNonNull;

/**
 * What one look at a board found.
 *
 * @param subject what was looked at: java, i2c, clock
 * @param verdict whether it is as it must be
 * @param text    what was found
 * @param mend    the command that mends it; empty if there is nothing to mend or no command does
 */
public record Finding(String subject, Verdict verdict, String text, String mend) {
    /** How bad it is. */
    public enum Verdict {
        /** As it must be. */
        FINE,
        /** Worth knowing; what does not need it runs. */
        NOTE,
        /** Must be mended. */
        BROKEN
    }

    public Finding {
        requireNonNull(subject);
        requireNonNull(verdict);
        requireNonNull(text);
        requireNonNull(mend);
    }

    static Finding fine(String subject, String text) {
        return new Finding(subject, Verdict.FINE, text, "");
    }

    static Finding note(String subject, String text, String mend) {
        return new Finding(subject, Verdict.NOTE, text, mend);
    }

    static Finding broken(String subject, String text, String mend) {
        return new Finding(subject, Verdict.BROKEN, text, mend);
    }
}

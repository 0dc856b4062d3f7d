package dev.pipit.apps.speech;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A text in a voice.
 *
 * @param text up to 300 letters, digits, spaces and marks of punctuation: nothing that an engine takes for a command
 */
public record Utterance(Voice voice, String text) {
    private static final int LONGEST = 300;
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{M}\\p{N} .,;:!?'’-]*");

    /** Checks the text. */
    public Utterance {
        Objects.requireNonNull(voice, "voice");
        check(text);
    }

    /**
     * Checks a text alone.
     *
     * @throws IllegalArgumentException if it is empty, too long, or holds a character that it may not
     */
    static void check(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("a text to say must have 1 to " + LONGEST + " characters: length="
                + text.length());
        }
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                "a text to say may hold letters, digits, spaces and . , ; : ! ? ' - only: text=" + text);
        }
    }
}

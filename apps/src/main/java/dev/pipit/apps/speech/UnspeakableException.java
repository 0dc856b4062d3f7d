package dev.pipit.apps.speech;

import java.util.Locale;

/** An engine ran well and made no sound, or hardly any, of a text. */
public final class UnspeakableException extends SpeechException {
    private static final long serialVersionUID = 1;

    UnspeakableException(Utterance utterance, double seconds) {
        super(utterance, String.format(Locale.ROOT, "cannot be spoken, it made %.2f s of sound, at least %.2f s are needed",
            seconds, Trim.LEAST_SOUND_SECONDS));
    }
}

package dev.pipit.apps.speech;

import java.io.IOException;

/** An engine made nothing of an utterance: voice, text and the engine's own words, in one line. */
public sealed class SpeechException extends IOException permits UnspeakableException {
    private static final long serialVersionUID = 1;

    SpeechException(Utterance utterance, String message) {
        super(utterance.voice().name() + ", \"" + utterance.text() + "\": " + message);
    }
}

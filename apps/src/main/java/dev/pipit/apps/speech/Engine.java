package dev.pipit.apps.speech;

import java.util.List;
import java.util.Random;

/** A program that speaks English, as it is installed here. */
public sealed interface Engine permits Espeak, Flite, Festival {
    /** What its command is called. */
    String name();

    /** What it says of itself. */
    String version();

    /** The names of its English voices that sound like people, in alphabetical order; at least one. */
    List<String> bases();

    /** Who speaks in a voice; see {@link Voice#speaker}. */
    String speaker(String base);

    /** A voice at a speed and pitch that people have. */
    Voice draw(String base, Random random);

    /** How to have it write a text as WAV to its standard output. */
    Call say(Voice voice, String text);
}

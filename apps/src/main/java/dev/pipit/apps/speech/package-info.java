/**
 * The command {@code speech}, and what trains wake words from text: phrases, spoken by the speech synthesisers that the
 * package managers of Debian, Ubuntu and Raspberry Pi OS have.
 *
 * <p>Stands before the data's way: a phrase becomes clips of 16 kHz sound, as if people had recorded them.
 * {@link dev.pipit.apps.speech.Engines} are the programs found on this machine; each says itself which voices it has.
 * {@link dev.pipit.apps.speech.Voices} draws a mix of them by a seed: a {@link dev.pipit.apps.speech.Voice} is an
 * engine's voice with a speed and a pitch, and names the speaker whom it must share a side of a split with.
 * {@link dev.pipit.apps.speech.Synthesis} runs the engines, several processes at a time, and hands out clips in the
 * order of the request; {@link dev.pipit.apps.speech.SpeechCache} keeps them. {@link dev.pipit.apps.speech.Phrases}
 * finds what to say so that a model learns what is not its word. Everything follows from seeds, from the engines and
 * from the system's dictionary, nothing from timing.
 *
 * <p>Does not augment, does not train, and does not ship a voice.
 */
package dev.pipit.apps.speech;

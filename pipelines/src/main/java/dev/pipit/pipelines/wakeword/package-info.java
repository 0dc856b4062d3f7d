/**
 * Hears wake words: one or several models behind one front end.
 *
 * <p>A model travels with a manifest, which says what it listens for, how sure is sure enough, and which features it
 * was trained on. Manifests and models of ESPHome's microWakeWord load unchanged. Heads of openWakeWord hear the rows of a
 * {@link dev.pipit.pipelines.wakeword.SpeechEmbedding}.
 *
 * <p>A voice, or a word that no network knows, is learned by {@link dev.pipit.pipelines.wakeword.Enrolment} from recordings
 * that {@link dev.pipit.pipelines.wakeword.Rehearsal} lets the networks hear; {@link
 * dev.pipit.pipelines.wakeword.PersonalHead} is what was learned, {@link dev.pipit.pipelines.wakeword.Personal} keeps it with
 * its thresholds and what answers change.
 *
 * <p>Wires blocks; of its own it computes how like an enrolled word something sounds.
 */
package dev.pipit.pipelines.wakeword;

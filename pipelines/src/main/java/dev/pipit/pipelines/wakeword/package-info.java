/**
 * Hears wake words: one or several models behind one front end.
 *
 * <p>A model travels with a manifest, which says what it listens for, how sure is sure enough, and which features it
 * was trained on. Manifests and models of ESPHome's microWakeWord load unchanged.
 *
 * <p>Wires blocks, and computes nothing itself.
 */
package dev.pipit.pipelines.wakeword;

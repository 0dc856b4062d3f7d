/**
 * The vocabulary of pipelines: each block is a record of settings around a class of {@code dsp}, {@code inference} or
 * {@code decision}.
 *
 * <p>In the order in which data meets them: {@code Gate}; the features {@code LogMelFeatures}, {@code MfccFeatures} and
 * {@code MicroFeatures} of sound, {@code ImuFeatures}, {@code VibrationFeatures}, {@code OrderFeatures} and
 * {@code ValueFeatures} of other sensors; {@code Spectrogram}, {@code Classify}, {@code Decide}. {@code Fork} sends the same to several.
 *
 * <p>Holds no algorithm of its own that is longer than a screen.
 */
package dev.pipit.framework.blocks;

/**
 * From recordings to what a sound model learns from: augmented samples, feature rows, and files that keep them.
 *
 * <p>Stands before the training. The data's way is that of the device, with chance in front of it:
 * {@link dev.pipit.framework.training.sound.Split} says on which side a speaker is,
 * {@link dev.pipit.framework.training.sound.WordBounds} where the word is,
 * {@link dev.pipit.framework.training.sound.WaveformAugmentation} makes many different examples of it, out of
 * {@link dev.pipit.framework.training.sound.Speed}, {@link dev.pipit.framework.training.sound.Tempo},
 * {@link dev.pipit.framework.training.sound.RoomImpulse}, {@link dev.pipit.framework.training.sound.Convolution},
 * {@link dev.pipit.framework.training.sound.Tilt}, {@link dev.pipit.framework.training.sound.Noise},
 * {@link dev.pipit.framework.training.sound.Loudness} and {@link dev.pipit.framework.training.sound.Clip}.
 * {@link dev.pipit.framework.training.sound.Splice} and {@link dev.pipit.framework.training.sound.ShuffledSpeech} make
 * examples that are seldom recorded. {@link dev.pipit.framework.training.sound.MicroFeatureRows} runs the front end of
 * the device, {@link dev.pipit.framework.training.sound.FeatureCache} keeps what came out, and
 * {@link dev.pipit.framework.training.sound.FeatureAugmentation} changes it a little each time it is learnt from.
 *
 * <p>Samples are floats of one channel at {@value dev.pipit.framework.training.sound.Pcm16#RATE_HZ} Hz, full scale is
 * −1 to 1. A method leaves the samples it is given as they are unless it says otherwise. Chance comes from the
 * {@code SplittableRandom} that is handed in and from nowhere else: the same state gives the same bits.
 *
 * <p>Trains nothing, reads no sound files and looks for no data sets.
 */
package dev.pipit.framework.training.sound;

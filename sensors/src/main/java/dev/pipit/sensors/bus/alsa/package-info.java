/**
 * Sound devices by {@code javax.sound.sampled}, which on Linux is ALSA: no library of our own.
 *
 * <p>Stands behind {@link dev.pipit.sensors.bus.Pcm}. ALSA's {@code plughw} devices are opened: a format that the
 * hardware has passes through unchanged, all 32 bits of it; any other is converted by ALSA, at another rate by straight
 * lines between the samples.
 *
 * <p>Sets no volume and chooses no input of a sound card: that is the mixer's of the operating system.
 */
package dev.pipit.sensors.bus.alsa;

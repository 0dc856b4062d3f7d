/**
 * Microphones as sources, through {@code javax.sound.sampled}: no library of our own, any operating system.
 *
 * <p>Stands at the beginning of a pipeline that listens. What a device offers is converted to one channel of the rate
 * that is asked for.
 *
 * <p>Sets no volume and chooses no input of a sound card: that is the mixer's of the operating system.
 */
package dev.pipit.sensors.microphone;

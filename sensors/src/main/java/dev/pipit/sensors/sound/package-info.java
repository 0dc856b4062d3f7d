/**
 * What recordings and microphones have in common: how samples are coded as bytes, and how a source becomes one channel
 * of the rate that a model wants.
 *
 * <p>Stands between the bytes of a file or a device and the ring.
 *
 * <p>Opens nothing itself.
 */
package dev.pipit.sensors.sound;

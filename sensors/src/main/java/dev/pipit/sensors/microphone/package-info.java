/**
 * Microphones as sources: what a sound device records, as one channel of the rate that is asked for.
 *
 * <p>Stands at the beginning of a pipeline that listens: device, conversion, level, time. A device that loses samples
 * says how many; one that is lost is waited for.
 *
 * <p>Knows of no operating system: devices are {@link dev.pipit.sensors.bus.Pcm}.
 */
package dev.pipit.sensors.microphone;

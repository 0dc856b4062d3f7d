/**
 * Recordings as sources: WAV files, and bare samples from a stream; and the way back into a file.
 *
 * <p>Stands where a microphone would stand. A recording counts its time from its start, so that it gives the same
 * detections at any speed.
 *
 * <p>Does not decompress anything.
 */
package dev.pipit.sensors.recording;

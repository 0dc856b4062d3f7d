/**
 * What flows through a pipeline: frames, tensors and scores, which are reused, and detections, which may be kept.
 *
 * <p>Comes first: everything else speaks in these types. Each kind of data has a {@link
 * dev.pipit.framework.signal.Format} that says, before anything runs, how much of it will come and in what unit.
 *
 * <p>Computes nothing and imports nothing.
 */
package dev.pipit.framework.signal;

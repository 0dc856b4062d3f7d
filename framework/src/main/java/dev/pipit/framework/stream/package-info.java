/**
 * Runs a pipeline: a {@link dev.pipit.framework.stream.Source}, a ring, {@link dev.pipit.framework.stream.Block}s in
 * order, a {@link dev.pipit.framework.stream.Sink}.
 *
 * <p>Stands around everything: the reader thread fills the ring from the source, the worker thread takes frames out of
 * it and calls the blocks, which call each other. Only the ring waits. It is the only package with a clock and with
 * threads.
 *
 * <p>Knows nothing of sound, features or models.
 */
package dev.pipit.framework.stream;

/**
 * What changes on the device, from what it meets there: what is {@link dev.pipit.framework.adaptation.Normal} for a
 * machine, drift, heads and prototypes over frozen networks, examples of gestures, how one person differs from others, last
 * layers of an int8 network; and where that is kept, in {@link
 * dev.pipit.framework.adaptation.StateFolder}, so that it can be looked at and undone.
 *
 * <p>Comes last in the data's way: detections and feedback go in, changed heads and baselines come out. Always the same
 * way: learn on a copy, verify against kept examples, keep or roll back, store.
 *
 * <p>Trains no network from scratch but the {@link dev.pipit.framework.adaptation.Autoencoder} of a machine, whose sound is
 * heard nowhere else; all others are trained at a desk, by {@code training}.
 */
package dev.pipit.framework.adaptation;

/**
 * Takes weights or whole channels out of a network, and lets the rest learn to do without them.
 *
 * <p>In reading order: {@link dev.pipit.framework.compression.prune.WeightPruning} sets single weights to 0, which a packed
 * file gains from and a device does not; {@link dev.pipit.framework.compression.prune.ChannelPruning} leaves out channels
 * with all that reads them, so that a smaller dense network is left, faster everywhere.
 */
package dev.pipit.framework.compression.prune;

/**
 * Training at a desk: what a wake word's network is taught with.
 *
 * <p>Stands beside the data's way: what comes out of it is a model that the other programs run.
 *
 * <p>Does not learn on the device; {@code framework.adaptation} does.
 */
package dev.pipit.apps.train;

/**
 * How much a network bears: inputs that were changed to mislead it, and sensors that are broken; and training that makes it
 * bear more.
 *
 * <p>In reading order: {@link dev.pipit.framework.compression.harden.Direction} says which way the loss grows;
 * {@link dev.pipit.framework.compression.harden.Attack} goes that way, by little;
 * {@link dev.pipit.framework.compression.harden.Fault} is what breaks by itself;
 * {@link dev.pipit.framework.compression.harden.Smoothing} takes the edge off inputs, and
 * {@link dev.pipit.framework.compression.harden.AdversarialTraining} teaches a network what it is attacked with.
 */
package dev.pipit.framework.compression.harden;

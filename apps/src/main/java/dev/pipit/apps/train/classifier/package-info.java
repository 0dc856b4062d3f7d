/**
 * The command {@code train classifier}: frames of any sensor told apart, from CSV files or recordings.
 *
 * <p>Makes examples of them, which {@code train.labelled} learns from.
 */
package dev.pipit.apps.train.classifier;

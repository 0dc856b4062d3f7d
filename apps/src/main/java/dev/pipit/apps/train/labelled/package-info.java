/**
 * Learning to tell labels apart: examples of one size with a label and a group each, a small network, its form in 8 bits,
 * and how good it is on groups that it has not learned from.
 *
 * <p>Stands beside the data's way, behind what makes examples of recordings.
 *
 * <p>Reads no recordings; {@code train.keyword} and {@code train.classifier} do.
 */
package dev.pipit.apps.train.labelled;

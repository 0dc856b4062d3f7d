/**
 * The command {@code model}: what a {@code .tflite} file holds and needs, its outputs for given inputs, and whether its
 * numbers are those of a reference.
 *
 * <p>Stands beside the data's way: arrays come from files and go to files.
 *
 * <p>Computes nothing itself; {@code framework.inference} does.
 */
package dev.pipit.apps.model;

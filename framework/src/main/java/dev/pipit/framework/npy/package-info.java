/**
 * Arrays in NumPy's {@code .npy} files: how numbers come from and go to the tools around a model.
 *
 * <p>Stands beside the data's way, for commands and tests.
 *
 * <p>Does not compute, and does not read archives of several arrays.
 */
package dev.pipit.framework.npy;

/**
 * The command {@code features}: what a front end makes of a recording, as an array and as a picture.
 *
 * <p>Stands where the blocks of a pipeline would compute features, between recording and model.
 *
 * <p>Computes nothing itself; {@code framework.dsp} does.
 */
package dev.pipit.apps.features;

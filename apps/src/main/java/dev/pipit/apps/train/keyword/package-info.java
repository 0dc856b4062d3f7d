/**
 * The command {@code train keyword}: several words told apart in a second of sound.
 *
 * <p>Makes examples of recordings, which {@code train.labelled} learns from.
 */
package dev.pipit.apps.train.keyword;

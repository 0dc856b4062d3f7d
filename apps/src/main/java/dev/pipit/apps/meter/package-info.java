/**
 * The command {@code meter}: how often a wake word is missed, and how often it is heard in what is not it, over all
 * thresholds.
 */
package dev.pipit.apps.meter;

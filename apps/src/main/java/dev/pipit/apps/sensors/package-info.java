/**
 * {@code pipit sensors}: which chips there are drivers for, which are wired to this board, and what they measure.
 *
 * <p>Stands at the end of the data's way, where somebody looks at it: it reads sources and prints.
 *
 * <p>Knows no chip by name; it takes them from {@code sensors.catalogue}.
 */
package dev.pipit.apps.sensors;

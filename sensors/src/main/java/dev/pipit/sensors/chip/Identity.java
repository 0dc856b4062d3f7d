package dev.pipit.sensors.chip;

/**
 * A register by which a chip is known.
 *
 * @param register its number
 * @param value    what it holds
 */
public record Identity(int register, int value) {
}

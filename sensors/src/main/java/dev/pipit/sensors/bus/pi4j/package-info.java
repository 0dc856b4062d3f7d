/**
 * The buses and lines of a real board, over Pi4J: {@code /dev/i2c-*}, {@code /dev/spidev*} and GPIO. {@link
 * dev.pipit.sensors.bus.pi4j.Pi4jBuses} is the way in.
 *
 * <p>Comes first in the data's way, between Linux and the drivers.
 *
 * <p>Knows no chip. Is the only package that imports Pi4J; what Pi4J complains about is said in our own words.
 */
package dev.pipit.sensors.bus.pi4j;

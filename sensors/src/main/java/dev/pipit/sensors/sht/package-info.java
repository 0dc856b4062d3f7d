/**
 * Sensirion SHT3x and SHT4x, humidity and temperature. Talks to the chips in commands, through {@code bus}; knows no
 * other chip.
 */
package dev.pipit.sensors.sht;

/** Bosch BMP388 and BMP390, barometers. Reads the chips through {@code bus}; knows no other chip. */
package dev.pipit.sensors.bmp3xx;

/** Bosch BMP280 and BME280, barometers. Reads the chips through {@code bus}; knows no other chip. */
package dev.pipit.sensors.bmx280;

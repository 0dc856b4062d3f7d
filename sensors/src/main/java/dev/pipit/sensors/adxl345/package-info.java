/** Analog Devices ADXL345, three-axis accelerometer. Reads the chip through {@code bus}; knows no other chip. */
package dev.pipit.sensors.adxl345;

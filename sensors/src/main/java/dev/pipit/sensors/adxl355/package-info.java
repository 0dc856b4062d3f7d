/** Analog Devices ADXL355, quiet three-axis accelerometer. Reads the chip through {@code bus}; knows no other chip. */
package dev.pipit.sensors.adxl355;

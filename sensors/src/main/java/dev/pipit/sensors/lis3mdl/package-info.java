/** ST LIS3MDL, three-axis magnetometer. Reads the chip through {@code bus}; knows no other chip. */
package dev.pipit.sensors.lis3mdl;

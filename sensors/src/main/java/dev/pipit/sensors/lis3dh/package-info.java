/** ST LIS3DH, three-axis accelerometer. Reads the chip through {@code bus}; knows no other chip. */
package dev.pipit.sensors.lis3dh;

/** NXP MMA8451Q, three-axis accelerometer. Reads the chip through {@code bus}; knows no other chip. */
package dev.pipit.sensors.mma8451;

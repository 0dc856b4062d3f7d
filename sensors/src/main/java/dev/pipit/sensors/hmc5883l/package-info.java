/** Honeywell HMC5883L, three-axis magnetometer. Reads the chip through {@code bus}; knows no other chip. */
package dev.pipit.sensors.hmc5883l;

/** ST LSM6DSOX, six-axis accelerometer and gyroscope. Reads the chip through {@code bus}; knows no other chip. */
package dev.pipit.sensors.lsm6dsox;

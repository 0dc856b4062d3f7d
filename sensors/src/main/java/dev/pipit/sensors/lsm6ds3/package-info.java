/** ST LSM6DS3 and LSM6DS3TR-C, accelerometer and gyroscope. Reads the chip through {@code bus}; knows no other chip. */
package dev.pipit.sensors.lsm6ds3;

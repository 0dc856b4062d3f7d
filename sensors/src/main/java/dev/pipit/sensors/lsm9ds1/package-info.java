/**
 * ST LSM9DS1: two chips in one housing, with an address each. {@link dev.pipit.sensors.lsm9ds1.Lsm9ds1} is accelerometer
 * and gyroscope, {@link dev.pipit.sensors.lsm9ds1.Lsm9ds1Mag} the magnetometer. Reads the chips through {@code bus};
 * knows no other chip.
 */
package dev.pipit.sensors.lsm9ds1;

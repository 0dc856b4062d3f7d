/** Bosch BMI160, accelerometer and gyroscope. Reads the chip through {@code bus}; knows no other chip. */
package dev.pipit.sensors.bmi160;

/**
 * InvenSense MPU-6050, MPU-6500 and MPU-9250: one family of accelerometers and gyroscopes, whose boards often carry
 * another member than is printed on them. Reads the chip through {@code bus}; knows no other chip.
 */
package dev.pipit.sensors.mpu;

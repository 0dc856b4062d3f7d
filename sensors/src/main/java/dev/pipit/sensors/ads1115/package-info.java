/** TI ADS1115, analog-to-digital converter. Reads the chip through {@code bus}; knows no other chip. */
package dev.pipit.sensors.ads1115;

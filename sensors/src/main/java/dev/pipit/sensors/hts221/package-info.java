/** ST HTS221, humidity and temperature. Reads the chip through {@code bus}; knows no other chip. */
package dev.pipit.sensors.hts221;

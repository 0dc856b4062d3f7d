/** ST IIS3DWB, wideband vibration sensor on SPI. Reads the chip through {@code bus}; knows no other chip. */
package dev.pipit.sensors.iis3dwb;

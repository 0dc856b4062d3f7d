/** ST LPS22HB and LPS25H, barometers. Reads the chips through {@code bus}; knows no other chip. */
package dev.pipit.sensors.lps;

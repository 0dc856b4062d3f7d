/**
 * Chips made of software, written from their data sheets and not from the drivers: registers, sample clock, FIFO, data
 * line and their quirks. For {@code --board simulated}, and for tests.
 *
 * <p>Stands where the chips stand, behind {@code bus.fake}.
 *
 * <p>Knows no driver. Measures {@link dev.pipit.sensors.bus.fake.World} without noise, in whole digits; leaves out what
 * no driver of ours uses.
 */
package dev.pipit.sensors.simulated;

/**
 * What all chips have in common: {@link dev.pipit.sensors.chip.Sensor}, what a driver is; {@link
 * dev.pipit.sensors.chip.ChipType}, what is known of a chip before it is opened; and {@link
 * dev.pipit.sensors.chip.LiveSensor}, which makes a driver into a source that knows its times and outlives faults.
 *
 * <p>Stands between the wires and the pipeline. Each family of chips has a package of its own beside this one, which
 * imports this one and {@code bus}, and no other family.
 *
 * <p>Knows no chip by name.
 */
package dev.pipit.sensors.chip;

/**
 * The wires: what a driver needs of a bus, whatever the bus is. {@link dev.pipit.sensors.bus.Registers} for chips with
 * registers, {@link dev.pipit.sensors.bus.Commands} for chips that take commands, {@link
 * dev.pipit.sensors.bus.Exchange} for chips that answer while they are spoken to, {@link
 * dev.pipit.sensors.bus.InputLine} for the line by which a chip says that it has something.
 *
 * <p>Comes first in the data's way. Implementations: {@code bus.pi4j} for real chips, {@code bus.fake} for tests and
 * for a board made of software.
 *
 * <p>Knows no chip, keeps nothing, tries nothing twice.
 */
package dev.pipit.sensors.bus;

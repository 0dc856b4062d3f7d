/**
 * Buses made of software, for the tests of drivers, yours too: {@link dev.pipit.sensors.bus.fake.FakeRegisters}, a list
 * of what a chip will answer, and {@link dev.pipit.sensors.bus.fake.SimulatedBus}, wires to chips that behave, with
 * {@link dev.pipit.sensors.bus.fake.SimulatedClock a clock} and {@link dev.pipit.sensors.bus.fake.World a world} to
 * measure. The chips themselves are in {@code sensors.simulated}.
 *
 * <p>Stands where {@code bus.pi4j} stands on a board.
 *
 * <p>Knows no driver.
 */
package dev.pipit.sensors.bus.fake;

/**
 * Any chip that the Linux kernel drives by itself, through the buffers of its Industrial I/O subsystem: {@link
 * dev.pipit.sensors.iio.IioSource}.
 *
 * <p>Stands where drivers stand, at the beginning of the data's way.
 *
 * <p>Knows no chip and no bus. What the files mean stands in the kernel's Documentation/ABI/testing/sysfs-bus-iio.
 */
package dev.pipit.sensors.iio;

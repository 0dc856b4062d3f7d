/** Microchip MCP3008, analog-to-digital converter. Reads the chip through {@code bus}; knows no other chip. */
package dev.pipit.sensors.mcp3008;

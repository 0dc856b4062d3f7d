/**
 * The table of all chips that there are drivers for. Imports every driver, and is imported by programs only.
 */
package dev.pipit.sensors.catalogue;

/** The command {@code maintenance}: learns a machine, watches it, and shows and judges what was learned. */
package dev.pipit.apps.maintenance;

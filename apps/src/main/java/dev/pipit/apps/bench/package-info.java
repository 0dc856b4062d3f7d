/** Measures how long things take on the machine at hand. */
package dev.pipit.apps.bench;

/**
 * The command line.
 *
 * <p>Stands outside the data's way: each command wires a pipeline together, runs it, and says what came of it.
 *
 * <p>Computes nothing itself.
 */
package dev.pipit.apps;

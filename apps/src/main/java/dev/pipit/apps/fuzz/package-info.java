/**
 * The command {@code model fuzz}: damages model files at random, reads and runs them, and expects that each is either
 * refused in one line or runs.
 *
 * <p>Stands beside the data's way.
 *
 * <p>Does not judge numbers; {@code model check} and {@code model diff} do.
 */
package dev.pipit.apps.fuzz;

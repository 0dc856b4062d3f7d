/**
 * Looks at a board for what keeps applications from running there, and names the command that mends it.
 *
 * <p>Every check asks a {@link dev.pipit.boards.Shell} and nothing else, so it is the same here, over ssh, and with the
 * made-up boards of tests. Changes nothing.
 */
package dev.pipit.boards.doctor;

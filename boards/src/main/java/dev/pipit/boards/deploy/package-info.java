/**
 * Puts a program on a board over ssh and keeps it running there as a service.
 *
 * <p>Releases are folders that are complete or not there; one link says which is current. All that is done on the board
 * is done by scripts of POSIX sh, so nothing has to be installed there but Java. Builds nothing.
 */
package dev.pipit.boards.deploy;

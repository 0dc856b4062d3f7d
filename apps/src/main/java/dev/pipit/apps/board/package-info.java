/**
 * Commands about boards: which there are, what is wrong with one, and putting an application there.
 *
 * <p>Stands outside the data's way. Knows nothing of ssh and systemd: that is in {@code boards}.
 */
package dev.pipit.apps.board;

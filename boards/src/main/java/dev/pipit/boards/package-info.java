/**
 * What is known about the board that a program runs on.
 *
 * <p>Stands outside the data's way: it describes the device below the sensors. Reads no sensor and starts nothing.
 */
package dev.pipit.boards;

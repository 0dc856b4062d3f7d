/**
 * Boards: what each has, which one a program runs on, and a shell to ask it.
 *
 * <p>Stands outside the data's way: it describes the device below the sensors. Reads no sensor and starts no pipeline.
 */
package dev.pipit.boards;

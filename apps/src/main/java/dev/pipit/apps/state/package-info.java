/**
 * The commands {@code state …}: what a folder holds that was learned, how it came about, how it is undone; and the proof
 * that no kill of the process loses anything.
 */
package dev.pipit.apps.state;

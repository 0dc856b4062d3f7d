/** The command {@code record}: what a microphone hears becomes a file with a label. */
package dev.pipit.apps.recording;

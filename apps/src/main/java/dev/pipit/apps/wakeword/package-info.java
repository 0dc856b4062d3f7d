/**
 * The command {@code wake-word}: wires recordings or a microphone to the models, and reports what was heard, on a
 * screen or as JSON.
 */
package dev.pipit.apps.wakeword;

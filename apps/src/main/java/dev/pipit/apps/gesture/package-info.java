/** {@code pipit gesture}: strokes of a wand, what moves how, and what can be learned of both on the device. */
package dev.pipit.apps.gesture;

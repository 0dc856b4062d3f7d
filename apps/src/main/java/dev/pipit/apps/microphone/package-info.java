/** The command {@code microphones}: which there are, what they probably are, and how loud it is at one of them. */
package dev.pipit.apps.microphone;

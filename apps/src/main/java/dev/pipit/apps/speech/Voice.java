package dev.pipit.apps.speech;

/**
 * An engine's voice at one speed and pitch.
 *
 * @param engine  its name, such as espeak-ng
 * @param base    what the engine calls the voice, such as en-us+f2
 * @param speaker who is heard, whatever the accent, speed, pitch or engine: clips of one speaker belong on the same side
 *                of a split. Two engines that were made from the recordings of one person share the speaker
 * @param speed   espeak-ng, espeak: words a minute; others: how long sounds are held, in percent
 * @param pitch   espeak-ng, espeak: 0 to 99; others: mean fundamental frequency in Hz; 0 for the voice's own
 */
public record Voice(String engine, String base, String speaker, int speed, int pitch) {
    /** All of it in one word, the same on every machine: {@code espeak-ng/en-us+f2/165/45}. */
    public String name() {
        return engine + '/' + base + '/' + speed + '/' + pitch;
    }
}

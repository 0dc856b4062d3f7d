package dev.pipit.framework.training.sound;

/**
 * What {@link WaveformAugmentation} does to a recording, and how often.
 *
 * @param samples        of an example, above 0
 * @param wordEndSeconds where in the example the word ends
 * @param speed          factor of tempo, pitch and formants together, within 0.5 to 2
 * @param tempo          factor of tempo alone, within 0.5 to 2
 * @param before         other speech just before the word; how much louder than the word, in dB
 * @param behind         other speech just behind the word; how much louder than the word, in dB
 * @param room           reverberation; the time in which it falls by 60 dB, in seconds, within 0.05 to 2
 * @param directDb       energy of what comes straight over that of the reverberation
 * @param tilt           of the spectrum, dB an octave, within −5 to 5
 * @param noise          how far it is below the word, in dB
 * @param overload       how much of the peak is clipped, in dB
 * @param peakDbfs       largest amplitude of the example, at most 0
 * @param floorDbfs      root mean square of the white noise that is always there
 */
public record WaveformSettings(int samples, Range wordEndSeconds, Range speed, Chance tempo, Chance before,
    Chance behind, Chance room, Range directDb, Chance tilt, Chance noise, Chance overload, Range peakDbfs,
    Range floorDbfs) {

    public WaveformSettings {
        if (samples < 1) {
            throw new IllegalArgumentException("samples must be at least 1: samples=" + samples);
        }
        wordEndSeconds.checkWithin(0, (double) samples / Pcm16.RATE_HZ, "wordEndSeconds");
        speed.checkWithin(0.5, 2, "speed");
        tempo.range().checkWithin(0.5, 2, "tempo");
        room.range().checkWithin(0.05, 2, "room");
        tilt.range().checkWithin(-5, 5, "tilt");
        peakDbfs.checkWithin(-100, 0, "peakDbfs");
    }

    /**
     * 3 s, of which the first is for the front end to warm up in; the word ends 0.4 to 1.1 s before the end. Speed 0.87
     * to 1.15, speech before and behind 30 % each, room 50 %, tilt 30 %, noise 0 to 25 dB below the word 65 %, clipping
     * 5 %, peaks of −30 to −1 dBFS.
     */
    public static WaveformSettings standard() {
        return new WaveformSettings(3 * Pcm16.RATE_HZ, new Range(1.9, 2.6), new Range(0.87, 1.15),
            new Chance(0, new Range(0.9, 1.1)), new Chance(0.3, new Range(-6, 3)), new Chance(0.3, new Range(-6, 3)),
            new Chance(0.5, new Range(0.12, 0.6)), new Range(0, 12), new Chance(0.3, new Range(-4, 4)),
            new Chance(0.65, new Range(0, 25)), new Chance(0.05, new Range(1, 12)), new Range(-30, -1),
            new Range(-90, -65));
    }

    /** The example as it was recorded: placed, at the level of its range, above its floor, and nothing else. */
    public static WaveformSettings plain() {
        var never = new Chance(0, new Range(1, 1));
        return new WaveformSettings(3 * Pcm16.RATE_HZ, new Range(2.4, 2.4), new Range(1, 1), never, never, never, never,
            new Range(0, 0), never, never, never, new Range(-6, -6), new Range(-80, -80));
    }

    /**
     * In great silence: no noise, a room 30 %, peaks of −40 to −1 dBFS above a floor that is mostly below the last of 16
     * bits. The front end then raises the beginning of a word far above the rest of it.
     */
    public static WaveformSettings silent() {
        WaveformSettings standard = standard();
        return new WaveformSettings(standard.samples, standard.wordEndSeconds, standard.speed, standard.tempo,
            standard.before, standard.behind, new Chance(0.3, standard.room.range()), standard.directDb, standard.tilt,
            new Chance(0, standard.noise.range()), standard.overload, new Range(-40, -1), new Range(-130, -75));
    }

    /** These settings, with other lengths. */
    public WaveformSettings placed(int samples, Range wordEndSeconds) {
        return new WaveformSettings(samples, wordEndSeconds, speed, tempo, before, behind, room, directDb, tilt, noise,
            overload, peakDbfs, floorDbfs);
    }

    /** These settings, with other speech around. */
    public WaveformSettings among(Chance before, Chance behind) {
        return new WaveformSettings(samples, wordEndSeconds, speed, tempo, before, behind, room, directDb, tilt, noise,
            overload, peakDbfs, floorDbfs);
    }

    /** What happens from the place to the microphone, and nothing before. */
    public WaveformSettings still() {
        WaveformSettings plain = plain();
        return new WaveformSettings(samples, wordEndSeconds, plain.speed, plain.tempo, plain.before, plain.behind, room,
            directDb, tilt, noise, overload, peakDbfs, floorDbfs);
    }

    /** These settings, with another noise. */
    public WaveformSettings with(Chance noise) {
        return new WaveformSettings(samples, wordEndSeconds, speed, tempo, before, behind, room, directDb, tilt, noise,
            overload, peakDbfs, floorDbfs);
    }
}

package dev.pipit.apps.train.keyword;

import java.util.SplittableRandom;

import dev.pipit.framework.training.sound.Convolution;
import dev.pipit.framework.training.sound.RoomImpulse;
import dev.pipit.framework.training.sound.Tilt;

/**
 * The way from a loudspeaker to the microphone: the sound comes earlier or later, through a room, darker or brighter.
 *
 * @param shift   samples, round the second
 * @param room    impulse response
 * @param tiltDb  an octave
 */
@SuppressWarnings("ArrayRecordComponent")
record Air(int shift, float[] room, double tiltDb) {
    /** Any of them: anywhere in the second, rooms of 0.2 to 0.6 s, up to 3 dB an octave. */
    static Air random(SplittableRandom random) {
        return new Air(random.nextInt(KeywordFeatures.SAMPLES), RoomImpulse.of(random.nextDouble(0.2, 0.6),
            random.nextDouble(-3, 6), random), random.nextDouble(-3, 3));
    }

    /** What comes of a second of sound that is played again and again. */
    float[] of(float[] sound, Convolution convolution) {
        float[] heard = convolution.apply(sound, room);
        float[] second = new float[sound.length];
        for (int i = 0; i < heard.length; i++) {
            second[(i + shift) % second.length] += heard[i];
        }
        Tilt.apply(second, tiltDb);
        return second;
    }
}

package dev.pipit.framework.training.sound;

import java.util.SplittableRandom;

/**
 * What a room makes of a click: first the click itself, then noise that dies away.
 *
 * <p>The first sample is 1, so the sound stays where it is and as loud as it was; the noise begins 2 ms later and falls
 * by 60 dB in the reverberation time, which is also its length.
 * Source: J. D. Polack, La transmission de l'énergie sonore dans les salles, 1988 (noise under an exponential).
 */
public final class RoomImpulse {
    private static final int DELAY = 2 * Pcm16.RATE_HZ / 1_000;

    private RoomImpulse() {
    }

    /**
     * @param rt60Seconds time in which the reverberation falls by 60 dB: 0.05 to 2
     * @param directDb    energy of the click over that of the reverberation
     */
    public static float[] of(double rt60Seconds, double directDb, SplittableRandom random) {
        if (!(rt60Seconds >= 0.05 && rt60Seconds <= 2)) {
            throw new IllegalArgumentException("rt60Seconds must be 0.05 to 2: rt60Seconds=" + rt60Seconds);
        }
        var impulse = new float[(int) (rt60Seconds * Pcm16.RATE_HZ)];
        double decay = StrictMath.pow(10, -3 / (rt60Seconds * Pcm16.RATE_HZ));
        double envelope = 1;
        double energy = 0;
        for (int n = DELAY; n < impulse.length; n++) {
            impulse[n] = (float) (envelope * Draw.normal(random));
            energy += (double) impulse[n] * impulse[n];
            envelope *= decay;
        }
        Loudness.scale(impulse, 1 / (Math.sqrt(energy) * Loudness.amplitude(directDb)));
        impulse[0] = 1;
        return impulse;
    }
}

package dev.pipit.apps.maintenance;

import java.util.Random;

import dev.pipit.framework.dsp.Bearing;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;

/**
 * A machine made by formula: a shaft at 1797 turns a minute with two harmonics, noise, and an outer race whose fault
 * grows. Each time a ball meets it, a resonance at 2.6 kHz is struck and dies away within 1.5 ms.
 */
final class Synthetic {
    static final double SPEED_RPM = 1797;
    /** A 6205: nine balls. */
    static final Bearing BEARING = new Bearing(9, 0.3126, 1.537, 0);

    private static final double RATE_HZ = 8_000;
    private static final double RESONANCE_HZ = 2_600;
    private static final double DECAY_SECONDS = 0.0015;
    private static final double NOISE = 0.3;                     // m/s²
    private static final double GROWTH = 7;                      // by e to this power, from the beginning to the end
    private static final double SLIP = 0.01;                     // of the time from ball to ball

    private Synthetic() {
    }

    /**
     * @param seconds of it
     * @param worst   m/s² at the end of a fault that is next to none at the beginning
     * @param seed    of noise and slip
     */
    static Recorded machine(String name, double seconds, double worst, long seed) {
        Random random = new Random(seed);
        float[] x = new float[(int) (seconds * RATE_HZ)];
        double shaft = 2 * Math.PI * SPEED_RPM / 60;
        for (int n = 0; n < x.length; n++) {
            double t = n / RATE_HZ;
            x[n] = (float) (0.3 * Math.sin(shaft * t) + 0.2 * Math.sin(2 * shaft * t + 1) + 0.1 * Math.sin(9 * shaft * t)
                + NOISE * random.nextGaussian());
        }
        double period = 60 / (SPEED_RPM * BEARING.order(Bearing.Part.OUTER_RACE));
        for (double t = period; worst > 0 && t < seconds; t += period * (1 + SLIP * random.nextGaussian())) {
            strike(x, t, worst * Math.exp(GROWTH * (t / seconds - 1)));
        }
        return new Recorded(name, new SignalFormat(RATE_HZ, 1, Unit.METRES_PER_SECOND_SQUARED), x);
    }

    private static void strike(float[] x, double time, double amplitude) {
        int first = (int) Math.ceil(time * RATE_HZ);
        int last = (int) Math.min(x.length - 1L, first + Math.round(8 * DECAY_SECONDS * RATE_HZ));
        for (int n = first; n <= last; n++) {
            double t = n / RATE_HZ - time;
            x[n] += (float) (amplitude * Math.exp(-t / DECAY_SECONDS) * Math.sin(2 * Math.PI * RESONANCE_HZ * t));
        }
    }
}

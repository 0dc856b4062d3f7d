package dev.pipit.sensors.bus.fake;

/**
 * What simulated chips measure, in SI units, as a function of time.
 *
 * @param acceleration m/s², axes x, y, z
 * @param rotation     rad/s, axes x, y, z
 * @param field        T, axes x, y, z
 * @param pressure     Pa
 * @param temperature  K
 * @param humidity     %
 * @param voltage      V, one axis an input
 */
public record World(Signal acceleration, Signal rotation, Signal field, Signal pressure, Signal temperature,
        Signal humidity, Signal voltage) {
    private static final double GRAVITY = 9.80665;

    /** One quantity of the world. */
    @FunctionalInterface
    public interface Signal {
        /** The value along an axis, counted from 0. */
        double at(int axis, double seconds);

        /** The same for ever: one value an axis, the last for all further ones. */
        static Signal constant(double... values) {
            return (axis, seconds) -> values[Math.min(axis, values.length - 1)];
        }
    }

    /** Lies flat on a table: 1 g along z, no rotation, 20 and −43 µT, 1013.25 hPa, 21 °C, 45 %, 1 V. */
    public static World still() {
        return new World(Signal.constant(0, 0, GRAVITY), Signal.constant(0), Signal.constant(20e-6, 0, -43e-6),
            Signal.constant(101_325), Signal.constant(294.15), Signal.constant(45), Signal.constant(1));
    }

    /**
     * Is carried about: turns to and fro, is shaken at 2 Hz, goes up and down some metres, breathes on it. All of it
     * repeats every minute.
     */
    public static World moving() {
        return new World(
            (axis, t) -> GRAVITY * (axis == 2 ? Math.cos(tilt(t)) : axis == 0 ? Math.sin(tilt(t)) : 0)
                + wave(t, 2, 0.1 * axis) * (1 + axis) * 0.5 + wave(t, 11, axis) * 0.1,
            (axis, t) -> axis == 1 ? 0.3 * 2 * Math.PI / 5 * wave(t, 1 / 5.0, 0.25) : 0.05 * wave(t, 1, axis),
            (axis, t) -> 20e-6 * wave(t, 1 / 20.0, axis / 4.0) + (axis == 2 ? -43e-6 : 0),
            (axis, t) -> 101_325 - 12 * 3 * wave(t, 1 / 30.0, 0),
            (axis, t) -> 294.15 + 2 * wave(t, 1 / 60.0, 0),
            (axis, t) -> 45 + 10 * wave(t, 1 / 60.0, 0.25),
            (axis, t) -> 1 + 0.5 * wave(t, 1 + axis, 0));
    }

    private static double tilt(double seconds) {
        return 0.3 * wave(seconds, 1 / 5.0, 0);
    }

    private static double wave(double seconds, double hz, double turns) {
        return Math.sin(2 * Math.PI * (hz * seconds + turns));
    }
}

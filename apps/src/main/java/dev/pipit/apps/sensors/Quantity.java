package dev.pipit.apps.sensors;

import java.util.Locale;

import dev.pipit.framework.signal.Unit;
import dev.pipit.sensors.chip.Channel;

/** Numbers as people read them: so many digits as a sensor gives, and microtesla. */
final class Quantity {
    private Quantity() {
    }

    static String text(double value, Unit unit) {
        return String.format(Locale.ROOT, format(unit), unit == Unit.TESLA ? value * 1e6 : value);
    }

    static String symbol(Unit unit) {
        return unit == Unit.TESLA ? "µT" : unit.symbol();
    }

    /** {@code x m/s²}. */
    static String head(Channel channel) {
        return channel.unit() == Unit.NONE ? channel.name() : channel.name() + " " + symbol(channel.unit());
    }

    private static String format(Unit unit) {
        return switch (unit) {
            case METRES_PER_SECOND_SQUARED -> "%.3f";
            case RADIANS_PER_SECOND, VOLT -> "%.4f";
            case TESLA, KELVIN, PERCENT -> "%.2f";
            case PASCAL -> "%.1f";
            case FULL_SCALE, NONE -> "%.5g";
        };
    }
}

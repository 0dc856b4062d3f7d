package dev.pipit.sensors.iio;

import java.util.stream.Stream;

import dev.pipit.framework.signal.Unit;

/** What the kernel measures in which unit, and what that is in SI. Source: sysfs-bus-iio, in_*_scale and _offset. */
enum Quantity {
    ACCEL("accel", Unit.METRES_PER_SECOND_SQUARED, 1, 0),
    ANGLVEL("anglvel", Unit.RADIANS_PER_SECOND, 1, 0),
    /** Gauss. */
    MAGN("magn", Unit.TESLA, 1e-4, 0),
    /** Kilopascal. */
    PRESSURE("pressure", Unit.PASCAL, 1e3, 0),
    /** Thousandths of a degree Celsius. */
    TEMP("temp", Unit.KELVIN, 1e-3, 273.15),
    /** Thousandths of a percent. */
    HUMIDITY("humidityrelative", Unit.PERCENT, 1e-3, 0),
    /** Millivolt. */
    VOLTAGE("voltage", Unit.VOLT, 1e-3, 0),
    OTHER("", Unit.NONE, 1, 0);

    private final String type;
    private final Unit unit;
    private final double factor;
    private final double zero;

    Quantity(String type, Unit unit, double factor, double zero) {
        this.type = type;
        this.unit = unit;
        this.factor = factor;
        this.zero = zero;
    }

    /** By the first word of a channel: {@code accel} of {@code accel_x}. */
    static Quantity of(String type) {
        return Stream.of(values()).filter(each -> each.type.equals(type)).findFirst().orElse(OTHER);
    }

    Unit unit() {
        return unit;
    }

    double si(double kernel) {
        return kernel * factor + zero;
    }
}

package dev.pipit.sensors.chip;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.pipit.framework.signal.Unit;

/**
 * One number of a sample.
 *
 * @param name as it heads a column: {@code x}, {@code gyro_x}, {@code pressure}
 * @param unit what it is measured in
 */
public record Channel(String name, Unit unit) {
    public Channel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
    }

    /** Channels of the same unit. */
    public static List<Channel> of(Unit unit, String... names) {
        return Stream.of(names).map(name -> new Channel(name, unit)).toList();
    }

    /** The unit of all, or {@link Unit#NONE} where they differ: what the format of a signal says. */
    public static Unit unit(List<Channel> channels) {
        Unit first = channels.get(0).unit();
        return channels.stream().allMatch(each -> each.unit() == first) ? first : Unit.NONE;
    }
}

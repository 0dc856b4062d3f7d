package dev.pipit.sensors.iio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.pipit.sensors.chip.Channel;

/**
 * One channel of a buffer.
 *
 * @param name     {@code accel_x}
 * @param index    place among the others
 * @param type     how its numbers lie there
 * @param offset   added to a number
 * @param scale    then multiplied by
 * @param quantity what it measures
 */
record ScanElement(String name, int index, ScanType type, double offset, double scale, Quantity quantity) {
    private static final Pattern TYPE = Pattern.compile("[a-z]+");

    /** Reads what the kernel says of the channel {@code in_NAME}. */
    static ScanElement read(IioDevice device, String name) throws IOException {
        Matcher matcher = TYPE.matcher(name);
        String shared = matcher.lookingAt() ? matcher.group() : name;
        if (name.contains("-")) {
            shared = shared + "-" + shared;                      // of differences: in_voltage-voltage_scale
        }
        return new ScanElement(name, Integer.parseInt(device.element(name, "index")),
            ScanType.parse(device.element(name, "type")), attribute(device, name, shared, "offset", 0),
            attribute(device, name, shared, "scale", 1), Quantity.of(shared));
    }

    /** Its own, or that of all channels of its kind. */
    private static double attribute(IioDevice device, String name, String shared, String what, double absent)
            throws IOException {
        for (String channel : List.of(name, shared)) {
            String file = "in_" + channel + "_" + what;
            if (device.has(file)) {
                return device.number(file);
            }
        }
        return absent;
    }

    List<Channel> channels() {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < type.repeat(); i++) {
            channels.add(new Channel(type.repeat() == 1 ? name : name + "_" + i, quantity.unit()));
        }
        return channels;
    }

    /** A number in SI units. */
    float value(byte[] data, int at, int i) {
        return (float) quantity.si((type.value(data, at, i) + offset) * scale);
    }
}

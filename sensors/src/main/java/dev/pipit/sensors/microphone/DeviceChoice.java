package dev.pipit.sensors.microphone;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.pipit.sensors.bus.Pcm;

/**
 * Which device is meant by a name.
 *
 * @param name of it or a part that no other has; empty for the microphone that a board carries, or else the first device
 */
record DeviceChoice(String name) {
    Pcm.Device among(List<Pcm.Device> devices) throws IOException {
        if (devices.isEmpty()) {
            throw new IOException("this computer has no microphone: plug one in, or play a recording");
        }
        if (name.isEmpty()) {
            List<Pcm.Device> carried = devices.stream().filter(device -> Part.of(device).ofABoard()).toList();
            return carried.size() == 1 ? carried.get(0) : devices.get(0);
        }
        String part = name.toLowerCase(Locale.ROOT);
        List<Pcm.Device> fitting = fitting(devices, device -> device.name().equals(name));
        if (fitting.isEmpty()) {
            fitting = fitting(devices, device -> device.name().toLowerCase(Locale.ROOT).contains(part));
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        throw new IOException((fitting.isEmpty() ? "no microphone is called " : "more than one microphone is called ")
            + name + "; there are: " + devices.stream().map(Pcm.Device::name).collect(Collectors.joining(", ")));
    }

    /** The one that was {@code before}: a card keeps its name when it is plugged in again, its number may be another. */
    Pcm.Device again(List<Pcm.Device> devices, Pcm.Device before) throws IOException {
        List<Pcm.Device> same = fitting(devices, device -> device.name().equals(before.name()));
        if (same.isEmpty()) {
            same = fitting(devices, device -> card(device).equals(card(before)));
        }
        if (same.isEmpty()) {
            throw new IOException("the microphone is gone");
        }
        return same.get(0);
    }

    private static String card(Pcm.Device device) {
        return device.name().replaceFirst(" ?\\[[^\\[]*]$", "");
    }

    private static List<Pcm.Device> fitting(List<Pcm.Device> devices, Predicate<Pcm.Device> rule) {
        return devices.stream().filter(rule).toList();
    }
}

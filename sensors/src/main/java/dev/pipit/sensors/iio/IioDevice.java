package dev.pipit.sensors.iio;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of one device: what it is, and how it is set. */
final class IioDevice {
    private final Path folder;
    private final Path elements;

    private IioDevice(Path folder) {
        this.folder = folder;
        Path older = folder.resolve("scan_elements");
        elements = Files.isDirectory(older) ? older : folder.resolve("buffer0");
    }

    /**
     * By the name that its driver gives it, or by number.
     *
     * @throws IOException if there is none, or more than one, with those that there are
     */
    static IioDevice find(Path devices, String nameOrNumber) throws IOException {
        List<IioDevice> all = all(devices);
        List<IioDevice> found = new ArrayList<>();
        for (IioDevice device : all) {
            if (device.id().equals("iio:device" + nameOrNumber) || device.name().equals(nameOrNumber)) {
                found.add(device);
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        List<String> titles = new ArrayList<>();
        for (IioDevice device : found.isEmpty() ? all : found) {
            titles.add(device.id().replace("iio:device", "iio:") + " " + device.name());
        }
        String there = String.join(", ", titles);
        throw new IOException(all.isEmpty() ? "the kernel drives no sensor here: there is no " + devices + "/iio:device*"
            : found.isEmpty() ? "the kernel has no iio:" + nameOrNumber + "; it has: " + there
            : "iio:" + nameOrNumber + " may be: " + there + "; use the number");
    }

    private static List<IioDevice> all(Path devices) throws IOException {
        if (!Files.isDirectory(devices)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(devices)) {
            return files.filter(file -> file.getFileName().toString().startsWith("iio:device")).sorted()
                .map(IioDevice::new).toList();
        }
    }

    /** {@code iio:device0}. */
    String id() {
        return Objects.toString(folder.getFileName());
    }

    String name() throws IOException {
        return has("name") ? text("name") : "";
    }

    /** The channels that a buffer can hold, without their {@code in_}. */
    List<String> elements() throws IOException {
        if (!Files.isDirectory(elements)) {
            throw new IOException(id() + ": its driver has no buffers");
        }
        try (Stream<Path> files = Files.list(elements)) {
            return files.map(file -> file.getFileName().toString())
                .filter(file -> file.startsWith("in_") && file.endsWith("_en"))
                .map(file -> file.substring(3, file.length() - 3)).sorted().toList();
        }
    }

    String element(String channel, String what) throws IOException {
        return Files.readString(elements.resolve("in_" + channel + "_" + what)).strip();
    }

    void enable(String channel) throws IOException {
        write(elements.resolve("in_" + channel + "_en"), "1");
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    String text(String file) throws IOException {
        return Files.readString(folder.resolve(file)).strip();
    }

    double number(String file) throws IOException {
        String text = text(file);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IOException(folder.resolve(file) + " must hold a number: " + text, e);
        }
    }

    void set(String file, Object value) throws IOException {
        write(folder.resolve(file), value.toString());
    }

    private void write(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text + "\n");
        } catch (AccessDeniedException e) {
            throw new IOException(file + ": permission denied; buffers are set up by root, or by a group with a udev rule",
                e);
        } catch (IOException e) {
            throw new IOException(String.format(Locale.ROOT, "%s: %s was not taken: %s", file, text, e.getMessage()), e);
        }
    }

    /** The trigger of the device's own, if its driver has made one: {@code lis3dh-trigger}, {@code lis3dh-dev0}. */
    String ownTrigger(Path devices) throws IOException {
        try (Stream<Path> files = Files.list(devices)) {
            for (Path trigger : files.filter(file -> file.getFileName().toString().startsWith("trigger")).sorted()
                    .toList()) {
                String its = Files.readString(trigger.resolve("name")).strip();
                if (its.startsWith(name() + "-")) {
                    return its;
                }
            }
        }
        return "";
    }
}

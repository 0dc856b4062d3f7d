package dev.pipit.sensors.iio;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.sensors.chip.Channel;

/** Where the elements lie in one scan of a buffer. */
final class Scan {
    private static final String TIME = "timestamp";

    private final List<ScanElement> elements = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final int bytes;
    private ScanType time;                     // null: there is none
    private int timePlace;

    /** @param inOrder of their index */
    Scan(List<ScanElement> inOrder) {
        int at = 0;
        int largest = 1;
        for (ScanElement element : inOrder) {
            int size = element.type().bytes();
            at = aligned(at, size);
            if (element.name().equals(TIME)) {
                time = element.type();
                timePlace = at;
            } else {
                elements.add(element);
                places.add(at);
            }
            at += size;
            largest = Math.max(largest, size);
        }
        bytes = aligned(at, largest);
    }

    private static int aligned(int at, int size) {
        return (at + size - 1) / size * size;
    }

    int bytes() {
        return bytes;
    }

    boolean hasTime() {
        return time != null;
    }

    List<Channel> channels() {
        return elements.stream().flatMap(element -> element.channels().stream()).toList();
    }

    /** Nanoseconds by the clock that the device was set to. */
    long time(byte[] data, int at) {
        return time.integer(data, at + timePlace);
    }

    void read(byte[] data, int at, float[] dst, int offset) {
        int to = offset;
        for (int e = 0; e < elements.size(); e++) {
            ScanElement element = elements.get(e);
            for (int i = 0; i < element.type().repeat(); i++) {
                dst[to++] = element.value(data, at + places.get(e), i);
            }
        }
    }
}

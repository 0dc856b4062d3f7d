package dev.pipit.apps.microphone;

import java.util.Locale;

import dev.pipit.sensors.microphone.Microphone;
import dev.pipit.sensors.sound.Level;

/** A level as one line: a bar from −80 to 0 dB of full scale, the highest peak so far marked in it, and the numbers. */
public final class LevelLine {
    private static final double LEAST_DB = -80;
    private static final int WIDTH = 40;

    private final Microphone microphone;
    private double highest = Double.NEGATIVE_INFINITY;

    public LevelLine(Microphone microphone) {
        this.microphone = microphone;
    }

    /** How it stands now. */
    public synchronized String text() {
        Level level = microphone.level();
        highest = Math.max(highest, level.peakDbfs());
        return line(level, highest) + tail();
    }

    static String line(Level level, double highest) {
        var bar = new StringBuilder();
        int full = place(level.rmsDbfs());
        int peak = place(level.peakDbfs());
        int mark = Math.min(WIDTH - 1, place(highest));
        for (int i = 0; i < WIDTH; i++) {
            bar.append(i == mark ? '│' : i < full ? '█' : i < peak ? '▒' : '░');
        }
        return String.format(Locale.ROOT, "%s mean %5.1f  peak %5.1f dBFS", bar, level.rmsDbfs(), level.peakDbfs());
    }

    private static int place(double db) {
        return (int) Math.round(Math.max(0, Math.min(1, 1 - db / LEAST_DB)) * WIDTH);
    }

    private String tail() {
        var tail = new StringBuilder();
        if (microphone.recorded().channels() > 1) {
            tail.append("  channel ").append(microphone.channel());
        }
        if (microphone.clipped() > 0) {
            tail.append("  clipped ").append(microphone.clipped());
        }
        if (microphone.overruns() > 0) {
            tail.append("  lost ").append(microphone.overruns());
        }
        return tail.toString();
    }
}

package dev.pipit.apps.wakeword;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.pipit.apps.Screen;
import dev.pipit.framework.signal.Detection;
import dev.pipit.pipelines.wakeword.Word;

/**
 * For people: a line for each detection, and below it, on a terminal, one that moves: time, level, a bar for each word
 * with a mark at its threshold.
 */
final class ScreenReport implements Report, AutoCloseable {
    private static final int BAR = 20;
    private static final int LEVEL_BAR = 6;
    private static final int LEAST_BAR = 3;
    private static final int AROUND_A_BAR = "   0.00".length() + 1;
    private static final double SILENCE_DBFS = -70;

    private final PrintWriter out;
    private final Screen screen;
    private double seconds;
    private Live live;

    ScreenReport(PrintWriter out) {
        this.out = out;
        screen = new Screen(out, this::moving);
    }

    private synchronized String moving() {
        if (live == null) {
            return "";
        }
        var line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%8.1f s", live.seconds()));
        if (seconds > 0) {
            line.append(String.format(Locale.ROOT, " of %.1f", seconds));
        }
        double level = live.levelDbfs();
        line.append("  level ").append(bar((level - SILENCE_DBFS) / -SILENCE_DBFS, LEVEL_BAR, -1))
            .append(String.format(Locale.ROOT, " %4.0f dBFS", level));
        int width = barWidth(line.length());
        for (int i = 0; i < live.words().size(); i++) {
            Word word = live.words().get(i);
            float mean = live.score(i).shown();
            line.append("  ").append(word.label()).append(' ').append(bar(mean, width, word.tuning().threshold()))
                .append(String.format(Locale.ROOT, " %.2f", mean));
        }
        return line.toString();
    }

    /** So that the bars of all words fit behind what is there. */
    private int barWidth(int used) {
        int others = live.words().stream().mapToInt(word -> word.label().length() + AROUND_A_BAR).sum();
        int each = (Screen.columns() - 1 - used - others) / live.words().size();
        return Math.max(LEAST_BAR, Math.min(BAR, each));
    }

    private static String bar(double part, int width, double mark) {
        int full = (int) Math.round(Math.max(0, Math.min(1, part)) * width);
        int at = mark < 0 ? -1 : (int) Math.min(width - 1, mark * width);
        var bar = new StringBuilder();
        for (int i = 0; i < width; i++) {
            bar.append(i < full ? '█' : i == at ? '│' : '░');
        }
        return bar.toString();
    }

    @Override
    public synchronized void begins(String input, double seconds, Live live) {
        this.seconds = seconds;
        this.live = live;
    }

    @Override
    public void detection(String input, Word word, Detection detection) {
        screen.print(String.format(Locale.ROOT, "%s  %8.2f s  %-16s score %.2f", input, detection.timeNanos() / 1e9,
            detection.label(), detection.score()));
    }

    @Override
    public void gap(String input, double timeSeconds, long lostSamples) {
        screen.print(String.format(Locale.ROOT, "%s  %8.2f s  (%d samples lost)", input, timeSeconds, lostSamples));
    }

    @Override
    public void nearMiss(String input, NearMiss nearMiss, Path recording) {
        screen.print(String.format(Locale.ROOT, "%s  %8.2f s  %-16s score %.2f  almost; kept as %s", input,
            nearMiss.timeSeconds(), nearMiss.label(), nearMiss.score(), recording));
    }

    @Override
    public synchronized void ends(String input, Heard heard) {
        live = null;
        screen.print(String.format(Locale.ROOT, "%s  %8.2f s  ends; highest mean score %s", input, heard.audioSeconds(),
            heard.maxMeans().entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "))));
    }

    @Override
    public void summary(Summary summary) {
        close();
        if (summary.hops() == 0) {
            return;
        }
        out.println(String.format(Locale.ROOT, "%d detection%s in %.1f s of sound; a hop takes %.1f µs (99 %%: %.1f µs), "
            + "allocates %.1f bytes; %d samples lost", summary.detections(), summary.detections() == 1 ? "" : "s",
            summary.audioSeconds(),
            summary.microsPerHopP50(), summary.microsPerHopP99(), summary.bytesPerHop(), summary.droppedSamples()));
        out.flush();
    }

    @Override
    public void close() {
        screen.close();
    }
}

package dev.pipit.apps.sensors;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

import dev.pipit.apps.Screen;
import dev.pipit.sensors.chip.Channel;

/**
 * For people: a sample four times a second, in columns, and below it, on a terminal, a line that moves: the true rate,
 * how far it is off, how much batches jitter, what was lost.
 */
public final class ScreenSamples implements SensorReport, AutoCloseable {
    private static final double SHOWN_EVERY_SECONDS = 0.25;
    private static final int LEAST_COLUMN = 10;

    private final Screen screen;
    private List<Channel> channels;
    private volatile OpenSensor sensor;
    private volatile Tally tally;
    private double shown = Double.NEGATIVE_INFINITY;

    public ScreenSamples(PrintWriter out) {
        screen = new Screen(out, this::moving);
    }

    private String moving() {
        return tally == null ? "" : state();
    }

    /** {@code 400 Hz, true 411.92 (+2.98 %), jitter 0.31 ms, 1234 samples, 0 gaps, 0 faults}. */
    private String state() {
        OpenSensor.Health health = sensor.health().get();
        double nominal = sensor.source().format().rateHz();
        return String.format(Locale.ROOT, "%s, true %.2f (%+.2f %%), jitter %.2f ms, %d sample%s, %s, %s%s",
            sensor.source().format().rate(), health.rateHz(), 100 * (health.rateHz() / nominal - 1),
            health.jitterMillis(), tally.samples(), tally.samples() == 1 ? "" : "s",
            tally.gaps() == 0 ? "0 gaps" : tally.gaps() + (tally.gaps() == 1 ? " gap of " : " gaps of ") + tally.lost()
                + (tally.lost() == 1 ? " sample" : " samples"),
            health.faults() == 1 ? "1 fault" : health.faults() + " faults",
            health.running() ? "" : ": " + health.lastFault());
    }

    @Override
    public void begins(OpenSensor opened, Tally counted) {
        channels = opened.channels();
        screen.print(opened.source().name() + " on " + opened.place() + ", " + opened.source().format().rate());
        StringBuilder heads = new StringBuilder("     time s");
        for (Channel channel : channels) {
            heads.append("  ").append(right(Quantity.head(channel), width(channel)));
        }
        screen.print(heads.toString());
        sensor = opened;
        tally = counted;
    }

    private static int width(Channel channel) {
        return Math.max(LEAST_COLUMN, Quantity.head(channel).length());
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    @Override
    public void sample(double seconds, float[] values, int at) {
        if (seconds - shown < SHOWN_EVERY_SECONDS) {
            return;
        }
        shown = seconds;
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%11.3f", seconds));
        for (int c = 0; c < channels.size(); c++) {
            Channel channel = channels.get(c);
            line.append("  ").append(right(Quantity.text(values[at + c], channel.unit()), width(channel)));
        }
        screen.print(line.toString());
    }

    @Override
    public void gap(double seconds, long lost) {
        screen.print(String.format(Locale.ROOT, "%11.3f  (%d samples lost)", seconds, lost));
    }

    @Override
    public void fault(String message) {
        // the log says it
    }

    @Override
    public void ends(OpenSensor ended, Tally counted) {
        tally = null;
        if (counted.samples() > 0) {
            row("least", c -> counted.least(c));
            row("mean", c -> counted.mean(c));
            row("most", c -> counted.most(c));
        }
        tally = counted;
        String state = state();
        tally = null;
        screen.print(state);
    }

    private interface PerChannel {
        double of(int channel);
    }

    private void row(String name, PerChannel value) {
        StringBuilder line = new StringBuilder(right(name, 11));
        for (int c = 0; c < channels.size(); c++) {
            Channel channel = channels.get(c);
            line.append("  ").append(right(Quantity.text(value.of(c), channel.unit()), width(channel)));
        }
        screen.print(line.toString());
    }

    @Override
    public void close() {
        screen.close();
    }
}

package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.pipit.apps.Screen;
import dev.pipit.framework.adaptation.Normal;
import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.decision.AlarmLevel;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Pipeline;
import dev.pipit.framework.stream.PipelineException;
import dev.pipit.framework.stream.Running;
import dev.pipit.framework.stream.Source;
import dev.pipit.pipelines.maintenance.MachineEvent;
import dev.pipit.pipelines.maintenance.MachineState;
import dev.pipit.pipelines.maintenance.Maintenance;

/** Watches inputs one after the other, and prints what is seen. */
final class Scoring {
    private static final int REASONS = 3;
    private static final int MOST_POINTS = 4_000;

    private final MachineState state;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final List<float[]> points = new ArrayList<>();      // seconds, health, level, distance
    private MeanSpectrum spectrum;
    private double startSeconds;
    private volatile String moving = "";
    private boolean interrupted;
    private Optional<MachineState> followed = Optional.empty();

    Scoring(MachineState state, PrintWriter out, PrintWriter err, boolean json) {
        this.state = state;
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /** Until it ends or the thread is interrupted. */
    void score(InputOptions.Input input) throws IOException {
        try (Source source = input.opener().open()) {
            Maintenance maintenance = Maintenance.standard(source.format(), state.features());
            var watcher = new Frames(input, maintenance, source);
            try (var screen = new Screen(err, () -> moving)) {
                run(maintenance.watch(input.name(), source, input.live() ? Overrun.DROP_OLDEST : Overrun.WAIT, state,
                    watcher).to(event -> print(screen, input.name(), event)));
            }
            ends(input.name(), watcher);
        }
    }

    private void run(Pipeline pipeline) throws IOException {
        try (Running running = pipeline.start()) {
            running.join();
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (PipelineException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Whether Ctrl-C ended it. */
    boolean interrupted() {
        return interrupted;
    }

    /** What was learned, with what was followed since. */
    Optional<MachineState> followed() {
        return followed;
    }

    private void print(Screen screen, String input, MachineEvent event) {
        if (json) {
            out.println(Lines.json(input, event));
        } else if (Screen.isTerminal()) {
            screen.print(Lines.text(input, event));
        } else {
            out.println(Lines.text(input, event));
        }
    }

    private void ends(String input, Frames watcher) throws IOException {
        if (watcher.count == 0) {
            throw new IOException(input + ": too little data: not even a frame of " + watcher.maintenance.frame()
                + " samples");
        }
        if (json) {
            var line = Lines.event("file", input);
            line.addProperty("frames", watcher.count);
            line.addProperty("alarmed", watcher.alarmed);
            line.addProperty("lowest_health", watcher.lowest);
            out.println(line);
        } else {
            out.println(String.format(Locale.ROOT, "%s %9.2f s  ends: %d frames, %d not normal, lowest health %.2f, last %s",
                input, watcher.seconds, watcher.count, watcher.alarmed, watcher.lowest, watcher.level));
        }
        startSeconds += watcher.seconds;
    }

    /** For the report. */
    State.Builder pictures() {
        int every = points.size() / MOST_POINTS + 1;
        float[] flat = new float[points.size() / every * 4];
        for (int i = 0; i < flat.length / 4; i++) {
            System.arraycopy(points.get(i * every), 0, flat, 4 * i, 4);
        }
        return Folder.pictures().numbers("points", flat).numbers("spectrum",
            spectrum == null ? new float[0] : spectrum.decibels());
    }

    /** Sees every frame. */
    private final class Frames implements Maintenance.Watcher {
        private final String input;
        private final boolean live;
        private final Maintenance maintenance;
        private final Normal baseline = state.baseline().copy();
        private long count;
        private long alarmed;
        private float lowest = 1;
        private double seconds;
        private double first = Double.NaN;
        private AlarmLevel level = AlarmLevel.NORMAL;

        Frames(InputOptions.Input input, Maintenance maintenance, Source source) {
            this.input = input.name();
            live = input.live();
            this.maintenance = maintenance;
            spectrum = new MeanSpectrum(source.format(), maintenance.features());
        }

        /** A recording may be scored as often as one likes, and gives the same. */
        @Override
        public void followed(Normal now) {
            if (live) {
                followed = state.followed(now);
            }
        }

        @Override
        public void frame(Frame frame) {
            spectrum.accept(frame);
        }

        @Override
        public void assessed(Tensor row, float health, double distance, AlarmLevel now) {
            count++;
            alarmed += now == AlarmLevel.NORMAL ? 0 : 1;
            lowest = Math.min(lowest, health);
            first = Double.isNaN(first) ? row.timeNanos() / 1e9 : first;
            seconds = row.timeNanos() / 1e9 - first;
            level = now;
            if (points.size() < 100 * MOST_POINTS) {
                points.add(new float[] {(float) (startSeconds + seconds), health, (float) now.ordinal(), (float) distance});
            }
            moving = String.format(Locale.ROOT, "%s %9.2f s  %-7s  health %.2f", input, seconds, now, health);
            if (json) {
                out.println(Lines.json(input, Watching.assessed(row, health, distance, now),
                    state.reasons(baseline, row.values(), REASONS)));
            }
        }
    }
}

package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.decision.AlarmLevel;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Pipeline;
import dev.pipit.framework.stream.PipelineException;
import dev.pipit.framework.stream.Source;
import dev.pipit.pipelines.maintenance.Features;
import dev.pipit.pipelines.maintenance.MachineEvent;
import dev.pipit.pipelines.maintenance.MachineState;
import dev.pipit.pipelines.maintenance.Maintenance;

/** Runs the pipeline over a recording and collects what comes out of it. */
final class Watching {
    private Watching() {
    }

    /**
     * What became of a frame.
     *
     * @param lastSample of the frame
     */
    record Assessed(long firstSample, long lastSample, double seconds, float health, double distance, AlarmLevel level) {
    }

    /** All of a recording. */
    record Result(List<Assessed> frames, List<MachineEvent> events) {
        /** Frames that were not normal. */
        long alarmed() {
            return frames.stream().filter(frame -> frame.level() != AlarmLevel.NORMAL).count();
        }
    }

    /** Feature rows of all that is in a source. */
    static List<float[]> rows(Source source, Features features) throws IOException {
        List<float[]> rows = new ArrayList<>();
        run(Maintenance.standard(source.format(), features).features("learn", source, Overrun.WAIT, frame -> { })
            .to(row -> rows.add(row.values().clone())));
        return rows;
    }

    static List<float[]> rows(Source source) throws IOException {
        return rows(source, Features.standard(source.format()));
    }

    static Result watch(Source source, MachineState state) throws IOException {
        List<Assessed> frames = new ArrayList<>();
        List<MachineEvent> events = new ArrayList<>();
        Maintenance maintenance = Maintenance.standard(source.format(), state.features());
        run(maintenance.watch("watch", source, Overrun.WAIT, state, (row, health, distance, level) ->
            frames.add(assessed(row, health, distance, level))).to(events::add));
        return new Result(frames, events);
    }

    static Assessed assessed(Tensor row, float health, double distance, AlarmLevel level) {
        return new Assessed(row.firstSample(), row.firstSample() + row.format().length() - 1, row.timeNanos() / 1e9, health,
            distance, level);
    }

    /** Until the source ends. */
    static void run(Pipeline pipeline) throws IOException {
        try {
            pipeline.run();
        } catch (PipelineException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

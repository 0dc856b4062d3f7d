package dev.pipit.framework.stream;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.pipit.framework.signal.FrameFormat;

/**
 * The plan of a pipeline: a source, a ring, frames, blocks in order, a sink. Checked while it is written down, on the
 * line that is wrong; runs when it is started, and may be started again after it has ended.
 *
 * <pre>{@code
 *     Pipeline pipeline = Pipeline.named("loud")
 *         .from(microphone)
 *         .ring(ofMillis(500), Overrun.DROP_OLDEST)
 *         .frames(ofMillis(30)).every(ofMillis(10))
 *         .then(new Gate(-40, ofSeconds(1), ofMillis(200)))
 *         .to(frame -> count++);
 *     try (Running running = pipeline.start()) {
 *         running.join();
 *     }
 * }</pre>
 *
 * <p>{@code toString} prints the plan with the format behind each step.
 */
public final class Pipeline {
    private final Draft draft;
    private final Sink<?> sink;

    Pipeline(Draft draft, Sink<?> sink) {
        this.draft = draft;
        this.sink = Objects.requireNonNull(sink, "sink");
    }

    /** Begins a plan. The name stands in logs, errors and thread names. */
    public static Named named(String name) {
        return new Named(Objects.requireNonNull(name, "name"));
    }

    /** A plan with a name. */
    public record Named(String name) {
        /** What is listened to. The pipeline reads it and does not close it. */
        public Sampled from(Source source) {
            return new Sampled(name, Objects.requireNonNull(source, "source"));
        }
    }

    /** A plan with a source. */
    public record Sampled(String name, Source source) {
        /**
         * The ring between the reader and the worker.
         *
         * @param length  how much time it holds, at least 20 ms and 2 samples
         * @param overrun what happens when the worker is that far behind
         */
        public Ringed ring(Duration length, Overrun overrun) {
            if (length.toMillis() < 20 || ringSlots(source, length) < 2) {
                throw new IllegalArgumentException("ring must hold at least 20 ms and 2 samples: ring="
                    + length.toMillis() + " ms, rateHz=" + source.format().rateHz());
            }
            return new Ringed(name, source, length, Objects.requireNonNull(overrun, "overrun"));
        }
    }

    /** A plan with a ring. */
    public record Ringed(String name, Source source, Duration length, Overrun overrun) {
        /** Frames of {@code length}, one after the other; {@link Framed#every} lets them overlap. */
        public Framed frames(Duration length) {
            int samples = Math.toIntExact(source.format().samplesIn(length.toNanos()));
            var format = new FrameFormat(source.format(), samples, samples);
            return new Framed(new Draft(name, source, this.length, overrun, format, List.of()));
        }
    }

    String name() {
        return draft.name();
    }

    Source source() {
        return draft.source();
    }

    int ringSlots() {
        return Math.toIntExact(ringSlots(draft.source(), draft.ring()));
    }

    Overrun overrun() {
        return draft.overrun();
    }

    FrameFormat frames() {
        return draft.frames();
    }

    List<Step> steps() {
        return draft.steps();
    }

    Sink<?> sink() {
        return sink;
    }

    private static long ringSlots(Source source, Duration ring) {
        int slot = Reader.slotLength(source.format());
        return (source.format().samplesIn(ring.toNanos()) + slot - 1) / slot;
    }

    /** Opens the blocks and starts to run. */
    public Running start() {
        return start(Clock.SYSTEM);
    }

    /** As {@link #start()}, with a clock of one's own. */
    public Running start(Clock clock) {
        return startTogether(List.of(this), clock).get(0);
    }

    /** As {@link #start()} and {@link Running#join()}: runs until the source ends. */
    public Counters run() throws InterruptedException {
        try (Running running = start()) {
            running.join();
            return running.counters();
        }
    }

    /**
     * Starts pipelines that listen to the same source. It is read once, from its first sample on for all of them; each
     * has its own ring and worker.
     */
    public static List<Running> startTogether(List<Pipeline> pipelines, Clock clock) {
        if (pipelines.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one pipeline to start");
        }
        Source source = pipelines.get(0).source();
        if (pipelines.stream().anyMatch(pipeline -> pipeline.source() != source)) {
            throw new IllegalArgumentException("pipelines that start together must listen to the same source");
        }
        List<Running> running = new ArrayList<>();
        var reader = new Reader(source, running, clock);
        try {
            pipelines.forEach(pipeline -> running.add(new Running(pipeline, clock)));
        } catch (RuntimeException | Error e) {
            running.forEach(each -> each.abandon(e));
            reader.release();
            throw e;
        }
        var thread = new Thread(reader, pipelines.get(0).name() + " reader");
        running.forEach(each -> each.start(reader, thread));
        thread.start();
        return List.copyOf(running);
    }

    @Override
    public String toString() {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {source().name(), source().format().toString()});
        lines.add(new String[] {"ring " + draft.ring().toMillis() + " ms, " + overrun(),
            ringSlots() * Reader.slotLength(source().format()) + " samples"});
        lines.add(new String[] {
            "frames " + millis(frames().length()) + " ms every " + millis(frames().hop()) + " ms", frames().toString()});
        for (Step step : steps()) {
            lines.add(new String[] {step.name(), step.output().toString()});
        }
        int width = lines.stream().mapToInt(line -> line[0].length()).filter(length -> length <= 60).max().orElse(0);
        var text = new StringBuilder(name());
        for (String[] line : lines) {
            text.append("\n  ").append(line[0]).append(" ".repeat(Math.max(0, width - line[0].length()) + 2))
                .append(line[1]);
        }
        return text.toString();
    }

    private String millis(int samples) {
        return BigDecimal.valueOf(source().format().nanosOf(samples), 6).round(new MathContext(6))
            .stripTrailingZeros().toPlainString();
    }
}

package dev.pipit.apps.wakeword;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.pipit.apps.Heartbeat;
import dev.pipit.framework.blocks.Decide;
import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.stream.Counters;
import dev.pipit.framework.stream.Latency;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Pipeline;
import dev.pipit.framework.stream.PipelineException;
import dev.pipit.framework.stream.Running;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.stream.Source;
import dev.pipit.pipelines.wakeword.WakeWord;
import dev.pipit.pipelines.wakeword.Word;

/** Listens to one input after the other, reports what happens, and adds up what it cost. */
final class Hearing {
    private final WakeWord wakeWord;
    private final Report report;
    private final Optional<NearMissKeeper> keeper;
    private final Latency latency = new Latency();
    private double audioSeconds;
    private long hops;
    private long detections;
    private long measuredHops;
    private long allocatedBytes;
    private long droppedSamples;

    /** @param keeper keeps recordings of near misses, if wanted */
    Hearing(WakeWord wakeWord, Report report, Optional<NearMissKeeper> keeper) {
        this.wakeWord = wakeWord;
        this.report = report;
        this.keeper = keeper;
    }

    /** Listens to {@code source} until it ends or this thread is interrupted. */
    void listen(String input, Source source, double seconds, Overrun overrun) throws IOException, InterruptedException {
        var live = new Live(wakeWord.words());
        var allocation = new Allocation(hops);
        var watch = new Watching(input, live, allocation, source);
        Pipeline pipeline = wakeWord.hear("wake-word", source, overrun, watch)
            .handover(64, Overrun.WAIT)
            .to(detection -> detected(input, detection));
        report.begins(input, seconds, live);
        Running running = pipeline.start();
        try (running; var heartbeat = new Heartbeat(() -> running.counters().samples())) {
            heartbeat.start();
            running.join();
        } catch (PipelineException e) {
            throw new IOException(input + ": " + e.getMessage(), e);
        } finally {
            add(running.counters(), allocation);
            report.ends(input, heard(live, running.counters().samples() / source.format().rateHz()));
        }
    }

    private void detected(String input, Detection detection) {
        detections++;
        wakeWord.words().stream().filter(word -> word.label().equals(detection.label())).findFirst()
            .ifPresent(word -> report.detection(input, word, detection));
    }

    private void add(Counters counters, Allocation allocation) {
        latency.add(counters.frameTimes());
        hops += counters.frames();
        droppedSamples += counters.dropped() + counters.overruns();
        measuredHops += allocation.hops();
        allocatedBytes += allocation.bytes();
    }

    private Report.Heard heard(Live live, double seconds) {
        audioSeconds += seconds;
        Map<String, Float> scores = new LinkedHashMap<>();
        Map<String, Float> means = new LinkedHashMap<>();
        List<Word> words = wakeWord.words();
        for (int i = 0; i < words.size(); i++) {
            scores.put(words.get(i).name(), live.score(i).max());
            means.put(words.get(i).name(), live.score(i).maxMean());
        }
        return new Report.Heard(seconds, scores, means);
    }

    Summary summary() {
        return new Summary(audioSeconds, hops, detections, latency.quantile(0.5) / 1e3, latency.quantile(0.99) / 1e3,
            measuredHops == 0 ? 0 : (double) allocatedBytes / measuredHops, droppedSamples);
    }

    /** All that looks at the frames and scores of one input. */
    private final class Watching implements WakeWord.Watch {
        private final String input;
        private final Live live;
        private final Allocation allocation;
        private final Optional<NearMissHunt> hunt;
        private final Sink<Frame> keep;
        private final long hopSamples;
        private long expected;

        Watching(String input, Live live, Allocation allocation, Source source) {
            this.input = input;
            this.live = live;
            this.allocation = allocation;
            hopSamples = source.format().samplesIn(wakeWord.hop().toNanos());
            hunt = keeper.map(each -> each.hunt(input, source.format(), (int) hopSamples));
            keep = hunt.<Sink<Frame>>map(each -> each::heard).orElse(frame -> { });
        }

        @Override
        public void frame(Frame frame) {
            if (frame.firstSample() != expected) {
                report.gap(input, frame.timeNanos() / 1e9, frame.firstSample() - expected);
            }
            expected = frame.firstSample() + hopSamples;
            live.heard(frame);
            keep.accept(frame);
            allocation.accept(frame);
        }

        @Override
        public Decide.Watcher of(Word word) {
            List<Decide.Watcher> watchers = new ArrayList<>();
            watchers.add(live.score(wakeWord.words().indexOf(word)));
            hunt.ifPresent(each -> watchers.add(each.of(word.name(), word.label(), word.tuning())));
            Decide.Watcher[] all = watchers.toArray(Decide.Watcher[]::new);
            return (score, mean, timeNanos) -> {
                for (Decide.Watcher watcher : all) {
                    watcher.scored(score, mean, timeNanos);
                }
            };
        }
    }
}

package dev.pipit.apps.meter;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.pipit.apps.Recordings;
import dev.pipit.apps.Screen;
import dev.pipit.framework.blocks.Decide;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.PipelineException;
import dev.pipit.pipelines.wakeword.WakeWord;
import dev.pipit.pipelines.wakeword.Word;
import dev.pipit.sensors.sound.Channel;

/** Hears recordings with all words, several recordings at a time, and keeps the traces of their scores. */
final class Survey implements AutoCloseable {
    private final List<Word> words;
    private final WakeWord wakeWord;
    private final ExecutorService workers =
        Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    private final AtomicInteger heard = new AtomicInteger();
    private final Screen progress;

    Survey(List<Word> words, int recordings, PrintWriter err) {
        this.words = words;
        wakeWord = WakeWord.of(words);
        progress = new Screen(err, () -> "heard " + heard + " of " + recordings + " recordings");
    }

    /** What was heard in some recordings: for each, a trace of each word. */
    record Part(List<Heard> recordings) {
        List<Trace> traces(int word) {
            return recordings.stream().map(recording -> recording.traces().get(word)).toList();
        }

        double hours() {
            return recordings.stream().mapToDouble(Heard::seconds).sum() / 3600;
        }
    }

    record Heard(List<Trace> traces, double seconds) {
    }

    /** Hears recordings. */
    Part of(List<Path> files) throws IOException, InterruptedException {
        List<Future<Heard>> waiting = new ArrayList<>();
        for (Path file : files) {
            waiting.add(workers.submit(() -> hear(file)));
        }
        List<Heard> all = new ArrayList<>();
        for (Future<Heard> each : waiting) {
            try {
                all.add(each.get());
            } catch (ExecutionException e) {
                workers.shutdownNow();
                throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause().getMessage(), e);
            }
        }
        return new Part(all);
    }

    private Heard hear(Path file) throws IOException, InterruptedException {
        List<Trace> traces = words.stream().map(word -> new Trace()).toList();
        try (Recordings.Recording recording = Recordings.open(file, Channel.LEFT)) {
            long samples = wakeWord.hear("meter", recording.sound(), Overrun.WAIT, new WakeWord.Watch() {
                @Override
                public Decide.Watcher of(Word word) {
                    return traces.get(words.indexOf(word));
                }
            }).to(detection -> { }).run().samples();
            heard.incrementAndGet();
            return new Heard(traces, (double) samples / Recordings.RATE_HZ);
        } catch (PipelineException | IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        progress.close();
    }
}

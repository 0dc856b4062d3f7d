package dev.pipit.apps.speech;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.tinylog.Logger;

/**
 * Speaks texts with the engines of this machine: clips of 16 kHz, one channel, with 100 ms of silence at either end.
 *
 * <p>Threads: as many engines run at once as {@code parallelism} says; clips come in the order of the request, so that
 * nothing depends on which was faster. Cost: one process a clip; a few clips for each thread are held in memory.
 */
public final class Synthesis implements AutoCloseable {
    private static final int AHEAD = 8;
    private static final int LONGEST_END_SECONDS = 5;

    private final Engines engines;
    private final Optional<SpeechCache> cache;
    private final Duration limit;
    private final int parallelism;
    private final ExecutorService threads;
    private final AtomicInteger processes = new AtomicInteger();

    /** What is told of a request, in its order. */
    @FunctionalInterface
    public interface Listener {
        /** A clip, for the listener to keep. */
        void spoken(Utterance utterance, short[] clip) throws IOException;

        /**
         * An engine made nothing of an utterance. Unless this is overridden, all ends here.
         */
        default void failed(Utterance utterance, SpeechException why) throws IOException {
            throw why;
        }
    }

    /**
     * @param parallelism engines that run at once, at least 1
     * @param cache       what was spoken before; empty to speak all
     */
    public Synthesis(Engines engines, int parallelism, Optional<SpeechCache> cache) {
        this(engines, parallelism, cache, Run.LIMIT);
    }

    Synthesis(Engines engines, int parallelism, Optional<SpeechCache> cache, Duration limit) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1: parallelism=" + parallelism);
        }
        this.engines = engines;
        this.cache = cache;
        this.limit = limit;
        this.parallelism = parallelism;
        threads = Executors.newFixedThreadPool(parallelism);
    }

    /**
     * Speaks one text, in the thread of the caller.
     *
     * @throws UnspeakableException if the engine makes less than 0.15 s of sound of it
     * @throws SpeechException      if the engine fails otherwise
     * @throws IOException          if a file cannot be written or read
     */
    public short[] say(Utterance utterance) throws IOException {
        Engine engine = engines.of(utterance.voice());
        Optional<short[]> known = cache.isEmpty() ? Optional.empty() : cache.get().get(engine, utterance);
        if (known.isPresent()) {
            return audible(utterance, known.get());
        }
        short[] clip = new Trim(run(engine, utterance)).trimmed();
        if (cache.isPresent()) {
            cache.get().put(engine, utterance, clip);
        }
        return audible(utterance, clip);
    }

    private static short[] audible(Utterance utterance, short[] clip) throws UnspeakableException {
        double seconds = new Trim(clip).soundSeconds();
        if (seconds < Trim.LEAST_SOUND_SECONDS) {
            throw new UnspeakableException(utterance, seconds);
        }
        return clip;
    }

    private short[] run(Engine engine, Utterance utterance) throws IOException {
        processes.incrementAndGet();
        try (Run run = new Run(engine.say(utterance.voice(), utterance.text()), limit)) {
            if (run.failed()) {
                throw new SpeechException(utterance, run.complaint());
            }
            return Files.size(run.output()) == 0 ? new short[0] : read(utterance, run);
        } catch (Run.FailedException e) {
            throw new SpeechException(utterance, e.getMessage());
        }
    }

    private static short[] read(Utterance utterance, Run run) throws SpeechException {
        try {
            return Clip.read(run.output());
        } catch (IOException e) {
            throw new SpeechException(utterance, e.getMessage().replace(run.output().toString(), "its output"));
        }
    }

    /**
     * Speaks many texts, and tells the listener of each, in this order, in the thread of the caller.
     *
     * @throws IOException what the listener throws, or if a file cannot be written; what was not yet spoken stays so
     */
    public void all(List<Utterance> utterances, Listener listener) throws IOException {
        Queue<Future<short[]>> ahead = new ArrayDeque<>();
        try {
            int next = 0;
            for (Utterance utterance : utterances) {
                while (next < utterances.size() && ahead.size() < AHEAD * parallelism) {
                    Utterance following = utterances.get(next++);
                    ahead.add(threads.submit(() -> say(following)));
                }
                tell(listener, utterance, ahead.remove());
            }
        } finally {
            ahead.forEach(waiting -> waiting.cancel(true));
        }
    }

    private static void tell(Listener listener, Utterance utterance, Future<short[]> spoken) throws IOException {
        short[] clip;
        try {
            clip = spoken.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SpeechException why) {
                listener.failed(utterance, why);
                return;
            }
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        listener.spoken(utterance, clip);
    }

    /** How many engines were started so far. */
    public int processes() {
        return processes.get();
    }

    /** Ends engines that still run. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                Logger.warn("a speech synthesiser does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.pipit.framework.stream;

import java.util.ArrayList;
import java.util.List;
import org.tinylog.Logger;

import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.stream.Counters.StepCounter;

/**
 * A pipeline at work. Ends with its source, with a failure, or when it is closed.
 *
 * <p>Threads: all methods may be called by any thread, those of the pipeline included.
 */
public final class Running implements AutoCloseable {
    /** A frame or an action may take this long to finish; then it is interrupted. */
    private static final long FRAME_MILLIS = 2_500;
    /** A source may take 100 ms to come back. */
    private static final long READ_MILLIS = 200;

    private final Pipeline pipeline;
    private final Ring<Samples> ring;
    private final Framer framer;
    private final List<Lane> lanes = new ArrayList<>();                 // the worker's, then one per handover
    private final List<EventLane> eventLanes = new ArrayList<>();
    private final List<Lane.Watched<?>> watched = new ArrayList<>();    // front to back
    private final List<Thread> threads = new ArrayList<>();
    private final Latency frameTimes = new Latency();
    private final Clock clock;
    private final int channels;
    private volatile long dropped;
    private volatile long frames;
    private Reader reader;
    private Thread readerThread;
    private PipelineException failure;

    /** Opens all blocks; starts nothing. */
    Running(Pipeline pipeline, Clock clock) {
        this.pipeline = pipeline;
        this.clock = clock;
        var format = pipeline.source().format();
        channels = format.channels();
        int slotLength = Reader.slotLength(format);
        ring = new Ring<>(pipeline.ringSlots(), pipeline.overrun(), () -> new Samples(slotLength, channels));
        framer = new Framer(pipeline.frames(), timed(openSteps()));
    }

    /** Opens the steps from the last to the first, each around the one behind it; the worker's lane is the first. */
    private Sink<?> openSteps() {
        Lane lane = newLane();
        Sink<?> sink = watch(lane.watch("sink", pipeline.sink()));
        List<Step> steps = pipeline.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            try {
                if (step.block() instanceof Handover<?> handover) {
                    Lane behind = lane;
                    lane = newLane();
                    var events = new EventLane(handover, lane, sink, behind);
                    eventLanes.add(0, events);
                    sink = watch(lane.watch(step.name(), events));
                } else {
                    sink = watch(lane.open(step.name(), step.open(sink)));
                }
            } catch (RuntimeException | Error e) {
                abandon(e);
                throw e;
            }
        }
        return sink;
    }

    /** Closes what was opened for a pipeline that does not start because of {@code cause}. */
    void abandon(Throwable cause) {
        for (Lane lane : lanes) {
            while (lane.isOpen()) {
                try {
                    lane.closeNext();
                } catch (RuntimeException | Error e) {
                    cause.addSuppressed(e);
                }
            }
        }
    }

    private Lane newLane() {
        lanes.add(0, new Lane());
        return lanes.get(0);
    }

    private <T> Lane.Watched<T> watch(Lane.Watched<T> sink) {
        watched.add(0, sink);
        return sink;
    }

    @SuppressWarnings("unchecked")             // the first step takes frames
    private Sink<Frame> timed(Sink<?> sink) {
        Sink<Frame> first = (Sink<Frame>) sink;
        Lane worker = lanes.get(0);
        return frame -> {
            frames++;
            worker.at(frame.firstSample(), frame.timeNanos());
            long before = clock.nanoTime();
            first.accept(frame);
            frameTimes.record(clock.nanoTime() - before);
        };
    }

    void start(Reader reader, Thread readerThread) {
        this.reader = reader;
        this.readerThread = readerThread;
        Logger.info("started {}", pipeline);
        start("worker", lanes.get(0), this::work);
        for (int i = 0; i < eventLanes.size(); i++) {
            EventLane events = eventLanes.get(i);
            start("handover " + (i + 1), events.lane(), events::run);
        }
        WarmUp.start(pipeline.name(), watched, this);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void start(String role, Lane lane, Work work) {
        int next = threads.size();             // the handover behind this lane, if there is one
        Thread thread = new Thread(() -> {
            attempt(role, lane, work);
            while (lane.isOpen()) {
                attempt(role, lane, lane::closeNext);
            }
            if (next < eventLanes.size()) {
                eventLanes.get(next).end();
            }
        }, pipeline.name() + " " + role);
        threads.add(thread);
        thread.start();
    }

    private void attempt(String role, Lane lane, Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            stop();                                              // only our own close interrupts
        } catch (Throwable e) {
            fail(lane.step(role), lane.firstSample(), lane.timeNanos(), e);
        }
    }

    private void work() throws InterruptedException {
        Samples samples = ring.take();
        while (samples != null) {
            framer.accept(samples);
            samples = ring.take();
        }
    }

    /** By the reader: hands over a copy of what was read. */
    void samplesRead(Samples samples) throws InterruptedException {
        ring.claim().copyFrom(samples, channels);
        if (ring.publish()) {
            int lost = ring.claim().count;
            if (dropped == 0) {
                Logger.warn("{} is too slow: {} samples dropped; more will only be counted", pipeline.name(), lost);
            }
            dropped += lost;
        }
    }

    /** By the reader: nothing will follow. */
    void sourceEnded() {
        ring.end();
    }

    boolean stopped() {
        return ring.stopped();
    }

    /** Remembers and reports the first failure, with any other suppressed; stops the pipeline. */
    void fail(String step, long firstSample, long timeNanos, Throwable cause) {
        synchronized (this) {
            if (failure != null) {
                failure.addSuppressed(cause);
                return;
            }
            failure = new PipelineException(pipeline.name(), step, firstSample, timeNanos, cause);
        }
        Logger.error(cause, failure.getMessage());
        stop();
    }

    private void stop() {
        ring.stop();
        eventLanes.forEach(EventLane::stop);
    }

    /**
     * Waits until the pipeline has ended.
     *
     * @throws PipelineException     if the source or a step failed
     * @throws InterruptedException  if this thread is interrupted; the pipeline goes on
     * @throws IllegalStateException if a thread of the pipeline would wait for itself
     */
    public void join() throws InterruptedException {
        if (isInside()) {
            throw new IllegalStateException("a pipeline cannot wait for itself: pipeline=" + pipeline.name());
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (endReader()) {
            throw new InterruptedException();
        }
        PipelineException failed = failure();
        if (failed != null) {
            throw failed;
        }
    }

    private synchronized PipelineException failure() {
        return failure;
    }

    /** Whether it has neither ended nor failed nor been closed. */
    public boolean isAlive() {
        return threads.stream().anyMatch(Thread::isAlive);
    }

    /** What it has done so far. */
    public Counters counters() {
        List<StepCounter> steps = new ArrayList<>();
        for (int i = 0; i < watched.size(); i++) {
            long out = i + 1 < watched.size() ? watched.get(i + 1).in() : 0;
            steps.add(new StepCounter(watched.get(i).name(), watched.get(i).in(), out));
        }
        var times = new Latency();
        times.add(frameTimes);
        return new Counters(reader.samples(), dropped, reader.overruns(), reader.late(), framer.gaps(), frames,
            eventLanes.stream().mapToLong(EventLane::dropped).sum(), steps, times);
    }

    /**
     * Stops, and waits for the threads of the pipeline to end; the frame that is on its way is finished. Called by one
     * of these threads, it does not wait. Does nothing when the pipeline has ended already. A failure is not thrown
     * from here, {@link #join()} throws it.
     */
    @Override
    public void close() {
        stop();
        if (isInside()) {
            return;
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= Patience.end(thread, FRAME_MILLIS);
        }
        interrupted |= endReader();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isInside() {
        return threads.contains(Thread.currentThread()) || readerThread == Thread.currentThread();
    }

    /** Waits for the reader, unless others need it; true if this thread was interrupted meanwhile. */
    private boolean endReader() {
        return !reader.needed() && Patience.end(readerThread, READ_MILLIS);
    }
}

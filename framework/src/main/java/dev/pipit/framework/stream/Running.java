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
    private static final long PATIENCE_MILLIS = 5_000;

    private final Pipeline pipeline;
    private final Ring<Samples> ring;
    private final Framer framer;
    private final List<Lane> lanes = new ArrayList<>();                 // the worker's, then one per handover
    private final List<EventLane> eventLanes = new ArrayList<>();
    private final List<Lane.Watched<?>> watched = new ArrayList<>();    // front to back
    private final List<Thread> threads = new ArrayList<>();
    private final Histogram frameNanos = new Histogram();
    private final Clock clock;
    private volatile long dropped;
    private volatile long frames;
    private long currentSample;
    private long currentTime;
    private Reader reader;
    private Thread readerThread;
    private PipelineException failure;

    /** Opens all blocks; starts nothing. */
    Running(Pipeline pipeline, Clock clock) {
        this.pipeline = pipeline;
        this.clock = clock;
        var format = pipeline.source().format();
        int slotLength = Reader.slotLength(format);
        ring = new Ring<>(pipeline.ringSlots(), pipeline.overrun(), () -> new Samples(slotLength, format.channels()));
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
                    var events = new EventLane(handover, sink, lane);
                    eventLanes.add(0, events);
                    lane = newLane();
                    sink = watch(lane.watch(step.name(), events));
                } else {
                    sink = watch(lane.open(step.name(), step.open(sink)));
                }
            } catch (RuntimeException e) {
                abandon();
                throw e;
            }
        }
        return sink;
    }

    /** Closes what was opened for a pipeline that does not start. */
    void abandon() {
        lanes.forEach(Lane::close);
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
        return frame -> {
            frames++;
            currentSample = frame.firstSample();
            currentTime = frame.timeNanos();
            long before = clock.nanoTime();
            first.accept(frame);
            frameNanos.record(clock.nanoTime() - before);
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
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void start(String role, Lane lane, Work work) {
        int next = threads.size();             // the handover behind this lane, if there is one
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                stop();                                          // only our own close interrupts
            } catch (Throwable e) {
                fail(lane.step(role), currentSample, currentTime, e);
            } finally {
                lane.close();
                if (next < eventLanes.size()) {
                    eventLanes.get(next).end();
                }
            }
        }, pipeline.name() + " " + role);
        threads.add(thread);
        thread.start();
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
        ring.claim().copyFrom(samples, pipeline.source().format().channels());
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

    /** Remembers and reports the first failure; stops the pipeline. */
    void fail(String step, long firstSample, long timeNanos, Throwable cause) {
        synchronized (this) {
            if (failure != null) {
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
     * @throws PipelineException    if the source or a step failed
     * @throws InterruptedException if this thread is interrupted; the pipeline goes on
     */
    public void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        if (!reader.someoneListens()) {
            readerThread.interrupt();
            readerThread.join(PATIENCE_MILLIS);
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
        return new Counters(reader.samples(), dropped, reader.overruns(), reader.late(), framer.gaps(), frames,
            eventLanes.stream().mapToLong(EventLane::dropped).sum(), steps,
            frameNanos.quantile(0.5), frameNanos.quantile(0.99), frameNanos.max());
    }

    /**
     * Stops, and waits for the threads of the pipeline to end; the frame that is on its way is finished. Does nothing
     * when it has ended already. A failure is not thrown from here, {@link #join()} throws it.
     */
    @Override
    public void close() {
        stop();
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= !ended(thread, PATIENCE_MILLIS);
        }
        if (!reader.someoneListens()) {
            readerThread.interrupt();
            interrupted |= !ended(readerThread, PATIENCE_MILLIS);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a thread, interrupting it when it takes long; false if this thread was interrupted meanwhile. */
    private boolean ended(Thread thread, long patienceMillis) {
        if (thread == Thread.currentThread()) {
            return true;
        }
        try {
            thread.join(patienceMillis / 2);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(patienceMillis / 2);
            }
            if (thread.isAlive()) {
                Logger.warn("{} does not end: is a source or an action blocked?", thread.getName());
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}

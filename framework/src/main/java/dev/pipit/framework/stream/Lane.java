package dev.pipit.framework.stream;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/** The steps that one thread runs, and where that thread is among them. */
final class Lane {
    private final Deque<Watched<?>> opened = new ArrayDeque<>();    // front to back
    private String[] names = new String[0];
    private int step = -1;
    private long firstSample;
    private long timeNanos;

    /** A sink that a block of this lane opened, in front of those before. Returns it, watched under {@code name}. */
    <T> Watched<T> open(String name, Sink<T> sink) {
        Watched<T> watched = watch(name, sink);
        opened.addFirst(watched);
        return watched;
    }

    /** A sink that is not ours to close. */
    <T> Watched<T> watch(String name, Sink<T> sink) {
        String[] longer = Arrays.copyOf(names, names.length + 1);
        longer[names.length] = name;
        names = longer;
        return new Watched<>(name, names.length - 1, this, sink);
    }

    /** The step that has been entered last and not left, or {@code otherwise}. */
    String step(String otherwise) {
        return step < 0 ? otherwise : names[step];
    }

    /** What is on its way: the frame from here, or what came of it. */
    void at(long firstSample, long timeNanos) {
        this.firstSample = firstSample;
        this.timeNanos = timeNanos;
    }

    long firstSample() {
        return firstSample;
    }

    long timeNanos() {
        return timeNanos;
    }

    boolean isOpen() {
        return !opened.isEmpty();
    }

    /** Closes the frontmost sink that is still open. */
    void closeNext() {
        Watched<?> front = opened.removeFirst();
        step = front.index;
        front.sink.close();
    }

    /** Counts what goes into a sink, and leaves a mark of where the thread is. */
    static final class Watched<T> implements Sink<T> {
        private final String name;
        private final int index;
        private final Lane lane;
        private final Sink<T> sink;
        private volatile long in;      // written by the lane's thread only

        Watched(String name, int index, Lane lane, Sink<T> sink) {
            this.name = name;
            this.index = index;
            this.lane = lane;
            this.sink = sink;
        }

        @Override
        public void accept(T item) {
            in++;
            int before = lane.step;
            lane.step = index;
            sink.accept(item);
            lane.step = before;                  // stays where it is when the step throws
        }

        @Override
        public Optional<Runnable> warmUp() {
            return sink.warmUp();
        }

        String name() {
            return name;
        }

        long in() {
            return in;
        }
    }
}

package dev.pipit.framework.stream;

import java.io.IOException;

import dev.pipit.framework.signal.SignalFormat;

/**
 * Something that is sampled: a microphone, an accelerometer, a recording.
 *
 * <p>A source is opened by its own factory and read by one thread, the reader of the pipelines that listen to it.
 * Whoever opened it closes it.
 */
public interface Source extends AutoCloseable {
    /** The answer of {@link #timeNanos()} of a source that does not know: the reader then stamps by its clock. */
    long UNKNOWN_TIME = Long.MIN_VALUE;

    /** Rate, channels and unit of what is read. Does not change. */
    SignalFormat format();

    /**
     * Copies up to {@code count} new samples per channel, interleaved, to {@code dst[offset]} and on.
     *
     * <p>May block until there are some. A source that is being waited for should come back within 100 ms, so that a
     * pipeline can stop.
     *
     * @return how many samples per channel were copied; 0 for none yet; −1 at the end
     * @throws IOException if the source is lost for good: the pipeline stops and reports it
     */
    int read(float[] dst, int offset, int count) throws IOException;

    /**
     * Time of the first sample of the last {@code read}, in monotonic nanoseconds, or {@link #UNKNOWN_TIME}. A
     * recording counts from its start. Samples whose time is not after what came before are dropped and counted.
     */
    default long timeNanos() {
        return UNKNOWN_TIME;
    }

    /**
     * Samples per channel that the hardware has lost so far, as far as it can tell. What is new after a {@code read} was
     * lost before its first sample.
     */
    default long overruns() {
        return 0;
    }

    /** Samples per channel that it has dropped itself because their time was not after what came before. */
    default long late() {
        return 0;
    }

    /** What is printed in the plan of a pipeline: {@code I2sMicrophone hw:0}. */
    default String name() {
        return getClass().getSimpleName();
    }

    @Override
    default void close() throws IOException {
    }
}

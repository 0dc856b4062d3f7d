package dev.pipit.framework.stream;

import java.util.Locale;

/** A pipeline stopped because its source or one of its steps failed. */
public final class PipelineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String pipeline;
    private final String step;
    private final long firstSample;
    private final long timeNanos;

    PipelineException(String pipeline, String step, long firstSample, long timeNanos, Throwable cause) {
        super(String.format(Locale.ROOT, "%s stopped: %s failed at sample %d (%.3f s): %s", pipeline, step, firstSample,
            timeNanos / 1e9, cause.getMessage() == null ? cause.toString() : cause.getMessage()), cause);
        this.pipeline = pipeline;
        this.step = step;
        this.firstSample = firstSample;
        this.timeNanos = timeNanos;
    }

    /** Name of the pipeline. */
    public String pipeline() {
        return pipeline;
    }

    /** What failed, as the plan of the pipeline prints it. */
    public String step() {
        return step;
    }

    /** First sample of the frame that was on its way. */
    public long firstSample() {
        return firstSample;
    }

    /** Time of that sample, in monotonic nanoseconds. */
    public long timeNanos() {
        return timeNanos;
    }
}

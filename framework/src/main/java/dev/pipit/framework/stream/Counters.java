package dev.pipit.framework.stream;

import java.util.List;

/**
 * What a pipeline has done so far. Each number by itself is exact; they may be a moment apart.
 *
 * @param samples  read from the source, per channel
 * @param dropped  samples that the ring had no room for
 * @param overruns samples that the hardware lost, as far as it can tell
 * @param late     samples dropped because their time was not after what came before
 * @param gaps     how often frames started again because samples were missing
 * @param frames   sent to the first block
 * @param lostEvents events that a handover had no room for
 * @param steps    what went into and out of each step, in order; the last is the sink
 * @param frameTimes how long frames took through all steps of the worker
 */
public record Counters(long samples, long dropped, long overruns, long late, long gaps, long frames,
        long lostEvents, List<StepCounter> steps, Latency frameTimes) {
    public Counters {
        steps = List.copyOf(steps);
    }

    /**
     * What went through one step.
     *
     * @param name as the plan prints it
     * @param in   items received
     * @param out  items sent; 0 for the sink
     */
    public record StepCounter(String name, long in, long out) {
    }
}

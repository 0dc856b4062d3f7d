package dev.pipit.framework.signal;

/** What a step of a pipeline sends, known before the first item is sent. {@code toString} is the line of the plan. */
public sealed interface Format permits SignalFormat, FrameFormat, TensorFormat, ScoresFormat, EventFormat {
}

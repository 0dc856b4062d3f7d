package dev.pipit.pipelines.maintenance;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.pipit.framework.adaptation.Trend;
import dev.pipit.framework.decision.AlarmLevel;

/**
 * The alarm level of a machine has changed, or the cause is known better. Immutable, may be kept.
 *
 * @param timeNanos of the first sample of the frame that decided
 * @param before    the level until then; equal to level if only the diagnosis is new
 * @param health    0 to 1
 * @param distance  from normal, in limits
 * @param onset     how it began, when it left NORMAL
 * @param reasons   what moved, the most first
 * @param diagnosis of the samples so far
 * @param toAlarm   when the level of an alarm will be reached, if the health goes on as it does
 */
public record MachineEvent(long timeNanos, AlarmLevel before, AlarmLevel level, float health, double distance,
        Onset onset, List<Reason> reasons, Diagnosis diagnosis, Optional<Trend.Meeting> toAlarm) {
    public MachineEvent {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(diagnosis, "diagnosis");
        reasons = List.copyOf(reasons);
    }
}

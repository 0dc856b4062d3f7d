package dev.pipit.pipelines.maintenance;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.pipit.framework.adaptation.Normal;
import dev.pipit.framework.adaptation.Trend;
import dev.pipit.framework.decision.AlarmLevel;
import dev.pipit.framework.decision.AlarmLevels;
import dev.pipit.framework.decision.HealthIndex;
import dev.pipit.framework.signal.EventFormat;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/** From feature rows to events. Allocates for an event, and nothing for a row. */
record Assess(Maintenance settings, MachineState state, History history, Maintenance.Watcher watcher)
        implements Block<Tensor, MachineEvent> {
    private static final int REASONS = 3;

    @Override
    public Format output(Format input) {
        if (!(input instanceof TensorFormat rows) || rows.size() != state.baseline().features()) {
            throw new IllegalArgumentException("features must be as learned: features=" + input + ", learned="
                + state.baseline().features());
        }
        return new EventFormat(MachineEvent.class);
    }

    @Override
    public Sink<Tensor> open(Format input, Sink<? super MachineEvent> next) {
        return new Open((TensorFormat) input, Objects.requireNonNull(next, "next"));
    }

    @Override
    public String toString() {
        return "Assess " + state.baseline().points() + " operating points, limits × " + settings.factor();
    }

    private final class Open implements Sink<Tensor> {
        private final Sink<? super MachineEvent> next;
        private final Normal baseline = state.baseline().copy();
        private final HealthIndex index = new HealthIndex(1, settings.averaged());
        private final AlarmLevels levels;
        private final HealthTrend trend = new HealthTrend(settings.averaged());
        private final Drift drift;
        private final int hop;
        private final int hopsPerDiagnosis;
        private long expected = -1;
        private AlarmLevel before = AlarmLevel.NORMAL;
        private Onset onset = Onset.SUDDEN;
        private Diagnosis diagnosis = Diagnosis.NONE;
        private int sinceDiagnosis;

        Open(TensorFormat format, Sink<? super MachineEvent> next) {
            this.next = next;
            hop = format.hop();
            drift = new Drift(format.length() / hop);
            hopsPerDiagnosis = Math.max(1, History.MOST / 2 / hop);
            levels = new AlarmLevels(settings.levels().hold(
                Duration.ofNanos(format.signal().nanosOf((long) settings.holdHops() * hop))));
        }

        @Override
        public void accept(Tensor row) {
            if (row.firstSample() != expected) {
                index.restart();
            }
            expected = row.firstSample() + hop;
            double distance = baseline.distance(row.values());
            float health = index.next(distance);
            boolean changed = levels.next(health, row.timeNanos());
            trend.add(row.timeNanos() / 1e9, distance);
            drift.add(distance);
            watcher.assessed(row, health, distance, levels.level());
            sinceDiagnosis++;
            boolean known = levels.level() != AlarmLevel.NORMAL && sinceDiagnosis >= hopsPerDiagnosis && history.isFull()
                && changedDiagnosis();
            if (changed && !known) {
                diagnose();
            }
            if (changed || known) {
                send(row, health, distance);
            }
        }

        @Override
        public Optional<Runnable> warmUp() {
            return baseline.warmUp();
        }

        @Override
        public void close() {
            baseline.followed().ifPresent(watcher::followed);
        }

        private boolean changedDiagnosis() {
            Optional<?> was = diagnosis.part();
            diagnose();
            return !diagnosis.part().equals(was);
        }

        private void diagnose() {
            diagnosis = history.diagnose();
            sinceDiagnosis = 0;
        }

        private void send(Tensor row, float health, double distance) {
            List<Reason> reasons = state.reasons(baseline, row.values(), REASONS);
            Optional<Trend.Meeting> toAlarm = levels.level() == AlarmLevel.ALARM ? Optional.empty()
                : trend.falls(settings.levels().alarm());
            AlarmLevel was = before;
            onset = was == AlarmLevel.NORMAL ? drift.onset() : onset;
            before = levels.level();
            next.accept(new MachineEvent(row.timeNanos(), was, before, health, distance, onset, reasons, diagnosis,
                toAlarm));
        }
    }
}

package dev.pipit.framework.adaptation;

import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Learns safely: on a copy, which counts only if kept examples say that it is no worse.
 *
 * @param <M>     what learns: a head, prototypes, layers
 * @param onOld   accuracy on kept examples of what was known before, 0 to 1
 * @param onNew   accuracy on kept examples of what is to be learned, 0 to 1; not those that are learned from
 * @param mayLose how much accuracy on the old may be lost, such as 0.01
 */
public record Adaptation<M>(ToDoubleFunction<M> onOld, ToDoubleFunction<M> onNew, double mayLose) {
    public Adaptation {
        Objects.requireNonNull(onOld, "onOld");
        Objects.requireNonNull(onNew, "onNew");
        if (!(mayLose >= 0 && mayLose <= 1)) {
            throw new IllegalArgumentException("mayLose must be from 0 to 1: mayLose=" + mayLose);
        }
    }

    /**
     * What came of it.
     *
     * @param model     what counts from now on: the changed one if it was kept, else the one there was
     * @param oldBefore accuracies, 0 to 1
     */
    public record Outcome<M>(M model, boolean kept, double oldBefore, double oldAfter, double newBefore, double newAfter) {
        /** Accuracy on the old that the change took, also if it was not kept; below 0 if it gave some. */
        public double forgotten() {
            return oldBefore - oldAfter;
        }
    }

    /**
     * Tries a change.
     *
     * @param model  is not changed
     * @param change gives a changed copy
     */
    public Outcome<M> attempt(M model, UnaryOperator<M> change) {
        M changed = change.apply(model);
        double oldBefore = onOld.applyAsDouble(model);
        double newBefore = onNew.applyAsDouble(model);
        double oldAfter = onOld.applyAsDouble(changed);
        double newAfter = onNew.applyAsDouble(changed);
        boolean kept = oldAfter >= oldBefore - mayLose && newAfter >= newBefore;       // false for NaN
        return new Outcome<>(kept ? changed : model, kept, oldBefore, oldAfter, newBefore, newAfter);
    }

    /**
     * Drift → adapt → verify: follows a number such as the share of rejected detections, and tries a change whenever its
     * mean has moved.
     */
    public static final class Loop<M> {
        private final PageHinkley drift;
        private final Adaptation<M> adaptation;
        private final UnaryOperator<M> change;
        private M model;
        private int attempts;
        private int kept;

        /** @param model to begin with */
        public Loop(M model, PageHinkley drift, Adaptation<M> adaptation, UnaryOperator<M> change) {
            this.model = model;
            this.drift = drift;
            this.adaptation = adaptation;
            this.change = change;
        }

        /** Takes the next value; true if a change was tried and kept. */
        public boolean next(double value) {
            if (drift.next(value) == PageHinkley.Change.NONE) {
                return false;
            }
            Outcome<M> outcome = adaptation.attempt(model, change);
            model = outcome.model();
            attempts++;
            kept += outcome.kept() ? 1 : 0;
            return outcome.kept();
        }

        /** What counts now. */
        public M model() {
            return model;
        }

        /** Changes that were tried. */
        public int attempts() {
            return attempts;
        }

        /** Of these, kept. */
        public int kept() {
            return kept;
        }
    }
}

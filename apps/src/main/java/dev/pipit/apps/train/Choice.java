package dev.pipit.apps.train;

import java.util.List;
import java.util.Optional;

import dev.pipit.apps.meter.Curve;
import dev.pipit.apps.meter.Point;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * The head that is kept, with its threshold and mean: the one with the fewest misses at the false accepts that the user
 * allows, on the side that is there to choose by. Half as many are let pass there, because what is chosen by is flattered.
 *
 * @param point what it gave there
 * @param met   whether the false accepts are as few as allowed
 */
record Choice(int head, Model model, int averaged, Point point, boolean met) {
    private static final int[] MEANS = {2, 3, 4, 5};
    private static final double SHARE = 0.5;

    static Choice of(List<Model> models, WordTrials trials, double falseAcceptsPerHour) throws ModelFormatException {
        Choice best = null;
        for (int head = 0; head < models.size(); head++) {
            WordTrials.Heard heard = trials.hear(models.get(head));
            for (int averaged : MEANS) {
                Curve curve = Judgement.together(trials, heard, averaged);
                Optional<Point> point = curve.best(SHARE * falseAcceptsPerHour);
                Choice choice = new Choice(head, models.get(head), averaged,
                    point.orElse(curve.points().get(curve.points().size() - 1)), point.isPresent());
                best = best == null || choice.betterThan(best) ? choice : best;
            }
        }
        return best;
    }

    private boolean betterThan(Choice other) {
        if (met != other.met) {
            return met;
        }
        return met ? point.misses() < other.point.misses() : point.falseAccepts() < other.point.falseAccepts();
    }

    float threshold() {
        return point.threshold();
    }
}

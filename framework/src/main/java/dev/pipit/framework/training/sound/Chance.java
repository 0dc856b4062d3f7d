package dev.pipit.framework.training.sound;

import java.util.SplittableRandom;

/**
 * Something that is done now and then, and how much of it.
 *
 * @param probability 0 for never, 1 for always
 * @param range       how much, where it is done
 */
public record Chance(double probability, Range range) {
    public Chance {
        checkProbability(probability, "probability");
    }

    boolean happens(SplittableRandom random) {
        return random.nextDouble() < probability;
    }

    double draw(SplittableRandom random) {
        return range.draw(random);
    }

    static void checkProbability(double probability, String name) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(name + " must be 0 to 1: " + name + "=" + probability);
        }
    }
}

package dev.pipit.apps.explore;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import dev.pipit.apps.train.labelled.Attempt;

/**
 * A network that was tried.
 *
 * @param chosenBy accuracy on the groups to choose by, 0 to 1
 * @param judged   accuracy on other groups, 0 to 1
 */
record Tried(Family family, int width, Attempt attempt, double chosenBy, double judged) {
    /** What a network needs. */
    enum Need {
        MACS("MACs", tried -> tried.attempt.cost().macs()),
        BYTES("bytes", tried -> tried.attempt.cost().bytes()),
        MICROS("µs", tried -> tried.attempt.cost().micros());

        private final String unit;
        private final ToDoubleFunction<Tried> of;

        Need(String unit, ToDoubleFunction<Tried> of) {
            this.unit = unit;
            this.of = of;
        }

        String unit() {
            return unit;
        }

        double of(Tried tried) {
            return of.applyAsDouble(tried);
        }
    }

    String name() {
        return family.name().toLowerCase(Locale.ROOT) + "-" + width;
    }

    /** Of those that fit a budget the most accurate; of equal ones that with the fewest multiply-accumulates. */
    static Tried best(List<Tried> all, Budget budget) {
        return all.stream().filter(tried -> budget.fits(tried.attempt))
            .reduce((a, b) -> b.chosenBy > a.chosenBy || b.chosenBy == a.chosenBy
                && b.attempt.cost().macs() < a.attempt.cost().macs() ? b : a).orElse(null);
    }

    JsonObject json(Budget budget, List<Tried> all) {
        JsonObject object = new JsonObject();
        object.addProperty("network", name());
        object.addProperty("accuracy_chosen_by", chosenBy);
        object.addProperty("accuracy_judged", judged);
        object.addProperty("parameters", attempt.cost().parameters());
        object.addProperty("bytes", attempt.cost().bytes());
        object.addProperty("macs", attempt.cost().macs());
        object.addProperty("arena_bytes", attempt.cost().arena());
        object.addProperty("micros", attempt.cost().micros());
        object.addProperty("fits", budget.fits(attempt));
        for (Need need : Need.values()) {
            object.addProperty("front_" + need.name().toLowerCase(Locale.ROOT), Front.of(all, need).contains(this));
        }
        return object;
    }
}

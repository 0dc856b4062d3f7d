package dev.pipit.apps.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The Pareto front: networks of which none is both as accurate and cheaper, or more accurate and as cheap. */
final class Front {
    private Front() {
    }

    /** The cheapest first. */
    static List<Tried> of(List<Tried> all, Tried.Need need) {
        List<Tried> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingDouble(need::of).thenComparing(Comparator.comparingDouble(Tried::chosenBy).reversed()));
        List<Tried> front = new ArrayList<>();
        for (Tried tried : sorted) {
            if (front.isEmpty() || tried.chosenBy() > front.get(front.size() - 1).chosenBy()) {
                front.add(tried);
            }
        }
        return front;
    }
}

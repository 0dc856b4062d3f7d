package dev.pipit.apps.maintenance;

import java.util.ArrayList;
import java.util.List;

/**
 * Hits, false alarms and misses. An event is a run of labelled samples, an alarm a run of alarmed ones; an event is hit
 * if an alarm overlaps it, an alarm is false if no event does.
 */
record Events(int hits, int falseAlarms, int misses) {
    static final Events NONE = new Events(0, 0, 0);

    private record Run(int from, int to) {
        boolean overlaps(Run other) {
            return from < other.to && other.from < to;
        }
    }

    static Events of(boolean[] alarmed, boolean[] labelled) {
        List<Run> alarms = runs(alarmed);
        List<Run> events = runs(labelled);
        int hits = (int) events.stream().filter(event -> alarms.stream().anyMatch(event::overlaps)).count();
        int wrong = (int) alarms.stream().filter(alarm -> events.stream().noneMatch(alarm::overlaps)).count();
        return new Events(hits, wrong, events.size() - hits);
    }

    /** The same, sample by sample. */
    static Events ofSamples(boolean[] alarmed, boolean[] labelled) {
        int hits = 0;
        int wrong = 0;
        int misses = 0;
        for (int i = 0; i < alarmed.length; i++) {
            hits += alarmed[i] && labelled[i] ? 1 : 0;
            wrong += alarmed[i] && !labelled[i] ? 1 : 0;
            misses += !alarmed[i] && labelled[i] ? 1 : 0;
        }
        return new Events(hits, wrong, misses);
    }

    private static List<Run> runs(boolean[] marked) {
        List<Run> runs = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= marked.length; i++) {
            boolean on = i < marked.length && marked[i];
            if (on && from < 0) {
                from = i;
            } else if (!on && from >= 0) {
                runs.add(new Run(from, i));
                from = -1;
            }
        }
        return runs;
    }

    Events plus(Events other) {
        return new Events(hits + other.hits, falseAlarms + other.falseAlarms, misses + other.misses);
    }

    double f1() {
        return hits == 0 ? 0 : 2.0 * hits / (2.0 * hits + falseAlarms + misses);
    }
}

package dev.pipit.apps.train;

import java.util.List;

/**
 * Recordings of a word that a model was asked about.
 *
 * @param speakers of each
 * @param heard    whether it heard the word in each
 */
record Asked(List<String> speakers, List<Boolean> heard) {
    Asked {
        speakers = List.copyOf(speakers);
        heard = List.copyOf(heard);
    }

    MissRate missed() {
        return MissRate.of(speakers, heard);
    }
}

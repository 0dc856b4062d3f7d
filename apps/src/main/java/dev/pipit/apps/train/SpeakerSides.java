package dev.pipit.apps.train;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pipit.framework.training.sound.CacheKey;
import dev.pipit.framework.training.sound.Split;

/**
 * Who is trained on, who is chosen by and who is judged by, where there are few: each side gets somebody. A fifth of them
 * judges and a fifth chooses; who, is by the hash of the name.
 */
final class SpeakerSides {
    static final int LEAST = 3;
    private static final double SHARE = 0.2;

    private final Map<String, Split.Part> parts = new HashMap<>();

    /** @param names at least {@value #LEAST}, or all are trained on */
    SpeakerSides(List<String> names) {
        List<String> mixed = names.stream().distinct()
            .sorted(Comparator.comparing(name -> new CacheKey().add(name).toString())).toList();
        int held = mixed.size() < LEAST ? 0 : (int) Math.max(1, Math.round(SHARE * mixed.size()));
        for (int i = 0; i < mixed.size(); i++) {
            parts.put(mixed.get(i), i < held ? Split.Part.TEST : i < 2 * held ? Split.Part.VALIDATION
                : Split.Part.TRAINING);
        }
    }

    /** The side of one of them; training for everybody else. */
    Split.Part of(String name) {
        return parts.getOrDefault(name, Split.Part.TRAINING);
    }
}

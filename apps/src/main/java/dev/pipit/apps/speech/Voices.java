package dev.pipit.apps.speech;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A mix of voices by a seed. Engines get turns by their shares: espeak-ng 55 %, flite 25 %, festival 12 %, espeak 8 %,
 * of what is there; an engine's speakers get turns like cards of a deck, shuffled again when all were dealt. The first
 * voices of a longer mix are those of a shorter one.
 */
public final class Voices {
    private static final Map<String, Double> SHARES =
        Map.of(Espeak.NG, 0.55, Flite.NAME, 0.25, Festival.NAME, 0.12, Espeak.OLD, 0.08);

    private final List<Deck> decks = new ArrayList<>();
    private final double allShares;
    private int drawn;

    private Voices(Engines engines, long seed) {
        engines.all().forEach(engine -> decks.add(new Deck(engine, seed)));
        allShares = decks.stream().mapToDouble(deck -> deck.share).sum();
    }

    /** The same voices for the same engines, seed and number. */
    public static List<Voice> draw(Engines engines, long seed, int n) {
        if (engines.all().isEmpty()) {
            throw new IllegalArgumentException("voices need an engine: " + Engines.INSTALL);
        }
        var voices = new Voices(engines, seed);
        List<Voice> mix = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            mix.add(voices.next());
        }
        return mix;
    }

    private Voice next() {
        drawn++;
        Deck furthestBehind = Collections.max(decks, (a, b) -> Double.compare(behind(a), behind(b)));
        return furthestBehind.deal();
    }

    private double behind(Deck deck) {
        return deck.share / allShares * drawn - deck.dealt;
    }

    private static final class Deck {
        private final Engine engine;
        private final double share;
        private final Random random;
        private final Map<String, List<String>> basesBySpeaker;
        private final List<String> left = new ArrayList<>();
        private int dealt;

        Deck(Engine engine, long seed) {
            this.engine = engine;
            share = SHARES.get(engine.name());
            random = new Random(31 * seed + engine.name().hashCode());
            basesBySpeaker = engine.bases().stream()
                .collect(Collectors.groupingBy(engine::speaker, TreeMap::new, Collectors.toList()));
        }

        Voice deal() {
            if (left.isEmpty()) {
                left.addAll(basesBySpeaker.keySet());
                Collections.shuffle(left, random);
            }
            dealt++;
            List<String> bases = basesBySpeaker.get(left.remove(left.size() - 1));
            return engine.draw(bases.get(random.nextInt(bases.size())), random);
        }
    }
}

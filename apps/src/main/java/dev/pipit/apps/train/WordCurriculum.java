package dev.pipit.apps.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.pipit.framework.training.sound.Split;

/** Which examples are made of which clips, how often, and how large a share of a batch each kind has. */
final class WordCurriculum {
    private static final double WORDS = 0.36;
    /** The share of the words that the user's recordings have, if there are so many of them. */
    private static final double MOST_OWN = 0.7;
    private static final int ENOUGH_OWN = 50;
    private static final int OWN_EXAMPLES = 1500;

    private final WordMaterial material;
    private final String phrase;
    private final WordPlan plan;
    private final List<ExampleMaker.Task> tasks = new ArrayList<>();

    WordCurriculum(WordMaterial material, String phrase, WordPlan plan) {
        this.material = material;
        this.phrase = phrase;
        this.plan = plan;
    }

    /** Shares of a batch. */
    Map<String, Double> shares() {
        List<Clip> words = material.words(Split.Part.TRAINING, phrase);
        long own = words.stream().filter(clip -> !clip.synthesised()).count();
        double ownShare = own > 0 && own == words.size() ? 1 : MOST_OWN * Math.min(1, (double) own / ENOUGH_OWN);
        Map<String, Double> shares = new TreeMap<>(Map.of("confusable", 0.14, "sentences", 0.22, "recorded", 0.12,
            "own others", 0.12, "disorder", 0.10, "noise", 0.03));
        shares.put("own", WORDS * ownShare);
        shares.put("spoken", WORDS * (1 - ownShare));
        return shares;
    }

    /** All that is to be made. */
    List<ExampleMaker.Task> tasks() {
        List<Clip> words = material.words(Split.Part.TRAINING, phrase);
        List<Clip> own = words.stream().filter(clip -> !clip.synthesised()).toList();
        words(own, "own", 0, Math.max(4, Math.min(40, OWN_EXAMPLES / Math.max(1, own.size()))));
        words(words.stream().filter(Clip::synthesised).toList(), "spoken", 0, 6);
        words(material.confusable(Split.Part.TRAINING), "confusable", -1, 2);
        List<Clip> running = material.running(Split.Part.TRAINING);
        running(running.stream().filter(Clip::synthesised).toList(), "sentences", 2);
        running(running.stream().filter(clip -> clip.collection().equals(OwnRecordings.COLLECTION)).toList(),
            "own others", 12);
        running(running.stream().filter(clip -> !clip.synthesised()
            && !clip.collection().equals(OwnRecordings.COLLECTION)).toList(), "recorded", 2);
        for (int i = 0; i < plan.disorder(); i++) {
            tasks.add(new ExampleMaker.Task(ExampleMaker.Kind.SHUFFLED, "disorder", -1, null, plan.copies()));
        }
        for (int i = 0; i < plan.disorder() / 5; i++) {
            tasks.add(new ExampleMaker.Task(ExampleMaker.Kind.NOISE, "noise", -1, null, 1));
        }
        return tasks;
    }

    private void words(List<Clip> clips, String pool, int word, int times) {
        for (Clip clip : clips) {
            for (int i = 0; i < times && clip.bounds().isPresent(); i++) {
                var kind = i % 2 == 0 ? ExampleMaker.Kind.WORD : ExampleMaker.Kind.SPLICED;
                tasks.add(new ExampleMaker.Task(kind, pool, word, clip, plan.copies()));
            }
        }
    }

    private void running(List<Clip> clips, String pool, int times) {
        for (Clip clip : clips) {
            for (int i = 0; i < times; i++) {
                tasks.add(new ExampleMaker.Task(ExampleMaker.Kind.RUNNING, pool, -1, clip, plan.copies()));
            }
        }
    }
}

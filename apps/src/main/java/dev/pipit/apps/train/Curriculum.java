package dev.pipit.apps.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pipit.framework.training.sound.Split;

/** Which examples are made of which clips, how often, and how large a share of a batch each kind has. */
final class Curriculum {
    private static final int REAL_COPIES = 3;
    /** Of so many examples of a clip one has the word by itself, the others amid speech. */
    private static final int SPLICED_EACH = 3;

    private final Material material;
    private final List<String> words;
    private final List<ExampleMaker.Task> tasks = new ArrayList<>();

    Curriculum(Material material, List<String> words) {
        this.material = material;
        this.words = List.copyOf(words);
    }

    /** Shares of a batch: of each word a part, of what is not the word the most. */
    Map<String, Double> shares() {
        return Map.of("real", 0.28, "spoken", 0.10, "words", 0.11, "speech", 0.24, "confusable", 0.08, "phrases", 0.08,
            "shuffled", 0.08, "noise", 0.03);
    }

    /** All that is to be made. */
    List<ExampleMaker.Task> tasks() {
        for (int w = 0; w < words.size(); w++) {
            String word = words.get(w);
            List<Clip> real = material.of(Split.Part.TRAINING, clip -> clip.word().equals(word) && !clip.synthesised());
            words(real, "real", w, Math.max(2, Math.min(24, 3600 / Math.max(1, real.size()))));
            words(material.of(Split.Part.TRAINING, clip -> clip.word().equals(word) && clip.synthesised()), "spoken", w, 2);
        }
        words(material.of(Split.Part.TRAINING, clip -> !clip.word().isEmpty() && !words.contains(clip.word())
            && !clip.synthesised()), "words", -1, 2);
        words(material.of(Split.Part.TRAINING, clip -> clip.word().startsWith("like ")), "confusable", -1, 2);
        running(material.of(Split.Part.TRAINING, clip -> clip.word().isEmpty() && !clip.synthesised()), "speech", 24);
        running(material.of(Split.Part.TRAINING, clip -> clip.word().isEmpty() && clip.synthesised()), "phrases", 2);
        for (int i = 0; i < 1500; i++) {
            tasks.add(new ExampleMaker.Task(ExampleMaker.Kind.SHUFFLED, "shuffled", -1, null, REAL_COPIES));
        }
        for (int i = 0; i < 300; i++) {
            tasks.add(new ExampleMaker.Task(ExampleMaker.Kind.NOISE, "noise", -1, null, 1));
        }
        return tasks;
    }

    private void words(List<Clip> clips, String pool, int word, int times) {
        for (Clip clip : clips) {
            for (int i = 0; i < times && clip.bounds().isPresent(); i++) {
                var kind = i % Math.min(times, SPLICED_EACH) == 0 ? ExampleMaker.Kind.WORD : ExampleMaker.Kind.SPLICED;
                tasks.add(new ExampleMaker.Task(kind, pool, word, clip, REAL_COPIES));
            }
        }
    }

    private void running(List<Clip> clips, String pool, int times) {
        for (Clip clip : clips) {
            for (int i = 0; i < times; i++) {
                tasks.add(new ExampleMaker.Task(ExampleMaker.Kind.RUNNING, pool, -1, clip, REAL_COPIES));
            }
        }
    }
}

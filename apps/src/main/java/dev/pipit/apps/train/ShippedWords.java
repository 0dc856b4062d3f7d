package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;

import dev.pipit.apps.speech.Engines;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.training.AdamW;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Quantized;
import dev.pipit.framework.training.Schedule;
import dev.pipit.framework.training.Trainer;
import dev.pipit.framework.training.TrainerSettings;
import dev.pipit.framework.training.export.TfliteExport;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.IntegerNode;
import dev.pipit.framework.training.integer.Quantize;
import dev.pipit.framework.training.sound.CacheKey;
import dev.pipit.framework.training.sound.FeatureCache;
import dev.pipit.framework.training.sound.Split;

/**
 * How the words that come with Pipit are trained: from public recordings and synthesised speech, with a teacher. The same
 * seed gives the same bytes.
 *
 * @param data  folder of the public recordings and the teacher's networks
 * @param cache folder for synthesised clips and features
 */
record ShippedWords(Path data, Path cache, long seed, int steps, Progress progress) {
    /** The words, in the order of the heads. */
    static final List<String> WORDS = List.of("computer", "happy");
    /** Shares of the speakers that are kept apart to choose the threshold, and to judge. */
    static final Split SPLIT = new Split(0.08, 0.2);

    static final int STEPS = 12_000;
    /**
     * Recordings in which happy is most likely said: taught as examples without it, they still scored higher than all others.
     */
    private static final Set<String> LEFT_OUT = Set.of("887-123289-0000.wav", "8063-274112-0000.wav",
        "8123-275193-0000.wav");
    static final double FALSE_ACCEPTS_PER_HOUR = 0.5;
    static final List<String> SOURCES = List.of("Speech Commands (happy, cat, bed)", "Picovoice wake words",
        "LibriSpeech test sets", "espeak-ng, flite, festival, espeak");
    static final String ATTRIBUTION = "Warden P., Speech Commands: A public dataset for single-word speech recognition, 2017 "
        + "(CC BY 4.0); Panayotov et al., LibriSpeech, 2015 (CC BY 4.0); recordings of wake words by Picovoice Inc. "
        + "(Apache-2.0)";

    private static final int VOICES = 500;
    private static final int CONFUSABLE = 400;
    private static final int SENTENCES = 240;
    private static final int DICTIONARY = 500;
    private static final float LESSON_WEIGHT = 2;
    private static final int BATCH = 128;
    private static final double RATE = 3e-3;
    private static final double ROUNDING_RATE = 1.5e-4;
    private static final int ROUNDING_SHARE = 8;
    private static final double DECAY = 0.01;
    /** The hardest examples are found after so many steps, or after a fifth of all. */
    private static final int MINED = 1000;

    /** What training gives. */
    record Trained(Network floats, Quantized quantized, List<IntegerNetwork> words) {
        /** The model of a word, as it runs on a device. */
        Model model(int word) {
            return TfliteExport.streaming(words.get(word), Lessons.STRIDE, "Pipit wake word " + WORDS.get(word));
        }
    }

    /** All recordings, and speech that is synthesised. */
    Material material() throws IOException {
        Material material = new Material(SPLIT);
        List<Recording> recordings = PublicSpeech.in(data.resolve("speech"));
        progress.begin("reading recordings", recordings.size());
        for (Recording recording : recordings) {
            if (!LEFT_OUT.contains(String.valueOf(recording.file().getFileName()))) {
                material.add(recording);
            }
            progress.step();
        }
        material.addNoises(data.resolve("noise"));
        progress.end(recordings.size() + " recordings");
        return material;
    }

    /** Adds synthesised speech. */
    void speak(Material material) throws IOException {
        var speech = new Synthesised(Engines.found().orRefuse(), cache.resolve("speech"), seed, progress);
        for (String word : WORDS) {
            boolean first = word.equals(WORDS.get(0));
            material.add(speech.word(word, VOICES));
            material.add(speech.others(word, CONFUSABLE, first ? SENTENCES : 0, first ? DICTIONARY : 0));
        }
    }

    /** Examples of what is on the side of training, with what the teacher says of them. */
    List<WordExample> examples(Material material) throws IOException {
        List<ExampleMaker.Task> tasks = new Curriculum(material, WORDS).tasks();
        CacheKey key = key(tasks);
        var maker = new ExampleMaker(material.speech(Split.Part.TRAINING), material.noises(Split.Part.TRAINING), seed, true,
            progress);
        return WordExample.of(new FeatureCache(cache.resolve("features")).get(key, progress::warn,
            () -> WordExample.items(maker.make("making examples", tasks))));
    }

    private CacheKey key(List<ExampleMaker.Task> tasks) {
        CacheKey key = new CacheKey().add("words " + seed).add(ExampleMaker.settings());
        for (ExampleMaker.Task task : tasks) {
            key.add(task.kind() + task.pool() + task.word() + task.copies());
            if (task.clip() != null) {
                key.add(task.clip().samples());
            }
        }
        return key;
    }

    /** The beginning of the names of the files in which the state of this training, and of no other, is kept. */
    private String states(Curriculum curriculum, int batch) {
        CacheKey key = key(curriculum.tasks()).add(new TreeMap<>(curriculum.shares()) + " " + WordNetwork.standard(WORDS.size())
            + WordLesson.still() + ' ' + LESSON_WEIGHT + ' ' + batch + ' ' + RATE + ' ' + ROUNDING_RATE + ' ' + MINED);
        return String.format(Locale.ROOT, "words-%s-%d-", key.toString().substring(0, 16), steps);
    }

    /** Trains: first with real numbers, then with rounded ones. */
    Trained train(Material material, List<WordExample> examples, Executor threads) throws IOException {
        return train(material, examples, BATCH, threads);
    }

    /** @param batch examples of a step */
    Trained train(Material material, List<WordExample> examples, int batch, Executor threads) throws IOException {
        Curriculum curriculum = new Curriculum(material, WORDS);
        TeacherScale scale = new TeacherScale(examples);
        WordNetwork shape = WordNetwork.standard(WORDS.size());
        Network network = shape.build(Lessons.ROWS, seed);
        String states = states(curriculum, batch);
        List<Integer> logits = shape.logits(network);
        int embedding = network.number("embedding");
        var lesson = new WordLesson(logits, embedding, examples, curriculum.shares(), LESSON_WEIGHT, scale, WordLesson.still());
        var trainer = new Trainer(network, new AdamW(network.parameters(), DECAY),
            Schedule.cosine(RATE, Math.min(100, steps / 4), steps), lesson,
            TrainerSettings.of(seed, batch).clip(5).averaged(0.995));
        run("training", cache.resolve(states + "1.state"), trainer, lesson, network, steps, threads);

        Quantized quantized = Quantized.of(network, Backbone.FEATURES);
        var rounding = new WordLesson(logits.stream().map(quantized::number).toList(), quantized.number(embedding), examples,
            curriculum.shares(), LESSON_WEIGHT, scale, WordLesson.still());
        int last = steps / ROUNDING_SHARE;
        var second = new Trainer(quantized.network(), new AdamW(quantized.network().parameters(), 0),
            Schedule.cosine(ROUNDING_RATE, Math.min(10, last / 4), last), rounding,
            TrainerSettings.of(seed + 1, batch).clip(5).averaged(0.99));
        rounding.findHardest(quantized.network(), threads);
        run("training with rounding", cache.resolve(states + "2.state"), second, rounding, quantized.network(), last,
            threads);
        List<IntegerNetwork> words = new ArrayList<>();
        for (int w = 0; w < WORDS.size(); w++) {
            words.add(unsigned(quantized.integers(List.of(network.number("word" + w)))));
        }
        return new Trained(network, quantized, words);
    }

    /** With scores from 0 to 255, as microWakeWord models give them. */
    private static IntegerNetwork unsigned(IntegerNetwork network) {
        int score = network.outputs().get(0);
        List<IntegerNode> nodes = new ArrayList<>(network.nodes());
        nodes.add(new IntegerNode("probability", new Quantize(), List.of(score), Quantize.unsigned(network.scaleOf(score))));
        return new IntegerNetwork(network.input(), network.scale(), nodes, List.of(nodes.size()));
    }

    /** Goes on where an earlier run with these settings stopped: its state is kept whenever the hardest examples are found. */
    private void run(String what, Path state, Trainer trainer, WordLesson lesson, Network network, int count,
            Executor threads) throws IOException {
        if (Files.exists(state)) {
            trainer.load(state);
        }
        int each = Math.max(1, Math.min(MINED, steps / 5));
        progress.begin(what, count - (int) trainer.steps());
        double loss = 0;
        double unexplained = 0;
        for (int s = (int) trainer.steps(), first = s; s < count; s++) {
            if (s > 0 && s % each == 0) {
                trainer.save(state);
                lesson.findHardest(network, threads);
            }
            double share = Math.max(0.02, 1.0 / (s - first + 1));
            loss += share * (trainer.step(threads) - loss);
            unexplained += share * (lesson.unexplained() - unexplained);
            progress.step(losses(loss, unexplained));
        }
        trainer.save(state);
        trainer.average().swap();
        progress.end(losses(loss, unexplained));
    }

    private static String losses(double loss, double unexplained) {
        return String.format(Locale.ROOT, "loss %.4f, %.3f of the teacher unexplained", loss, unexplained);
    }
}

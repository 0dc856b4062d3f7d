package dev.pipit.apps.train.keyword;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.pipit.apps.train.Progress;
import dev.pipit.apps.train.labelled.DataSet;
import dev.pipit.apps.train.labelled.Example;
import dev.pipit.apps.train.labelled.InputSteps;
import dev.pipit.apps.train.labelled.Sides;
import dev.pipit.framework.dsp.Mfcc;
import dev.pipit.framework.training.sound.CacheKey;
import dev.pipit.framework.training.sound.FeatureCache;
import dev.pipit.framework.training.sound.FeatureItem;
import dev.pipit.framework.training.sound.FeatureRows;
import dev.pipit.framework.training.sound.WaveformSettings;

/** Makes the data set of recordings. Features that were made are kept in a folder. */
final class KeywordData {
    private static final int MEASURED = 400;
    private static final int PER_RUNNING_TEST = 2;
    private static final int PER_NOISE_TEST = 10;
    /** What is not a word is more than a word. */
    private static final int UNKNOWN_TIMES = 3;

    private final List<String> labels;
    private final List<Sound> training;
    private final List<Sound> test;
    private final long seed;
    private final int copies;

    /**
     * Sounds with their sides.
     *
     * @param spoken by synthesisers: only learned from
     * @param copies how many examples of each label are made to learn from, at least about
     */
    KeywordData(List<Sound> sounds, List<Sound> spoken, double testShare, long seed, int copies) {
        Comparator<String> lastOnes = Comparator.comparing(label -> label.equals(Sound.SILENCE) ? 2
            : label.equals(Sound.UNKNOWN) ? 1 : 0);
        labels = sounds.stream().map(Sound::label).distinct().sorted(lastOnes.thenComparing(Comparator.naturalOrder())).toList();
        Set<String> chosen = judged(sounds, testShare);
        training = new ArrayList<>(KeywordExamples.of(sounds, chosen, false));
        training.addAll(spoken);
        test = KeywordExamples.of(sounds, chosen, true);
        this.seed = seed;
        this.copies = copies;
    }

    /** The groups that are judged by: some of each word, and the ends of noises. */
    static Set<String> judged(List<Sound> sounds, double share) {
        Map<String, Set<String>> groups = new TreeMap<>();
        sounds.stream().filter(sound -> !sound.label().equals(Sound.SILENCE))
            .forEach(sound -> groups.computeIfAbsent(sound.label(), name -> new TreeSet<>()).add(sound.group()));
        Set<String> chosen = Sides.test(groups, share);
        sounds.stream().map(Sound::group).filter(group -> group.endsWith(Sounds.END)).forEach(chosen::add);
        return chosen;
    }

    /** A sound to make an example of. */
    private record Task(Sound sound, int times) { }

    DataSet make(Path cache, Progress progress, Consumer<String> warnings) throws IOException {
        var examples = new KeywordExamples(training);
        int apart = Math.max(1, training.size() / MEASURED);
        InputSteps steps = InputSteps.of(IntStream.range(0, training.size()).filter(i -> i % apart == 0)
            .mapToObj(i -> examples.plain(training.get(i), new SplittableRandom(i))).toList(), KeywordFeatures.COEFFICIENTS);
        CacheKey key = new CacheKey().add("4").add(labels.toString()).add(steps.toString())
            .add(Mfcc.Settings.ARM_KEYWORD.toString()).add(WaveformSettings.standard().toString())
            .add(seed + " " + copies);
        training.forEach(sound -> key.add(sound.label()).add(sound.group()).add(sound.samples()));
        List<FeatureItem> items = new FeatureCache(cache).get(key, warnings, () -> features(steps, progress));
        List<Example> learned = items.stream()
            .map(item -> new Example(item.name(), item.mark(), item.rows().values())).toList();
        return new DataSet(labels, KeywordNetwork.INPUT, steps, learned, judged(examples, steps), "seconds",
            remark());
    }

    private String remark() {
        List<Sound> real = training.stream().filter(sound -> !isSpoken(sound)).toList();
        return "No speaker is learned from and judged by: " + groups(real) + " speakers and noises are learned from"
            + (real.size() < training.size() ? ", with " + (training.size() - real.size()) + " synthesised recordings, "
            : ", ") + groups(test) + " judged by. Each recording of a word is judged once, as it was recorded, the word in the middle "
            + "of the second; running speech gives " + PER_RUNNING_TEST + " seconds that are no pause. Of a noise the end is judged by, in "
            + PER_NOISE_TEST + " seconds.";
    }

    private static int groups(List<Sound> sounds) {
        return (int) sounds.stream().map(Sound::group).distinct().count();
    }

    private List<Example> judged(KeywordExamples examples, InputSteps steps) {
        List<Example> judged = new ArrayList<>();
        for (int i = 0; i < test.size(); i++) {
            Sound sound = test.get(i);
            int times = sound.label().equals(Sound.SILENCE) ? PER_NOISE_TEST : sound.running() ? PER_RUNNING_TEST : 1;
            for (int t = 0; t < times; t++) {
                judged.add(example(sound, steps.quantize(examples.plain(sound, new SplittableRandom(1000L * i + t)))));
            }
        }
        return judged;
    }

    private Example example(Sound sound, byte... input) {
        return new Example(sound.group(), labels.indexOf(sound.label()), input);
    }

    /** Each recording some times, so that all labels have about as many: the scarcer, the more often, up to a limit. */
    private List<Task> tasks() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        training.forEach(sound -> counts.merge(kind(sound), 1, Integer::sum));
        List<Task> tasks = new ArrayList<>();
        for (Sound sound : training) {
            int wanted = (sound.label().equals(Sound.UNKNOWN) ? UNKNOWN_TIMES * copies : copies)
                / (isSpoken(sound) ? 2 : 1);
            int times = Math.max(isSpoken(sound) ? 1 : 4, Math.min(40, wanted / counts.get(kind(sound))));
            tasks.add(new Task(sound, sound.label().equals(Sound.SILENCE) ? copies / counts.get(kind(sound)) + 1 : times));
        }
        return tasks;
    }

    private static boolean isSpoken(Sound sound) {
        return sound.group().startsWith(SpokenWords.VOICE);
    }

    private static String kind(Sound sound) {
        return sound.label() + (isSpoken(sound) ? " spoken" : "");
    }

    private List<FeatureItem> features(InputSteps steps, Progress progress) throws IOException {
        List<Task> tasks = tasks();
        progress.begin("features", tasks.size());
        FeatureItem[][] items = new FeatureItem[tasks.size()][];
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int first = t;
                parts.add(pool.submit(() -> {
                    var examples = new KeywordExamples(training);
                    for (int i = first; i < items.length; i += threads) {
                        items[i] = items(tasks.get(i), i, examples, steps);
                        progress.step();
                    }
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
        List<FeatureItem> all = new ArrayList<>();
        for (FeatureItem[] each : items) {
            all.addAll(List.of(each));
        }
        progress.end(all.size() + " examples of " + tasks.size() + " recordings");
        return all;
    }

    private FeatureItem[] items(Task task, int number, KeywordExamples examples, InputSteps steps) {
        FeatureItem[] items = new FeatureItem[task.times()];
        Sound sound = task.sound();
        var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        for (int k = 0; k < items.length; k++) {
            float[] rows = k == 0 ? examples.plain(sound, random) : examples.changed(sound, k % 2 == 0, random);
            items[k] = new FeatureItem(sound.group(), labels.indexOf(sound.label()),
                new FeatureRows(KeywordFeatures.COEFFICIENTS, steps.quantize(rows)));
        }
        return items;
    }
}

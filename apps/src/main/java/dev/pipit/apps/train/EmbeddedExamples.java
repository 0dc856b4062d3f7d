package dev.pipit.apps.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.sound.CacheKey;
import dev.pipit.framework.training.sound.FeatureCache;
import dev.pipit.framework.training.sound.FeatureItem;

/**
 * Makes examples of tasks and brings them through the backbone, some hundred at a time, each kept in a file: what was
 * interrupted goes on where it was.
 */
final class EmbeddedExamples {
    private static final int TOGETHER = 200;
    private static final long SALT = 0x9FB21C651E98DF25L;

    private final IntegerNetwork backbone;
    private final FeatureCache cache;
    private final String key;
    private final long seed;
    private final Progress progress;

    /** @param key of all that examples depend on */
    EmbeddedExamples(IntegerNetwork backbone, Path folder, String key, long seed, Progress progress) {
        this.backbone = backbone;
        this.cache = new FeatureCache(folder);
        this.key = key;
        this.seed = seed;
        this.progress = progress;
    }

    /** An example of each task. */
    List<WordExample> make(List<ExampleMaker.Task> tasks, List<float[]> speech, List<float[]> noises,
            Consumer<String> warnings) throws IOException {
        Embedder embedder = new Embedder(backbone);
        List<WordExample> all = new ArrayList<>();
        progress.begin("examples", (tasks.size() + TOGETHER - 1) / TOGETHER);
        for (int first = 0; first < tasks.size(); first += TOGETHER) {
            List<ExampleMaker.Task> some = tasks.subList(first, Math.min(tasks.size(), first + TOGETHER));
            long mixed = seed + SALT * (first + 1);
            List<FeatureItem> items = cache.get(new CacheKey().add(key).add("examples " + first), warnings, () -> {
                var quiet = new Progress(new PrintWriter(Writer.nullWriter()), false);
                List<WordExample> made = new ExampleMaker(speech, noises, mixed, false, quiet).make("", some);
                SplittableRandom random = new SplittableRandom(mixed + 1);
                List<WordExample> embedded = new ArrayList<>();
                for (WordExample example : made) {
                    embedded.add(embedder.of(example, random.split()));
                }
                return WordExample.items(embedded);
            });
            all.addAll(WordExample.of(items));
            progress.step();
        }
        progress.end(all.size() + " examples");
        return all;
    }
}

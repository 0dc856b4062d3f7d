package dev.pipit.apps.train.keyword;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import dev.pipit.apps.train.Progress;
import dev.pipit.apps.train.labelled.Task;

/** Words to be told apart, as other programs learn them. */
public final class KeywordTask {
    /** Half of them to choose by, half of them to judge by. */
    private static final double TEST_SHARE = 0.4;

    private KeywordTask() {
    }

    /**
     * The public recordings.
     *
     * @param data   the folder of public data
     * @param words  the labels besides unknown and silence; empty for all
     * @param copies how many examples of each label are made, at least about
     * @param cache  where features are kept
     */
    public static Task of(Path data, Set<String> words, int copies, long seed, Path cache, Progress progress,
            Consumer<String> warnings) throws IOException {
        List<Sound> sounds = Sounds.read(PublicWords.in(data, words), progress, warnings);
        var made = new KeywordData(sounds, List.of(), TEST_SHARE, seed, copies).make(cache, progress, warnings);
        return new Task("words: " + String.join(", ", made.labels()), made, new KeywordChange());
    }
}

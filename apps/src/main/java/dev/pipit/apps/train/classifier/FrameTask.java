package dev.pipit.apps.train.classifier;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import dev.pipit.apps.train.labelled.Change;
import dev.pipit.apps.train.labelled.Task;

/** Frames of samples to be told apart, as other programs learn them. */
public final class FrameTask {
    /** Half of them to choose by, half of them to judge by. */
    private static final double TEST_SHARE = 0.4;

    private FrameTask() {
    }

    /**
     * Frames of recordings in CSV files or WAV files, half a frame apart.
     *
     * @param frame samples
     * @param label the column of labels; where there is none the folder's name
     * @param group the column that says who was recorded; empty if each file is a group
     */
    public static Task of(Path data, int frame, String label, String group, Consumer<String> warnings) throws IOException {
        var set = new Frames(frame, Math.max(1, frame / 2)).dataSet(SeriesFolder.read(data,
            new CsvSeries.Columns(label, group, List.of()), warnings), Frames.Split.GROUP, TEST_SHARE);
        return new Task("frames: " + String.join(", ", set.labels()), set, new FrameChange());
    }

    /** A little stronger or weaker, and a little noise. */
    public static Change change() {
        return new FrameChange();
    }
}

package dev.pipit.apps.train.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.pipit.apps.train.labelled.DataSet;
import dev.pipit.apps.train.labelled.Example;
import dev.pipit.apps.train.labelled.InputSteps;
import dev.pipit.apps.train.labelled.Sides;
import dev.pipit.framework.training.Shape;

/**
 * Cuts series into frames, and puts them on sides.
 *
 * @param length samples
 * @param hop    samples from one frame to the next
 */
record Frames(int length, int hop) {
    /** How the sides are chosen. */
    enum Split {
        /** By groups: people, machines, files. */
        GROUP,
        /** The last part of each series is judged by: the same people and machines are on both sides. */
        TIME
    }

    Frames {
        if (length < 4 || hop < 1) {
            throw new IllegalArgumentException("frame must be at least 4 samples, hop at least 1: frame=" + length
                + ", hop=" + hop);
        }
    }

    private record Frame(Series series, int number, float[] values) { }

    /** @throws IllegalArgumentException if there is too little of a label */
    DataSet dataSet(List<Series> series, Split split, double testShare) {
        List<Frame> learned = new ArrayList<>();
        List<Frame> judged = new ArrayList<>();
        if (split == Split.TIME) {
            series.forEach(each -> byTime(each, testShare, learned, judged));
        } else {
            Map<String, Set<String>> groups = new TreeMap<>();
            series.forEach(each -> groups.computeIfAbsent(each.label(), name -> new TreeSet<>()).add(each.group()));
            Set<String> test;
            try {
                test = Sides.test(groups, testShare);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + "; or use --split time to judge by the end of each file",
                    e);
            }
            series.forEach(each -> (test.contains(each.group()) ? judged : learned).addAll(frames(each)));
        }
        List<String> labels = new ArrayList<>(new TreeSet<>(series.stream().map(Series::label).toList()));
        int channels = series.get(0).channels();
        if (learned.isEmpty() || judged.isEmpty()) {
            throw new IllegalArgumentException("too little data: frames to learn from=" + learned.size() + ", to judge by="
                + judged.size() + ", frame=" + length + " samples, longest series="
                + series.stream().mapToInt(Series::samples).max().orElse(0));
        }
        InputSteps steps = InputSteps.of(learned.stream().map(Frame::values).toList(), channels);
        return new DataSet(labels, Shape.rows(length, channels), steps, examples(learned, labels, steps, split),
            examples(judged, labels, steps, split), "frames", remark(split, learned, judged));
    }

    private List<Frame> frames(Series series) {
        List<Frame> frames = new ArrayList<>();
        int channels = series.channels();
        for (int from = 0; from + length <= series.samples(); from += hop) {
            frames.add(new Frame(series, frames.size(), Arrays.copyOfRange(series.values(), from * channels,
                (from + length) * channels)));
        }
        return frames;
    }

    /** No frame that is learned from shares a sample with one that is judged by. */
    private void byTime(Series series, double testShare, List<Frame> learned, List<Frame> judged) {
        List<Frame> frames = frames(series);
        int end = (int) Math.round(frames.size() * (1 - testShare));
        int gap = (length + hop - 1) / hop - 1;
        learned.addAll(frames.subList(0, end));
        judged.addAll(frames.subList(Math.min(frames.size(), end + gap), frames.size()));
    }

    /** Frames of one series that share samples are one group. */
    private List<Example> examples(List<Frame> frames, List<String> labels, InputSteps steps, Split split) {
        int overlapping = (length + hop - 1) / hop;
        return frames.stream().map(frame -> new Example(split == Split.GROUP ? frame.series().group()
            : frame.series().file() + '#' + frame.series().label() + frame.number() / overlapping,
            labels.indexOf(frame.series().label()), steps.quantize(frame.values()))).toList();
    }

    private static String remark(Split split, List<Frame> learned, List<Frame> judged) {
        if (split == Split.TIME) {
            return "The end of each series is judged by: the same people and machines are learned from and judged by, and "
                + "the accuracy says nothing about others. Groups are frames that share no sample.";
        }
        return "No group (person, machine, file) is learned from and judged by: " + groups(learned)
            + " are learned from, " + groups(judged) + " judged by.";
    }

    private static long groups(List<Frame> frames) {
        return frames.stream().map(frame -> frame.series().group()).distinct().count();
    }
}

package dev.pipit.framework.compression.distil;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.pipit.framework.training.CrossEntropy;
import dev.pipit.framework.training.Lesson;
import dev.pipit.framework.training.MeanSquare;
import dev.pipit.framework.training.Pass;
import dev.pipit.framework.training.SoftenedCrossEntropy;

/**
 * Teaches a network what a teacher says: soft targets (Hinton et al. 2015), labels, and features (Romero et al. 2015,
 * FitNets), each with its weight. Any example is drawn as often as another.
 */
public final class Distillation implements Lesson {
    private static final CrossEntropy LABELS = CrossEntropy.plain();
    private static final MeanSquare FEATURES = new MeanSquare();

    private final List<float[]> examples;
    private final Optional<int[]> labels;
    private final Optional<Teacher> teacher;
    private final Settings settings;
    private final int logits;
    private final int hint;
    private final Map<Pass, Room> rooms = new ConcurrentHashMap<>();

    /**
     * How much of what is learned. Where a part is missing its weight does not count.
     *
     * @param temperature of the soft targets, above 0
     * @param soft        weight of the teacher's logits, 0 to 1; the labels have the rest
     * @param features    weight of matching features, at least 0
     */
    public record Settings(double temperature, double soft, double features) {
        public Settings {
            if (!(temperature > 0 && soft >= 0 && soft <= 1 && features >= 0)) {
                throw new IllegalArgumentException("temperature must be above 0, soft 0 to 1, features at least 0: temperature="
                    + temperature + ", soft=" + soft + ", features=" + features);
            }
        }

        /** Temperature 2, and nine tenths of what is learned from the teacher. */
        public static Settings standard() {
            return new Settings(2, 0.9, 0);
        }
    }

    /** Memory of one pass. */
    private static final class Room {
        private final int[] drawn;

        Room(int batch) {
            drawn = new int[batch];
        }
    }

    /**
     * Of examples.
     *
     * @param labels  absent if they are unknown; then there must be a teacher
     * @param teacher absent to learn from labels only
     * @param logits  node of the network
     * @param hint    node whose numbers are to be the teacher's features; 0 for none
     */
    public Distillation(List<float[]> examples, Optional<int[]> labels, Optional<Teacher> teacher, Settings settings, int logits,
            int hint) {
        if (examples.isEmpty() || labels.isEmpty() && teacher.isEmpty()) {
            throw new IllegalArgumentException("there must be examples, and labels or a teacher: examples=" + examples.size());
        }
        if (hint != 0 && teacher.flatMap(Teacher::features).isEmpty()) {
            throw new IllegalArgumentException("a hint must have a teacher with features: hint=" + hint);
        }
        this.examples = List.copyOf(examples);
        this.labels = labels.map(int[]::clone);
        this.teacher = teacher;
        this.settings = settings;
        this.logits = logits;
        this.hint = hint;
    }

    @Override
    public void fill(Part part) {
        Room room = rooms.computeIfAbsent(part.pass(), pass -> new Room(pass.batch()));
        for (int i = 0; i < room.drawn.length; i++) {
            room.drawn[i] = part.random(i).nextInt(examples.size());
            float[] example = examples.get(room.drawn[i]);
            System.arraycopy(example, 0, part.pass().input(), i * example.length, example.length);
        }
    }

    @Override
    public double loss(Part part) {
        int[] drawn = rooms.get(part.pass()).drawn;
        double soft = labels.isEmpty() ? 1 : teacher.isEmpty() ? 0 : settings.soft;
        double loss = 0;
        if (soft < 1) {
            int channels = part.pass().shape(logits).channels();
            int[] classes = new int[drawn.length];
            for (int i = 0; i < drawn.length; i++) {
                classes[i] = labels.orElseThrow()[drawn[i]];
            }
            loss += LABELS.add(part.pass(), logits, CrossEntropy.targets(classes, channels), part.share() * (1 - soft));
        }
        if (soft > 0) {
            loss += new SoftenedCrossEntropy(settings.temperature).add(part.pass(), logits,
                rows(teacher.orElseThrow().logits(), drawn), part.share() * soft);
        }
        if (hint != 0 && settings.features > 0) {
            loss += FEATURES.add(part.pass(), hint, rows(teacher.orElseThrow().features().orElseThrow(), drawn),
                part.share() * settings.features);
        }
        return loss;
    }

    private static float[] rows(List<float[]> all, int... drawn) {
        int size = all.get(0).length;
        float[] rows = new float[drawn.length * size];
        for (int i = 0; i < drawn.length; i++) {
            System.arraycopy(all.get(drawn[i]), 0, rows, i * size, size);
        }
        return rows;
    }
}

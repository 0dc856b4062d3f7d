package dev.pipit.framework.compression.harden;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

import dev.pipit.framework.compression.retrain.Trainable;
import dev.pipit.framework.training.BinaryCrossEntropy;
import dev.pipit.framework.training.CrossEntropy;
import dev.pipit.framework.training.Lesson;
import dev.pipit.framework.training.Pass;

/**
 * Teaches a network right labels of inputs of which half are attacked, anew at each step: one step of the gradient's sign
 * from a random place (Wong et al. 2020).
 */
public final class AdversarialTraining implements Lesson {
    private static final double STEP = 1.25;             // of epsilon, as there

    private final Trainable trainable;
    private final Layout layout;
    private final List<float[]> inputs;
    private final int[] right;
    private final double epsilon;
    private final Map<Pass, Room> rooms = new ConcurrentHashMap<>();

    /** Memory of a pass. */
    private final class Room {
        private final Direction direction;
        private final int[] labels;
        private final float[] clean;

        Room(int batch) {
            direction = new Direction(trainable, batch);
            labels = new int[batch];
            clean = new float[batch * layout.size()];
        }
    }

    /** @param epsilon of the attack, as a part of the columns' spreads */
    public AdversarialTraining(Trainable trainable, Layout layout, List<float[]> inputs, int[] right, double epsilon) {
        this.trainable = trainable;
        this.layout = layout;
        this.inputs = List.copyOf(inputs);
        this.right = right.clone();
        this.epsilon = epsilon;
    }

    @Override
    public void fill(Part part) {
        Room room = rooms.computeIfAbsent(part.pass(), pass -> new Room(pass.batch()));
        int size = layout.size();
        for (int i = 0; i < room.labels.length; i++) {
            int drawn = part.random(i).nextInt(inputs.size());
            room.labels[i] = right[drawn];
            System.arraycopy(inputs.get(drawn), 0, room.clean, i * size, size);
        }
        SplittableRandom random = part.random(room.labels.length);
        float[] attacked = Attack.climbed(room.direction, layout, room.clean, room.labels, epsilon, STEP * epsilon, 1, random);
        System.arraycopy(room.clean, 0, part.pass().input(), 0, room.clean.length);
        for (int i = 1; i < room.labels.length; i += 2) {
            System.arraycopy(attacked, i * size, part.pass().input(), i * size, size);
        }
    }

    @Override
    public double loss(Part part) {
        int[] labels = rooms.get(part.pass()).labels;
        int outputs = part.pass().shape(trainable.output()).size();
        if (outputs > 1) {
            return CrossEntropy.plain().add(part.pass(), trainable.output(), CrossEntropy.targets(labels, outputs), part.share());
        }
        float[] targets = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            targets[i] = labels[i];
        }
        return new BinaryCrossEntropy().add(part.pass(), trainable.output(), targets, part.share());
    }
}

package dev.pipit.apps.train.labelled;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

import dev.pipit.framework.training.CrossEntropy;
import dev.pipit.framework.training.Lesson;
import dev.pipit.framework.training.Pass;

/**
 * Teaches labels: one with 16 times as many groups as another is shown twice as often, so that it keeps more of what it
 * has and the scarce one is not forgotten; of each any example is shown as often as another.
 */
final class LabelLesson implements Lesson {
    private static final CrossEntropy LOSS = new CrossEntropy(0.05);

    private final List<List<Example>> pools = new ArrayList<>();
    /** Up to which of 1 each label is drawn. */
    private final double[] until;
    private final Change change;
    private final int size;
    private final int output;
    private final Map<Pass, Room> rooms = new ConcurrentHashMap<>();

    /** @param output node of the logits */
    LabelLesson(DataSet data, Change change, int output) {
        for (int label = 0; label < data.labels().size(); label++) {
            int wanted = label;
            pools.add(data.training().stream().filter(example -> example.label() == wanted).toList());
        }
        this.until = shares();
        this.change = change;
        this.size = data.input().size();
        this.output = output;
    }

    private double[] shares() {
        double[] sums = new double[pools.size()];
        double sum = 0;
        for (int label = 0; label < sums.length; label++) {
            sum += Math.sqrt(Math.sqrt(pools.get(label).stream().map(Example::group).distinct().count()));
            sums[label] = sum;
        }
        for (int label = 0; label < sums.length; label++) {
            sums[label] /= sum;
        }
        return sums;
    }

    private int label(double at) {
        int label = 0;
        while (label < until.length - 1 && at >= until[label]) {
            label++;
        }
        return label;
    }

    /** Memory of one pass. */
    private final class Room {
        private final float[] rows = new float[size];
        private final float[] changed = new float[size];
        private final int[] classes;

        Room(int batch) {
            classes = new int[batch];
        }
    }

    @Override
    public void fill(Part part) {
        Room room = rooms.computeIfAbsent(part.pass(), pass -> new Room(pass.batch()));
        int count = room.classes.length;
        for (int i = 0; i < count; i++) {
            SplittableRandom random = part.random(i);
            int label = label((i + random.nextDouble()) / count);
            List<Example> pool = pools.get(label);
            floats(pool.get((int) (random.nextDouble() * pool.size())).input(), 0, room.rows);
            change.apply(room.rows, random, room.changed);
            System.arraycopy(room.changed, 0, part.pass().input(), i * size, size);
            room.classes[i] = label;
        }
    }

    @Override
    public double loss(Part part) {
        float[] targets = CrossEntropy.targets(rooms.get(part.pass()).classes, pools.size());
        return LOSS.add(part.pass(), output, targets, part.share());
    }

    /** In deviations, from {@code at} on. */
    static void floats(byte[] input, int at, float[] into) {
        for (int i = 0; i < input.length; i++) {
            into[at + i] = input[i] * InputSteps.SCALE.scale();
        }
    }
}

package dev.pipit.apps.workshop.distil;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.pipit.apps.explore.Family;
import dev.pipit.apps.workshop.ExampleSet;
import dev.pipit.apps.workshop.Learning;
import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.distil.Distillation;
import dev.pipit.framework.compression.distil.Teacher;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.training.AdamW;
import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Schedule;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.Trainer;
import dev.pipit.framework.training.TrainerSettings;
import dev.pipit.framework.training.export.FloatExport;

/**
 * A network that is to be taught.
 *
 * @param shape of an example, with a batch of 1 before it
 */
record Student(Family family, int width, List<Integer> shape, long seed, int steps) {
    private static final Pattern NAME = Pattern.compile("([a-z]+)-(\\d{1,4})");
    private static final int BATCH = 64;
    private static final double RATE = 4e-3;
    private static final double DECAY = 1e-2;

    /** @throws IllegalArgumentException if no family has this name, or examples have a shape that no network takes */
    static Student of(String name, List<Integer> shape, long seed, int steps) {
        Matcher matcher = NAME.matcher(name);
        Optional<Family> family = !matcher.matches() ? Optional.empty() : Arrays.stream(Family.values())
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(matcher.group(1))).findFirst();
        if (family.isEmpty() || Integer.parseInt(matcher.group(2)) < 2) {
            throw new IllegalArgumentException("--student must be a family and a width of at least 2, as separable-16; families "
                + "are " + Arrays.stream(Family.values()).map(each -> each.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ")) + ": " + name);
        }
        if (shape.size() < 2 || shape.size() > 4 || shape.get(0) != 1) {
            throw new IllegalArgumentException("examples must be [n, 1, numbers], [n, 1, rows, numbers] or [n, 1, rows, columns, "
                + "channels]: shape=" + shape);
        }
        return new Student(family.get(), Integer.parseInt(matcher.group(2)), shape, seed, steps);
    }

    private Shape input() {
        return switch (shape.size()) {
            case 2 -> Shape.list(shape.get(1));
            case 3 -> Shape.rows(shape.get(1), shape.get(2));
            default -> new Shape(shape.get(1), shape.get(2), shape.get(3));
        };
    }

    /** Trains it, and gives it as a model of real numbers that takes what the examples are. */
    Model taught(ExampleSet set, Optional<Teacher> teacher, Distillation.Settings settings, PrintWriter screen)
            throws IOException {
        int labels = teacher.map(Teacher::labels).orElseGet(() -> Arrays.stream(set.labels().orElseThrow()).max().getAsInt() + 1);
        Network network = family.build(input(), labels, width, seed);
        int logits = network.last();
        Optional<List<float[]>> features = teacher.flatMap(Teacher::features);
        Network learning = features.map(rows -> hinted(network, rows.get(0).length)).orElse(network);
        var lesson = new Distillation(set.examples(), set.labels(), teacher, settings, logits,
            features.isPresent() ? learning.last() : 0);
        var trainer = new Trainer(learning, new AdamW(learning.parameters(), DECAY), Schedule.cosine(RATE, steps / 10, steps),
            lesson, TrainerSettings.of(seed, BATCH));
        Learning.train(screen, teacher.isPresent() ? "distilling" : "by labels alone", trainer, steps);
        trainer.average().swap();
        return shaped(FloatExport.classifier(learning.upTo(logits), "distilled " + family.name().toLowerCase(Locale.ROOT) + "-"
            + width));
    }

    /** With a dense layer behind the last features, which goes when it is exported. */
    private Network hinted(Network network, int numbers) {
        int features = network.nodes().get(network.last() - 1).inputs().get(0);
        Network.Builder builder = Network.of(network.input());
        network.nodes().forEach(node -> builder.add(node.name(), node.layer(), node.inputs().stream().mapToInt(i -> i).toArray()));
        builder.add("hint", Convolution.dense(network.shape(features), numbers, new SplittableRandom(seed)), features);
        return builder.build();
    }

    /** Takes the very shape of the examples. */
    private Model shaped(Model model) {
        Draft draft = Draft.of(model);
        int old = draft.inputs().get(0);
        TensorInfo info = draft.tensor(old);
        int[] wanted = shape.stream().mapToInt(i -> i).toArray();
        if (Arrays.equals(info.shape(), wanted)) {
            return model;
        }
        int input = draft.add("examples", info.type(), info.quantization(), wanted);
        int extents = draft.constant("extents", info.shape(), info.shape().length);
        draft.add(OperatorCode.RESHAPE, 1, new Options.Reshape(Arrays.stream(info.shape()).boxed().toList()),
            List.of(input, extents), List.of(old));
        draft.operators().add(0, draft.operators().remove(draft.operators().size() - 1));
        draft.inputs().set(0, input);
        return draft.model();
    }
}

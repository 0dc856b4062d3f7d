package dev.pipit.apps.workshop.distil;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.workshop.Comparison;
import dev.pipit.apps.workshop.ExampleSet;
import dev.pipit.apps.workshop.ReportOptions;
import dev.pipit.framework.compression.distil.Distillation;
import dev.pipit.framework.compression.distil.Teacher;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;

/** {@code pipit distil}. */
@Command(
    name = "distil",
    description = "Teaches a small network what a large one says: soft targets, labels, and features on the way.%n",
    footer = {
        "",
        "Examples:",
        "  pipit distil big.tflite small.tflite --student separable-16 --examples learn --judge judge",
        "  pipit distil big.tflite small.tflite --student svdf-32 --feature mean --features 0.5 --examples learn --judge judge",
        "",
        "The teacher may be any model with one input that runs here. The student is a family of pipit explore and a width; it is "
            + "written as FLOAT32: pipit convert makes it 8 bits. The same student is also taught by labels alone, to see what "
            + "the teacher is worth.",
        "",
        "Exit code: 0, 1 if an input cannot be used, 2 for wrong usage."})
public final class DistilCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TEACHER", description = "A model (.tflite).")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The student (.tflite).")
    private Path out;

    @Option(names = "--student", paramLabel = "FAMILY-WIDTH", defaultValue = "separable-16",
        description = "dense, cnn, separable or svdf, and how wide (default: ${DEFAULT-VALUE}).")
    private String student;

    @Option(names = "--examples", required = true, paramLabel = "DIR",
        description = "What is learned from: inputs.npy and, where they are known, labels.npy.")
    private Path examples;

    @Option(names = "--temperature", paramLabel = "T", defaultValue = "2",
        description = "What logits are divided by, so that small ones count (default: ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(names = "--soft", paramLabel = "PART", defaultValue = "0.9",
        description = "How much comes from the teacher; the labels have the rest (default: ${DEFAULT-VALUE}).")
    private double soft;

    @Option(names = "--feature", paramLabel = "TENSOR", defaultValue = "",
        description = "A tensor of the teacher that the student's last features are to be like, through a layer of their own.")
    private String feature;

    @Option(names = "--features", paramLabel = "WEIGHT", defaultValue = "0.1",
        description = "Of matching that tensor (default: ${DEFAULT-VALUE}).")
    private double features;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "1000", description = "Of training (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same bytes.")
    private long seed;

    @Option(names = "--no-alone", description = "Do not train the student a second time, by labels alone.")
    private boolean notAlone;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    /** Filled in by the command line. */
    public DistilCommand() {
    }

    @Override
    public Integer call() throws IOException {
        Model model = Model.load(in);
        ExampleSet set = ExampleSet.load(examples);
        set.checkFits(model);
        Student wanted = Student.of(student, set.shape(), seed, steps);
        var settings = new Distillation.Settings(temperature, soft, feature.isEmpty() ? 0 : features);
        Teacher teacher = Teacher.of(model, set.examples(), feature);
        if (model.main().tensors().get(model.main().outputs().get(0)).elements() < 2) {
            throw new IllegalArgumentException("a teacher must have an output for each label, at least two: " + in.getFileName());
        }
        PrintWriter screen = spec.commandLine().getErr();
        Model taught = wanted.taught(set, Optional.of(teacher), settings, screen);
        ModelWriter.write(taught, out);
        Map<String, Model> stages = new LinkedHashMap<>();
        stages.put("teacher", model);
        if (!notAlone && set.labels().isPresent()) {
            stages.put("labels alone", wanted.taught(set, Optional.empty(), settings, screen));
        }
        stages.put("distilled", Model.load(out));
        set.labels().ifPresent(labels -> screen.println(String.format(Locale.ROOT,
            "the teacher is right in %.1f %% of what is learned from", 100 * teacher.right(labels))));
        report.end(spec, Comparison.of(stages, report.judge()), out, OptionalLong.of(seed), List.of(in, examples));
        return 0;
    }
}

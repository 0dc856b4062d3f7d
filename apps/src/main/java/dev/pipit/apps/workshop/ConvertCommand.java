package dev.pipit.apps.workshop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;
import dev.pipit.apps.onnx.OnnxConversion;
import dev.pipit.apps.onnx.OnnxModel;
import dev.pipit.framework.compression.quantize.FloatTwin;
import dev.pipit.framework.compression.quantize.HalfStorage;
import dev.pipit.framework.compression.quantize.QuantizeSettings;
import dev.pipit.framework.compression.quantize.QuantizeSettings.Numbers;
import dev.pipit.framework.compression.quantize.Quantizer;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;

/** {@code pipit convert}. */
@Command(
    name = "convert",
    description = {
        "Makes a model with numbers of another type: of a float network an int8 one, and other ways.",
        "",
        "Whole numbers need examples of what the network will meet: --examples names a folder with inputs.npy.%n"},
    footer = {
        "",
        "Examples:",
        "  pipit convert float.tflite int8.tflite --examples learn --judge judge",
        "  pipit convert float.tflite small.tflite --to int4 --examples learn --calibration mse --bias-correction",
        "  pipit convert int8.tflite real.tflite --to float32",
        "  pipit convert network.onnx network.tflite",
        "",
        "Exit code: 0, 1 for a file that cannot be used, 2 for wrong usage."},
    subcommands = PublishedCommand.class)
public final class ConvertCommand implements Callable<Integer> {
    /** What the numbers become. */
    enum To {
        INT8, INT16X8, INT4, FLOAT16, FLOAT32;

        boolean whole() {
            return this != FLOAT16 && this != FLOAT32;
        }
    }

    @Parameters(index = "0", paramLabel = "IN", arity = "0..1", description = "A model: .tflite, or .onnx of opset 13 and later.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", arity = "0..1", description = "The model that is made.")
    private Path out;

    @Option(names = "--to", paramLabel = "TYPE",
        description = "int8, int16x8 (activations of 16 bits), int4 (weights of 4 bits), float16 (stored so, computed as "
            + "float32), float32 (default: int8; of an .onnx file, what it has).")
    private To to;

    @Option(names = "--shape", paramLabel = "NAME=N,N…", description = "Of an .onnx file: the shape of an input whose extents "
        + "it leaves open.")
    private Map<String, String> shapes = Map.of();

    @Option(names = "--channels-last", description = "Of an .onnx file: images go in and come out with channels last.")
    private boolean channelsLast;

    @Option(names = "--examples", paramLabel = "DIR", description = "What to calibrate on: inputs.npy, FLOAT32.")
    private Path examples;

    @Option(names = "--at-most", paramLabel = "N", defaultValue = "300",
        description = "How many of the examples are looked at, evenly spread (default: ${DEFAULT-VALUE}).")
    private int most;

    @Option(names = "--random", paramLabel = "N", description = "Without examples: calibrate on N random inputs, which "
        + "are no more than a guess.")
    private int random;

    @Option(names = "--range", paramLabel = "X", arity = "2", description = "Least and greatest of random inputs "
        + "(default: -1 1).")
    private float[] range = {-1, 1};

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of random inputs (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private QuantizeOptions quantize;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (in == null || out == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameters: IN and OUT");
        }
        boolean onnx = in.toString().endsWith(OnnxModel.ENDING);
        Optional<To> type = Optional.ofNullable(to).or(() -> onnx ? Optional.empty() : Optional.of(To.INT8));
        boolean whole = type.map(To::whole).orElse(false);
        if (whole && examples == null && random < 1) {
            throw new ParameterException(spec.commandLine(), "--to " + type.get().name().toLowerCase(Locale.ROOT)
                + " needs --examples DIR (inputs.npy: what the network will meet), or --random N to guess");
        }
        Model model = onnx ? new OnnxConversion(onnxShapes(), channelsLast).convert(OnnxModel.load(in)) : Model.load(in);
        try (Screen screen = new Screen(spec.commandLine().getErr(), () -> "converting " + in.getFileName() + " …")) {
            ModelWriter.write(type.isPresent() ? converted(model, type.get(), screen) : model, out);
        }
        List<Path> read = new ArrayList<>(List.of(in));
        if (whole && examples != null) {
            read.add(examples);
        }
        report.end(spec, Comparison.of(model, Model.load(out), report.judge()), out,
            whole && examples == null ? OptionalLong.of(seed) : OptionalLong.empty(), read);
        return 0;
    }

    private Map<String, List<Integer>> onnxShapes() {
        Map<String, List<Integer>> extents = new TreeMap<>();
        shapes.forEach((name, text) -> {
            try {
                extents.put(name, Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList());
            } catch (NumberFormatException e) {
                throw new ParameterException(spec.commandLine(), "--shape must be NAME=N,N…: " + name + "=" + text, e);
            }
        });
        return extents;
    }

    private Model converted(Model model, To type, Screen screen) throws IOException {
        return switch (type) {
            case FLOAT16 -> HalfStorage.of(model);
            case FLOAT32 -> FloatTwin.of(model);
            case INT8, INT16X8, INT4 -> quantized(model, type, screen);
        };
    }

    private Model quantized(Model model, To type, Screen screen) throws IOException {
        QuantizeSettings settings = quantize.settings(Numbers.valueOf(type.name()));
        if (examples != null) {
            ExampleSet set = ExampleSet.load(examples);
            set.checkFits(model);
            return Quantizer.quantize(model, spread(set.examples()), settings);
        }
        screen.print("pipit: calibrated on " + random + " random inputs from " + range[0] + " to " + range[1]
            + ": a guess; what the network meets may have other ranges. --examples is right");
        return Quantizer.quantize(model, guesses(model), settings);
    }

    private List<float[]> spread(List<float[]> all) {
        int count = Math.min(Math.max(1, most), all.size());
        List<float[]> some = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            some.add(all.get((int) ((long) k * all.size() / count)));
        }
        return some;
    }

    private List<float[]> guesses(Model model) {
        var chance = new SplittableRandom(seed);
        int size = model.main().tensors().get(model.main().inputs().get(0)).elements();
        List<float[]> guesses = new ArrayList<>();
        for (int k = 0; k < random; k++) {
            float[] guess = new float[size];
            for (int i = 0; i < size; i++) {
                guess[i] = (float) chance.nextDouble(range[0], range[1]);
            }
            guesses.add(guess);
        }
        return guesses;
    }
}

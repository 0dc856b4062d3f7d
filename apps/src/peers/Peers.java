import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Measures Pipit and TensorFlow Lite in turns, one model after the other, each in a process and on a thread of its own.
 * Started by the script beside it. Calls TensorFlow Lite's C functions in the library that JavaCPP publishes.
 */
final class Peers {
    private static final List<String> PUBLIC = List.of("kws_ref_model", "ad01_int8", "pretrainedResnet_quant",
        "vww_96_int8", "str_ww_ref_model", "mww_v2_okay_nabu");
    private static final int WINDOWS = 5;
    private static final Linker LINKER = Linker.nativeLinker();
    private static SymbolLookup library;

    private Peers() {
    }

    public static void main(String... args) throws Throwable {
        if (args[0].equals("measure")) {
            library = SymbolLookup.libraryLookup(Path.of(args[1]), Arena.global());
            System.out.println(tensorFlowLite(args[2], Boolean.parseBoolean(args[3]), Double.parseDouble(args[4])));
            return;
        }
        Path root = Path.of(args[0]);
        boolean quick = Arrays.asList(args).contains("--quick");
        List<Path> models = new ArrayList<>();
        for (String arg : Arrays.asList(args).subList(2, args.length)) {
            if (!arg.equals("--quick")) {
                models.add(Path.of(arg));
            }
        }
        List<JsonObject> lines = new ArrayList<>();
        for (Path model : models.isEmpty() ? publicModels() : models) {
            System.err.println("measuring " + model.getFileName());
            lines.add(compare(root, args[1], model, quick));
            System.out.println(lines.get(lines.size() - 1));
        }
        Path results = root.resolve("apps/bench/results/peers.jsonl");
        Files.createDirectories(results.getParent());
        Files.write(results, lines.stream().map(JsonObject::toString).toList(), StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
        writeTable(root.resolve("docs/performance.md"), lines);
    }

    private static List<Path> publicModels() throws IOException {
        String data = System.getenv("PIPIT_DATA");
        if (data == null) {
            throw new IOException("give .tflite files, or set PIPIT_DATA to the folder with the public models");
        }
        List<Path> found = new ArrayList<>();
        for (String name : PUBLIC) {
            try (Stream<Path> files = Files.walk(Path.of(data))) {
                files.filter(file -> file.endsWith(name + ".tflite")).sorted().findFirst().ifPresent(found::add);
            }
        }
        return found;
    }

    private static JsonObject compare(Path root, String lib, Path model, boolean quick) throws Exception {
        var line = new JsonObject();
        line.addProperty("date", LocalDate.now().toString());
        line.addProperty("commit", output(root, "git", "rev-parse", "--short", "HEAD").strip());
        line.addProperty("cpu", cpu());
        line.addProperty("model", model.getFileName().toString().replace(".tflite", ""));
        String seconds = quick ? "0.2" : "2";
        for (String xnnpack : List.of("true", "false")) {
            try {
                add(line, xnnpack.equals("true") ? "xnnpack" : "tflite", output(root, java(),
                    "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                    root.resolve("apps/src/peers/Peers.java").toString(), "measure", lib, model.toString(), xnnpack,
                    seconds));
            } catch (IOException failed) {
                System.err.println("TensorFlow Lite, XNNPACK " + xnnpack + ": " + failed.getMessage());
            }
        }
        List<String> pipit = new ArrayList<>(List.of(root.resolve("pipit").toString(), "bench", model.toString(), "--json"));
        if (quick) {
            pipit.add("--quick");
        }
        String json = output(root, pipit.toArray(String[]::new));
        line.addProperty("kernels", JsonParser.parseString(json).getAsJsonObject().get("kernels").getAsString());
        add(line, "pipit", json);
        return line;
    }

    private static void add(JsonObject line, String who, String json) {
        JsonObject measured = JsonParser.parseString(json).getAsJsonObject();
        line.add(who + "_us_min", measured.get("us_min"));
        line.add(who + "_us_median", measured.get("us_median"));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String cpu() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse("unknown");
    }

    private static String output(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + " ended with " + process.exitValue());
        }
        return text;
    }

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(library.find(name).orElseThrow(), result == null
            ? FunctionDescriptor.ofVoid(arguments) : FunctionDescriptor.of(result, arguments));
    }

    /** One thread; TensorFlow Lite's own kernels, or XNNPACK where it takes an operator. */
    private static JsonObject tensorFlowLite(String file, boolean xnnpack, double seconds) throws Throwable {
        Arena arena = Arena.global();
        var model = (MemorySegment) function("TfLiteModelCreateFromFile", ADDRESS, ADDRESS)
            .invokeExact(arena.allocateFrom(file));
        var options = (MemorySegment) function("TfLiteInterpreterOptionsCreate", ADDRESS).invokeExact();
        function("TfLiteInterpreterOptionsSetNumThreads", null, ADDRESS, JAVA_INT).invokeExact(options, 1);
        if (xnnpack) {
            MemorySegment settings = arena.allocate(256, 16);
            settings.set(JAVA_INT, 0, 1);                     // threads
            settings.set(JAVA_INT, 4, 3);                     // signed and unsigned 8-bit operators
            var delegate = (MemorySegment) function("TfLiteXNNPackDelegateCreate", ADDRESS, ADDRESS).invokeExact(settings);
            function("TfLiteInterpreterOptionsAddDelegate", null, ADDRESS, ADDRESS).invokeExact(options, delegate);
        }
        var interpreter = (MemorySegment) function("TfLiteInterpreterCreate", ADDRESS, ADDRESS, ADDRESS)
            .invokeExact(model, options);
        int status = (int) function("TfLiteInterpreterAllocateTensors", JAVA_INT, ADDRESS).invokeExact(interpreter);
        var input = (MemorySegment) function("TfLiteInterpreterGetInputTensor", ADDRESS, ADDRESS, JAVA_INT)
            .invokeExact(interpreter, 0);
        long size = (long) function("TfLiteTensorByteSize", JAVA_LONG, ADDRESS).invokeExact(input);
        var data = (MemorySegment) function("TfLiteTensorData", ADDRESS, ADDRESS).invokeExact(input);
        MethodHandle invoke = function("TfLiteInterpreterInvoke", JAVA_INT, ADDRESS);
        byte[] bytes = new byte[(int) size];
        new Random(1).nextBytes(bytes);
        MemorySegment into = data.reinterpret(size);
        double[] means = new double[WINDOWS];
        long min = Long.MAX_VALUE;
        for (int w = -1; w < WINDOWS; w++) {                  // the first one warms up
            long total = 0;
            long count = 0;
            while (total < seconds * 1e9 || count < 10) {
                long before = System.nanoTime();
                MemorySegment.copy(bytes, 0, into, JAVA_BYTE, 0, bytes.length);
                status |= (int) invoke.invokeExact(interpreter);
                long time = System.nanoTime() - before;
                min = Math.min(min, time);
                total += time;
                count++;
            }
            means[Math.max(0, w)] = total / 1e3 / count;
        }
        if (status != 0) {
            throw new IOException("TensorFlow Lite failed: status=" + status);
        }
        Arrays.sort(means);
        var json = new JsonObject();
        json.addProperty("us_min", min / 1e3);
        json.addProperty("us_median", Math.round(means[WINDOWS / 2] * 1000) / 1000.0);
        return json;
    }

    /** Replaces what stands between the two marks. */
    private static void writeTable(Path page, List<JsonObject> lines) throws IOException {
        String begin = "<!-- peers -->\n";
        String end = "<!-- end of peers -->";
        var table = new StringBuilder("\n| model | Pipit | TensorFlow Lite, XNNPACK | its own kernels | Pipit / XNNPACK |\n"
            + "|---|---|---|---|---|\n");
        for (JsonObject line : lines) {
            table.append(String.format(Locale.ROOT, "| %s | %s | %s | %s | %s |%n", line.get("model").getAsString(),
                times(line, "pipit"), times(line, "xnnpack"), times(line, "tflite"),
                line.has("xnnpack_us_min") ? String.format(Locale.ROOT, "%.2f", line.get("pipit_us_min").getAsDouble()
                    / line.get("xnnpack_us_min").getAsDouble()) : "–"));
        }
        table.append(String.format(Locale.ROOT, "%nµs an inference, shortest (median), on %s, %s, commit %s.%n%n",
            lines.get(0).get("cpu").getAsString(), lines.get(0).get("date").getAsString(),
            lines.get(0).get("commit").getAsString()));
        String text = Files.readString(page);
        int from = text.indexOf(begin) + begin.length();
        Files.writeString(page, text.substring(0, from) + table + text.substring(text.indexOf(end)));
    }

    private static String times(JsonObject line, String who) {
        return !line.has(who + "_us_min") ? "–" : String.format(Locale.ROOT, "%.1f (%.1f)",
            line.get(who + "_us_min").getAsDouble(), line.get(who + "_us_median").getAsDouble());
    }
}

package dev.pipit.framework.inference;

import com.google.gson.Gson;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.pipit.framework.tflite.TensorType;

/** One operator with numbers that went in and came out, as CMSIS-NN publishes them for its tests. */
record KernelCase(String name, Map<String, JsonPrimitive> defines, Map<String, Numbers> arrays) {
    /** Values of one array, and the C type that they have. */
    @SuppressWarnings("ArrayRecordComponent")
    record Numbers(String type, double[] values) {
        TensorType tensorType() {
            return switch (type) {
                case "int8_t" -> TensorType.INT8;
                case "int16_t" -> TensorType.INT16;
                case "int64_t" -> TensorType.INT64;
                default -> TensorType.INT32;
            };
        }

        int[] whole() {
            return Arrays.stream(values).mapToInt(x -> (int) x).toArray();
        }
    }

    private record Content(Map<String, JsonPrimitive> defines, Map<String, Numbers> arrays) { }

    /** All cases of a folder, by name. */
    static List<KernelCase> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().map(KernelCase::load).toList();
        }
    }

    private static KernelCase load(Path file) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Content content = new Gson().fromJson(reader, Content.class);
            return new KernelCase(file.getFileName().toString().replace(".json", ""), content.defines, content.arrays);
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    boolean has(String define) {
        return defines.containsKey(key(define));
    }

    int number(String define) {
        return defines.get(key(define)).getAsInt();
    }

    int number(String define, int absent) {
        return has(define) ? number(define) : absent;
    }

    /** Whether there is an array of this name. */
    boolean holds(String array) {
        return arrays.containsKey(name + "_" + array);
    }

    /** The first array that is there. */
    Numbers array(String... names) {
        return Arrays.stream(names).filter(this::holds).map(each -> arrays.get(name + "_" + each)).findFirst()
            .orElseThrow(() -> new AssertionError(name + " has no " + String.join(" or ", names)));
    }

    private String key(String define) {
        return name.toUpperCase(Locale.ROOT) + "_" + define;
    }

    @Override
    public String toString() {
        return name;
    }
}

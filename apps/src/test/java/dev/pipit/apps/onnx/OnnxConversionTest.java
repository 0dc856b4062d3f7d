package dev.pipit.apps.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;

/** Converted models compute what ONNX Runtime computes. */
class OnnxConversionTest {
    private static final Map<String, String[]> EXPECTED = expected();

    private static Map<String, String[]> expected() {
        Map<String, String[]> lines = new HashMap<>();
        try (var in = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
            OnnxConversionTest.class.getResourceAsStream("cases.csv")), StandardCharsets.UTF_8))) {
            in.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(",", -1))
                .forEach(fields -> lines.put(fields[0], fields));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    static Stream<String> cases() {
        return OnnxCases.all().keySet().stream();
    }

    /** Sums of up to 72 products of numbers up to 2 in another order: 72 · 2 · 2⁻²⁴ at most; functions of a library, 1e-6. */
    private static final double FLOAT = 1e-5;

    @ParameterizedTest
    @MethodSource("cases")
    void computesWhatOnnxRuntimeComputes(String name) throws IOException {
        OnnxCases.Case each = OnnxCases.all().get(name);
        Model model = OnnxConversion.standard().convert(each.file().model());
        Interpreter interpreter = Interpreter.prepare(model);
        interpreter.input(0).writeReals(each.input(), 0);
        interpreter.invoke();
        float[] y = new float[interpreter.output(0).elements()];
        interpreter.output(0).readReals(y, 0);
        String[] expected = EXPECTED.get(name);
        List<String> shape = new ArrayList<>();
        for (int extent : interpreter.output(0).info().shape()) {
            shape.add(Integer.toString(extent));
        }
        assertEquals(expected[1], String.join("x", shape));
        float[] numbers = new float[expected.length - 2];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(expected[2 + i]);
        }
        double largest = 1;
        for (float number : numbers) {
            largest = Math.max(largest, Math.abs(number));
        }
        // ONNX Runtime rounds real numbers, whole-number operators round by fixed-point multipliers: a step, seldom
        double step = name.startsWith("qdq") ? model.main().tensors().get(model.main().outputs().get(0)).quantization()
            .orElseThrow().scale() : 0;
        assertArrayEquals(numbers, y, (float) (FLOAT * largest + step));
    }
}

package dev.pipit.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages import each other in one direction only, and special libraries stay in their place. */
class DirectionTest {
    private static final Pattern LINE = Pattern.compile("^ +(dev\\.pipit\\.\\S+) +-> +(\\S+) .*");

    @Test
    void importsGoInTheAllowedDirections() {
        Map<String, Set<String>> imports = imports();
        assertTrue(imports.get("dev.pipit.framework.stream").contains("dev.pipit.framework.signal"),
            "jdeps has seen what is known to be there");
        assertEquals(List.of(), Directions.violations(imports));
    }

    @ParameterizedTest
    @CsvSource({
        "framework.dsp,                   dev.pipit.framework.signal",
        "framework.decision,              dev.pipit.framework.stream",
        "framework.inference.kernel,      dev.pipit.framework.inference",
        "framework.inference.kernel,      jdk.incubator.vector",
        "framework.inference.kernel,      dev.pipit.framework.inference.kernel.simd",
        "framework.blocks,                dev.pipit.framework.training",
        "framework.inference,             com.google.flatbuffers",
        "framework.stream,                picocli",
        "sensors.lis3dh,                  com.pi4j.io.i2c",
        "sensors.bus.alsa,                com.pi4j.io.i2c",
        "sensors.lis3dh,                  dev.pipit.sensors.mpu6050",
        "pipelines.wakeword,              dev.pipit.framework.compression",
        "boards,                          dev.pipit.framework.signal",
    })
    void reportsTheWrongDirection(String from, String to) {
        assertEquals(List.of("dev.pipit." + from + " may not import " + to),
            Directions.violations(Map.of("dev.pipit." + from, Set.of(to))));
    }

    @ParameterizedTest
    @CsvSource({
        "framework.inference.kernel.simd, jdk.incubator.vector",
        "framework.tflite,                com.google.flatbuffers",
        "sensors.bus.pi4j,                com.pi4j.io.i2c",
        "sensors.lis3dh,                  dev.pipit.sensors.bus",
        "pipelines.wakeword,              dev.pipit.framework.blocks",
        "apps,                            dev.pipit.framework.compression",
        "framework.dsp,                   java.lang",
    })
    void letsTheRightDirectionPass(String from, String to) {
        assertEquals(List.of(), Directions.violations(Map.of("dev.pipit." + from, Set.of(to))));
    }

    @Test
    void saysWhereANewPackageBelongs() {
        assertEquals(List.of("dev.pipit.framework.util has no row in Directions.ROWS: add what it may import there"),
            Directions.violations(Map.of("dev.pipit.framework.util", Set.of("java.lang"))));
    }

    @Test
    void reportsACycle() {
        assertEquals(List.of("there is a cycle among [dev.pipit.pipelines.a, dev.pipit.pipelines.b]"),
            Directions.violations(new TreeMap<>(Map.of(
                "dev.pipit.pipelines.a", Set.of("dev.pipit.pipelines.b"),
                "dev.pipit.pipelines.b", Set.of("dev.pipit.pipelines.a", "dev.pipit.framework.signal"),
                "dev.pipit.framework.signal", Set.of("java.lang")))));
    }

    /** What jdeps finds in the classes of all modules. Their folders without module-info: jdeps need not resolve it. */
    private static Map<String, Set<String>> imports() {
        List<String> arguments = new ArrayList<>(List.of("-verbose:package"));
        Stream.of("framework", "sensors", "pipelines", "boards", "apps")
            .map(module -> Path.of("..", module, "target", "classes", "dev"))
            .filter(Files::isDirectory)
            .forEach(classes -> arguments.add(classes.toString()));
        StringWriter printed = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        assertEquals(0, jdeps.run(new PrintWriter(printed), new PrintWriter(printed), arguments.toArray(String[]::new)),
            printed::toString);
        Map<String, Set<String>> imports = new TreeMap<>();
        printed.toString().lines().map(LINE::matcher).filter(line -> line.matches()).forEach(line ->
            imports.computeIfAbsent(line.group(1), name -> new TreeSet<>()).add(line.group(2)));
        return imports;
    }
}

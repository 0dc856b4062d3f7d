package dev.pipit.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java that README and docs show is a region of a file that compiles. After a change of such a file, {@code mvn test
 * -pl apps -am -Dtest=DocumentsTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true} brings it up to date.
 */
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern REGION =
        Pattern.compile("<!-- region: (\\S+) (\\S+) -->\n```java\n(.*?)```", Pattern.DOTALL);

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            List<Path> found = docs.filter(file -> file.toString().endsWith(".md")).sorted().toList();
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), found.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void showsCodeThatCompiles(Path document) throws IOException {
        String text = Files.readString(document);
        var updated = new StringBuilder();
        Matcher region = REGION.matcher(text);
        while (region.find()) {
            String code = region(ROOT.resolve(region.group(1)), region.group(2));
            region.appendReplacement(updated, Matcher.quoteReplacement(
                "<!-- region: " + region.group(1) + " " + region.group(2) + " -->\n```java\n" + code + "```"));
        }
        region.appendTail(updated);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(document, updated);
        } else {
            assertEquals(updated.toString(), text);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void pointsToFilesThatAreThere(Path document) throws IOException {
        Matcher link = Pattern.compile("]\\((?!http)([^)#]+)").matcher(Files.readString(document));
        while (link.find()) {
            Path target = document.resolveSibling(link.group(1));
            assertTrue(Files.exists(target), document + " points to " + target);
        }
    }

    private static String region(Path file, String name) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int from = find(lines, 0, "// region " + name, file) + 1;
        List<String> region = lines.subList(from, find(lines, from, "// end region", file));
        int indent = region.stream().filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length()).min().orElse(0);
        var text = new StringBuilder();
        region.forEach(line -> text.append(line.isBlank() ? "" : line.substring(indent)).append('\n'));
        return text.toString();
    }

    private static int find(List<String> lines, int from, String mark, Path file) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(mark)) {
                return i;
            }
        }
        throw new AssertionError(file + " has no line " + mark);
    }
}

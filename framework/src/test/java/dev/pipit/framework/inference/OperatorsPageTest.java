package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.inference.kernel.Kernels;

/**
 * The tables of docs/operators.md are what the code says. After a change, {@code mvn test -pl framework
 * -Dtest=OperatorsPageTest -Ddocs.update=true} brings them up to date.
 */
class OperatorsPageTest {
    private static final List<String> ORDER = List.of("INT8", "UINT8", "INT16", "INT32", "INT64", "FLOAT32", "BOOL");
    private static final Path PAGE = Path.of("../docs/operators.md");

    @Test
    void thePageSaysWhatCanBeRun() throws IOException {
        String text = Files.readString(PAGE);
        String updated = with(with(text, "operators", operators()), "alternatives", alternatives());
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, updated);
        } else {
            assertEquals(updated, text);
        }
    }

    /** The text with another table between the marks of this name. */
    private static String with(String text, String name, List<String> rows) {
        Matcher table = Pattern.compile("(?s)(<!-- generated: " + name + " -->\n\n\\|[^\n]*\n\\|[^\n]*\n).*?"
            + "(\n<!-- end generated -->)").matcher(text);
        return table.replaceFirst(match -> Matcher.quoteReplacement(
            match.group(1) + String.join("\n", rows) + "\n" + match.group(2)));
    }

    private static List<String> operators() {
        List<String> rows = new ArrayList<>();
        for (String name : Kernels.names()) {
            Map<String, Set<String>> byOutput = patterns(Kernels.signatures(name), true);
            Map<String, Set<String>> byInput = patterns(Kernels.signatures(name), false);
            (byInput.size() < byOutput.size() ? byInput : byOutput).forEach((pattern, types) ->
                rows.add("| " + name + " | " + row(pattern, List.copyOf(types)) + " |"));
        }
        return rows;
    }

    private static String row(String pattern, List<String> types) {
        String text = types.size() == 1 ? pattern.replaceAll("\\bT\\b", types.get(0)) : pattern;
        return text.replace("->", "→").replace("*", "\\*").strip() + " | "
            + (types.size() == 1 ? "" : String.join(", ", types));
    }

    /** Signatures that differ in one type only, as one with T in its place, and the types that T stands for. */
    private static Map<String, Set<String>> patterns(List<String> signatures, boolean byOutput) {
        Map<String, Set<String>> patterns = new LinkedHashMap<>();
        List<String> indicesLast = new ArrayList<>(signatures);
        indicesLast.sort(Comparator.comparing(signature -> subject(signature, byOutput).matches("INT32|INT64")));
        for (String signature : indicesLast) {
            String type = subject(signature, byOutput);
            String own = type.isEmpty() ? signature : signature.replaceAll("\\b" + type + "\\b", "T");
            String pattern = patterns.keySet().stream()
                .filter(known -> known.replaceAll("\\bT\\b", type).equals(signature)).findFirst().orElse(own);
            Set<String> types = patterns.computeIfAbsent(pattern, p -> new TreeSet<>(Comparator.comparing(ORDER::indexOf)));
            if (!type.isEmpty()) {
                types.add(type);
            }
        }
        return patterns;
    }

    /** The last type, which is what comes out where anything does, or the first; none if it never changes. */
    private static String subject(String signature, boolean last) {
        List<String> words = Pattern.compile("\\w+").matcher(signature).results().map(MatchResult::group)
            .filter(ORDER::contains).toList();
        return words.isEmpty() ? "" : words.get(last ? words.size() - 1 : 0);
    }

    private static List<String> alternatives() {
        Map<String, String> all = new TreeMap<>(Support.alternatives());
        Support.FAMILIES.forEach((start, instead) -> all.put(start + "…", instead));
        List<String> rows = new ArrayList<>();
        all.forEach((name, instead) -> rows.add("| " + name + " | " + instead + " |"));
        rows.add("| any with STRING tensors | " + Support.TEXT + " |");
        return rows;
    }
}

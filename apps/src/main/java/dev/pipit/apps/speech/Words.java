package dev.pipit.apps.speech;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Words of English.
 *
 * @param common some 900 that everybody uses, bundled
 * @param rare   those of the system's dictionary; empty without one
 */
record Words(List<String> common, List<String> rare) {
    /** Of Debian's wamerican, and of others. */
    static final Path DICTIONARY = Path.of("/usr/share/dict/words");

    private static final Pattern WORD = Pattern.compile("[a-z]{3,12}");

    /** With a dictionary, if it is there. */
    static Words with(Path dictionary) throws IOException {
        List<String> common = lines("words.txt").stream().flatMap(line -> Stream.of(line.split(" "))).toList();
        if (!Files.isReadable(dictionary)) {
            return new Words(common, List.of());
        }
        try (Stream<String> lines = Files.lines(dictionary, StandardCharsets.ISO_8859_1)) {
            return new Words(common, lines.filter(word -> WORD.matcher(word).matches()).distinct().sorted().toList());
        }
    }

    /** Both, each word once. */
    List<String> all() {
        return Stream.concat(common.stream(), rare.stream()).distinct().toList();
    }

    /** A list of this package, without its comments. */
    static List<String> lines(String resource) throws IOException {
        try (var reader = new BufferedReader(
                new InputStreamReader(Words.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        }
    }
}

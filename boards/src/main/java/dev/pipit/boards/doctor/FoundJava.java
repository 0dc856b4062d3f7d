package dev.pipit.boards.doctor;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pipit.boards.Shell;

/**
 * A Java that is installed somewhere.
 *
 * @param home    its folder
 * @param version as it says itself, {@code 17.0.15}
 * @param feature the number that counts, 17
 * @param vectors whether it has the Vector API
 */
public record FoundJava(String home, String version, int feature, boolean vectors) {
    /** The oldest that Pipit runs on. */
    public static final int FLOOR = 17;

    /** Where Linux systems keep theirs. */
    public static final String USUAL_FOLDER = "/usr/lib/jvm";

    private static final Pattern HOME = Pattern.compile("(?m)^home (.*)$");
    private static final Pattern VERSION =
        Pattern.compile("(?:JAVA_VERSION=| version )\"((?:1\\.)?(\\d+)[^\"]*)\"");

    // a release file says what a Java is; where there is none, the Java is asked
    private static final String SEARCH = """
        show() {
            [ -x "$1/bin/java" ] || return 0
            printf 'home %%s\\n' "$1"
            if [ -r "$1/release" ]; then
                cat "$1/release"
            else
                "$1/bin/java" -version 2>&1
                "$1/bin/java" --list-modules 2>&1
            fi
        }
        for home in %s/*; do
            show "$home"
        done
        if java=$(command -v java); then
            java=$(readlink -f "$java")
            show "${java%%/bin/java}"
        fi
        """;

    /**
     * Looks for the Javas of a machine: the one on the path, and those of a folder.
     *
     * @return the newest, which is the one that the launcher takes
     */
    public static Optional<FoundJava> newest(Shell shell, String folder) throws IOException {
        String said = shell.run(String.format(Locale.ROOT, SEARCH, Shell.quoted(folder))).out();
        return homes(said).max(Comparator.comparingInt(FoundJava::feature));
    }

    static Stream<FoundJava> homes(String said) {
        List<String> parts = List.of(said.split("(?m)^(?=home )"));
        return parts.stream().map(FoundJava::parse).flatMap(Optional::stream);
    }

    private static Optional<FoundJava> parse(String part) {
        Matcher home = HOME.matcher(part);
        Matcher version = VERSION.matcher(part);
        return home.find() && version.find()
            ? Optional.of(new FoundJava(home.group(1), version.group(1), Integer.parseInt(version.group(2)),
                part.contains("jdk.incubator.vector")))
            : Optional.empty();
    }
}

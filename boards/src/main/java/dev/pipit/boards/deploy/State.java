package dev.pipit.boards.deploy;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import dev.pipit.boards.Shell;
import dev.pipit.boards.Shell.Result;

/**
 * What there is of an application on a board.
 *
 * @param releases numbers of the complete releases, the oldest first
 * @param current  number of the release that runs, or would
 * @param before   number of the one that ran before it
 * @param parts    numbers of releases that were begun and are not complete
 * @param sums     the files of the current release that are still what they were, as sha256sum prints them
 * @param groups   those that own devices
 * @param missing  programs that are needed and not there
 */
record State(List<Integer> releases, OptionalInt current, OptionalInt before, List<Integer> parts, Set<String> sums,
        List<String> groups, List<String> missing) {
    // a trial goes on when the connection breaks: whoever comes next waits for it
    private static final String SURVEY = """
        PATH=$PATH:/usr/sbin:/sbin
        waited=0
        while [ -r "$trial" ] && [ -d "/proc/$(cat "$trial")" ] && [ "$waited" -lt 1800 ]; do
            sleep 1
            waited=$((waited + 1))
        done
        for tool in systemctl journalctl sha256sum timeout setsid; do
            command -v "$tool" >/dev/null || printf 'missing %s\\n' "$tool"
        done
        for group in i2c spi gpio audio; do
            getent group "$group" >/dev/null && printf 'group %s\\n' "$group"
        done
        for release in "$site"/releases/*; do
            name=${release##*/}
            number=${name%.part}
            case $number in
                '' | *[!0-9]*) continue ;;
            esac
            [ "$name" = "$number" ] && kind=release || kind=part
            printf '%s %s\\n' "$kind" "$number"
        done
        if [ -L "$site/current" ]; then
            link=$(readlink "$site/current")
            printf 'current %s\\n' "${link##*/}"
            if [ -r "$site/current/before" ]; then
                printf 'before %s\\n' "$(cat "$site/current/before")"
            fi
            cd "$site/current" || exit 0
            sed 's/^/sum /' SHA256SUMS
            sha256sum -c SHA256SUMS 2>/dev/null | sed -n 's/^\\(.*\\): OK$/intact \\1/p'
        fi
        exit 0
        """;

    /** Asks the board. */
    static State of(Site site, Shell shell) throws IOException {
        Result result = shell.run("site=" + Shell.quoted(site.folder()) + "\ntrial="
            + Shell.quoted(site.trialFile()) + "\n" + SURVEY);
        if (!result.worked()) {
            throw new IOException("the board cannot be asked: " + result.err().strip());
        }
        List<String> lines = result.out().lines().toList();
        return new State(numbers(lines, "release"), numbers(lines, "current").stream().mapToInt(n -> n).findFirst(),
            numbers(lines, "before").stream().mapToInt(n -> n).findFirst(), numbers(lines, "part"),
            intact(lines), words(lines, "group"), words(lines, "missing"));
    }

    /** Memory cards forget: what has changed on the board is not there. */
    private static Set<String> intact(List<String> lines) {
        Set<String> names = Set.copyOf(words(lines, "intact"));
        return words(lines, "sum").stream().filter(sum -> names.contains(sum.substring(sum.indexOf("  ") + 2)))
            .collect(Collectors.toSet());
    }

    private static List<Integer> numbers(List<String> lines, String kind) {
        return words(lines, kind).stream().filter(word -> word.matches("\\d{1,9}")).map(Integer::valueOf).sorted()
            .collect(Collectors.toList());
    }

    private static List<String> words(List<String> lines, String kind) {
        return lines.stream().filter(line -> line.startsWith(kind + " "))
            .map(line -> line.substring(kind.length() + 1)).distinct().toList();
    }

    /** A number that no release has had, as far as can be seen. */
    int next() {
        int newest = 0;
        for (int number : releases) {
            newest = Math.max(newest, number);
        }
        for (int number : parts) {
            newest = Math.max(newest, number);
        }
        return newest + 1;
    }
}

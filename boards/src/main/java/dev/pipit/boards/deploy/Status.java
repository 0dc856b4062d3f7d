package dev.pipit.boards.deploy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import dev.pipit.boards.Shell;

/**
 * How an application on a board is.
 *
 * @param state    active, activating, inactive, failed; absent if it was never deployed
 * @param since    since when, as systemd says; empty if never
 * @param restarts how often systemd has started it again by itself
 * @param memory   bytes that it uses, as systemd says; empty if unknown
 * @param current  the release that runs, or would
 * @param before   the one that {@link Deployment#rollBack} goes back to
 * @param releases all that are on the board
 */
public record Status(String state, String since, int restarts, String memory, OptionalInt current, OptionalInt before,
        List<Integer> releases) {
    public Status {
        releases = List.copyOf(releases);
    }

    static Status of(Site site, Shell shell, State state) throws IOException {
        Map<String, String> properties = shell.run("systemctl show -p ActiveState -p ActiveEnterTimestamp -p NRestarts "
            + "-p MemoryCurrent " + Shell.quoted(site.unit())).out().lines().filter(line -> line.contains("="))
            .collect(Collectors.toMap(line -> line.substring(0, line.indexOf('=')),
                line -> line.substring(line.indexOf('=') + 1), (first, second) -> second));
        String memory = properties.getOrDefault("MemoryCurrent", "");
        String restarts = properties.getOrDefault("NRestarts", "0");
        return new Status(state.current().isEmpty() ? "absent" : properties.getOrDefault("ActiveState", "unknown"),
            properties.getOrDefault("ActiveEnterTimestamp", ""), restarts.matches("\\d{1,9}") ? Integer.parseInt(restarts) : 0,
            memory.matches("\\d{1,15}") ? memory : "", state.current(), state.before(), state.releases());
    }
}

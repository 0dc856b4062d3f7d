package dev.pipit.boards.deploy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

import dev.pipit.boards.Shell;
import dev.pipit.boards.Shell.Result;

/**
 * Switches to a release, starts it, and goes back if it does not come alive. The board does that by itself: it goes on
 * when the connection breaks, and whoever watches only watches.
 */
final class Trial {
    // $site, $unit, $new, $old (may be empty), $seconds, $settle, $discard (whether a dead release is deleted) stand above
    private static final String SCRIPT = """
        mkdir -p "$(dirname "$trial")"
        echo $$ >"$trial"
        trap 'rm -f "$trial"' EXIT
        PATH=$PATH:/usr/sbin:/sbin

        restarts() {
            systemctl show -p NRestarts --value "$unit"
        }

        # A release that goes on running: systemd says when it is ready.
        comes_alive() {
            ln -sfn "releases/$1" "$site/current.new" && mv -T "$site/current.new" "$site/current" || return 1
            systemctl stop "$unit"
            systemctl reset-failed "$unit"
            before=$(restarts)
            timeout "$seconds" systemctl start "$unit" || return 1
            sleep "$settle"
            [ "$(systemctl is-active "$unit")" = active ] && [ "$(restarts)" = "$before" ]
        }

        # Two releases to go back to, and the one before the current.
        prune() {
            others=0
            for number in $(ls "$site/releases" | grep -x '[0-9]*' | sort -rn); do
                [ "$number" != "$new" ] && [ "$number" != "$old" ] || continue
                others=$((others + 1))
                [ "$others" -le "$spare" ] || rm -rf "$site/releases/$number"
            done
        }

        ends() {
            printf '%s\\n' "$1" >"$site/trial.outcome.new"
            mv -T "$site/trial.outcome.new" "$site/trial.outcome"
        }

        if comes_alive "$new"; then
            systemctl enable -q "$unit"
            prune
            ends alive
            exit
        fi
        systemctl stop "$unit"
        if [ -z "$old" ]; then
            rm -f "$site/current"
            [ "$discard" = no ] || rm -rf "$site/releases/$new"
            ends dead
        elif comes_alive "$old"; then
            [ "$discard" = no ] || rm -rf "$site/releases/$new"
            ends back
        else
            ends both-dead
        fi
        """;
    private static final int KEPT = 3;
    private static final String CURSOR = "-- cursor: ";
    private static final String OUTCOME = "== ";

    private final Site site;
    private final Shell root;
    private final Progress progress;
    private final Pace pace;
    private String cursor = "";

    /**
     * How long things may take.
     *
     * @param alive  until a release must be alive
     * @param settle how long it must then stay alive
     * @param poll   from one look at it to the next
     */
    record Pace(Duration alive, Duration settle, Duration poll) {
    }

    Trial(Site site, Shell root, Progress progress, Pace pace) {
        this.site = site;
        this.root = root;
        this.progress = progress;
        this.pace = pace;
    }

    /** What came of it. */
    enum Outcome { ALIVE, BACK, DEAD, BOTH_DEAD }

    /** @param old number of the release to go back to; empty if there is none */
    Outcome run(int release, String old, boolean discard) throws IOException {
        cursor = lastCursor();
        String script = "site=" + Shell.quoted(site.folder()) + "\nunit=" + Shell.quoted(site.unit()) + "\nnew=" + release
            + "\nold=" + old + "\nseconds=" + pace.alive.toSeconds() + "\nsettle=" + pace.settle.toSeconds()
            + "\ndiscard=" + (discard ? "yes" : "no")
            + "\ntrial=" + Shell.quoted(site.trialFile()) + "\nspare=" + (old.isEmpty() ? KEPT - 1 : KEPT - 2) + "\n" + SCRIPT;
        byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
        Result started = root.run("set -eu\nbytes=" + bytes.length + "\nsite=" + Shell.quoted(site.folder()) + """

            cat >"$site/trial.new"
            [ "$(wc -c <"$site/trial.new")" -eq "$bytes" ]
            mv -T "$site/trial.new" "$site/trial"
            rm -f "$site/trial.outcome"
            setsid sh "$site/trial" </dev/null >/dev/null 2>&1 &
            """, new ByteArrayInputStream(bytes));
        if (!started.worked()) {
            throw new IOException("the service cannot be started: " + started.err().strip());
        }
        return watch();
    }

    private Outcome watch() throws IOException {
        long steps = pace.alive.plus(pace.settle).multipliedBy(2).plusMinutes(2).toMillis() / pace.poll.toMillis();
        for (long step = 0; step < steps; step++) {
            String outcome = look();
            if (!outcome.isEmpty()) {
                return Outcome.valueOf(outcome.toUpperCase(Locale.ROOT).replace('-', '_'));
            }
            try {
                Thread.sleep(pace.poll.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted; the board goes on by itself", e);
            }
        }
        throw new IOException("the board has not said what came of it: pipit deploy --status asks it again");
    }

    /** Shows what was logged since the last look. */
    private String look() throws IOException {
        String out = root.run("site=" + Shell.quoted(site.folder()) + "\n"
            + "outcome=$(cat \"$site/trial.outcome\" 2>/dev/null)\n"
            + "journalctl -q --no-pager -o cat --show-cursor -u " + Shell.quoted(site.unit())
            + (cursor.isEmpty() ? " -n 20" : " --after-cursor=" + Shell.quoted(cursor))
            + "\nprintf '\\n" + OUTCOME + "%s\\n' \"$outcome\"").out();
        String outcome = "";
        for (String line : out.lines().toList()) {
            if (line.startsWith(CURSOR)) {
                cursor = line.substring(CURSOR.length());
            } else if (line.startsWith(OUTCOME)) {
                outcome = line.substring(OUTCOME.length());
            } else if (!line.isBlank()) {
                progress.log(line);
            }
        }
        return outcome;
    }

    private String lastCursor() throws IOException {
        return root.run("journalctl -q --no-pager -o cat -n 1 --show-cursor").out().lines()
            .filter(line -> line.startsWith(CURSOR)).map(line -> line.substring(CURSOR.length())).findFirst().orElse("");
    }
}

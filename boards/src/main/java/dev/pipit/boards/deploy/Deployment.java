package dev.pipit.boards.deploy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

import dev.pipit.boards.Board;
import dev.pipit.boards.Shell;
import dev.pipit.boards.Shell.Result;
import dev.pipit.boards.deploy.Trial.Outcome;
import dev.pipit.boards.doctor.DiskSpace;
import dev.pipit.boards.doctor.Finding;
import dev.pipit.boards.doctor.Finding.Verdict;
import dev.pipit.boards.doctor.JavaCheck;

/** One application on one board: puts it there, goes back, asks about it, takes it away. */
public final class Deployment {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final long SPARE_BYTES = 10 << 20;        // for the journal and the system

    private static final String INSTALL = """
        PATH=$PATH:/usr/sbin:/sbin
        getent passwd "$user" >/dev/null ||
            useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$user"
        umask 022
        mkdir -p "$(dirname "$file")"
        cat >"$file.new"
        [ "$(wc -c <"$file.new")" -eq "$bytes" ]
        if cmp -s "$file.new" "$file"; then
            rm "$file.new"
        else
            mv -T "$file.new" "$file"
            systemctl daemon-reload
        fi
        """;

    private static final String REMOVE = """
        systemctl disable -q --now "$unit" || true
        rm -f "$file"
        systemctl daemon-reload
        rm -rf "$site"
        rmdir "$(dirname "$site")" 2>/dev/null || true
        """;

    private final Site site;
    private final Shell shell;
    private final Progress progress;
    private final Trial.Pace pace;

    /** @param alive how long a release may take until it is alive */
    public Deployment(Site site, Shell shell, Progress progress, Duration alive) {
        this(site, shell, progress, new Trial.Pace(alive, SETTLE, POLL));
    }

    Deployment(Site site, Shell shell, Progress progress, Trial.Pace pace) {
        this.site = site;
        this.shell = shell;
        this.progress = progress;
        this.pace = pace;
    }

    /**
     * What deploying would do.
     *
     * @param board   the kind of board
     * @param number  that the release would get
     * @param missing files that would be copied
     * @param bytes   their size
     * @param kept    how many files the board has already
     */
    public record Plan(Board board, int number, List<ReleaseFile> missing, long bytes, int kept) {
    }

    /**
     * Checks the board and compares; changes nothing.
     *
     * @throws IOException if the board cannot take the release; the message is one line
     */
    public Plan plan(Release release) throws IOException {
        Board board = Board.recognise(shell);
        State state = checked(board);
        return plan(release, board, state);
    }

    private State checked(Board board) throws IOException {
        for (Finding finding : new JavaCheck(site.javaFolder()).look(shell, board)) {
            if (finding.verdict() == Verdict.BROKEN) {
                throw new IOException(finding.text() + (finding.mend().isEmpty() ? "" : "; on the board: "
                    + finding.mend()));
            }
            progress.step(board.name() + ", " + finding.text());
        }
        State state = State.of(site, shell);
        if (!state.missing().isEmpty()) {
            throw new IOException("the board must have systemd and coreutils: missing are "
                + String.join(", ", state.missing()));
        }
        return state;
    }

    private Plan plan(Release release, Board board, State state) throws IOException {
        List<ReleaseFile> missing = release.missingFrom(state.sums());
        long bytes = missing.stream().mapToLong(ReleaseFile::size).sum();
        OptionalLong free = DiskSpace.freeBytes(shell, site.folder());
        if (free.isPresent() && free.getAsLong() < bytes + SPARE_BYTES) {
            throw new IOException(String.format(Locale.ROOT, "needs %.1f MB in %s, and %.1f MB are free; on the board: "
                + "sudo apt clean", (bytes + SPARE_BYTES) / 1e6, site.folder(), free.getAsLong() / 1e6));
        }
        return new Plan(board, state.next(), missing, bytes, release.files().size() - missing.size());
    }

    /**
     * Puts a release on the board and runs it. If it does not come alive, the one before runs again. Whatever breaks,
     * at any time, one of the two runs, whole.
     *
     * @return the number of the release that runs
     * @throws IOException if it does not run; the message is one line
     */
    public int deploy(Release release) throws IOException {
        Board board = Board.recognise(shell);
        Shell root = Root.of(shell);
        State state = checked(board);
        Plan plan = plan(release, board, state);
        String old = state.current().isPresent() ? "" + state.current().getAsInt() : "";
        int number = plan.missing().isEmpty() ? state.current().getAsInt() : plan.number();
        if (plan.missing().isEmpty()) {
            progress.step("release " + number + " has all of it");
        } else {
            progress.step(String.format(Locale.ROOT, "release %d: %d files to copy, %.2f MB; %d are there", number,
                plan.missing().size(), plan.bytes() / 1e6, plan.kept()));
            new Copy(site, root, progress, number, old).make(release.files(), plan.missing());
        }
        install(root, release.application(), state.groups());
        progress.step("starting release " + number);
        boolean fresh = !plan.missing().isEmpty();
        return outcome(number, old, new Trial(site, root, progress, pace).run(number, fresh ? old : "", fresh));
    }

    private void install(Shell root, Application application, List<String> groups) throws IOException {
        String unit = Service.text(site, application, groups);
        int bytes = unit.getBytes(StandardCharsets.UTF_8).length;
        run(root, "set -eu\nbytes=" + bytes + "\nuser=" + Site.USER + "\nfile=" + Shell.quoted(site.unitFile()) + "\n" + INSTALL, unit,
            "the service cannot be installed");
    }

    private static int outcome(int number, String old, Outcome outcome) throws IOException {
        switch (outcome) {
            case ALIVE:
                return number;
            case BACK:
                throw new IOException("release " + number + " did not come alive; release " + old + " runs again");
            case BOTH_DEAD:
                throw new IOException("neither release " + number + " nor release " + old + " came alive");
            case DEAD:
            default:
                throw new IOException("release " + number + " did not come alive, and there is none before it");
        }
    }

    /**
     * Goes back to the release that ran before the current one.
     *
     * @return its number
     * @throws IOException if there is none, or it does not come alive
     */
    public int rollBack() throws IOException {
        Shell root = Root.of(shell);
        State state = State.of(site, shell);
        if (state.before().isEmpty() || !state.releases().contains(state.before().getAsInt())) {
            throw new IOException(site.name() + ": there is no release to go back to"
                + (state.current().isEmpty() ? "" : "; current is " + state.current().getAsInt()));
        }
        int before = state.before().getAsInt();
        String current = "" + state.current().getAsInt();
        progress.step("going back from release " + current + " to " + before);
        return outcome(before, current, new Trial(site, root, progress, pace).run(before, current, false));
    }

    /** Asks how the application is. */
    public Status status() throws IOException {
        State state = State.of(site, shell);
        return Status.of(site, shell, state);
    }

    /** The last lines that the application, or systemd about it, has written. */
    public List<String> logs(int lines) throws IOException {
        return run(Root.of(shell), "journalctl -q --no-pager -o short-iso -n " + lines + " -u "
            + Shell.quoted(site.unit()), "", "the journal cannot be read").lines().toList();
    }

    /** Stops the application and takes away all of it but its state. */
    public void remove() throws IOException {
        run(Root.of(shell), "set -eu\nsite=" + Shell.quoted(site.folder()) + "\nunit=" + Shell.quoted(site.unit())
            + "\nfile=" + Shell.quoted(site.unitFile()) + "\n" + REMOVE, "", site.name() + " cannot be removed");
    }

    private static String run(Shell root, String script, String input, String failure) throws IOException {
        Result result = root.run(script, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        if (!result.worked()) {
            throw new IOException(failure + ": " + result.err().strip().replace("\n", "; "));
        }
        return result.out();
    }
}

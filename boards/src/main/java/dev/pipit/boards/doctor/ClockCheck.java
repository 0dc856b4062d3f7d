package dev.pipit.boards.doctor;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.pipit.boards.Board;
import dev.pipit.boards.Shell;
import dev.pipit.boards.Shell.Result;

/**
 * Whether the clock is right. Many boards have none that runs without power: until the network has told them the time,
 * files are from the future and certificates not yet valid.
 */
final class ClockCheck implements Check {
    private static final String SUBJECT = "clock";
    private static final int FIRST_YEAR = 2026;       // when this was written: no board is earlier

    @Override
    public List<Finding> look(Shell shell, Board board) throws IOException {
        String said = shell.run("date +%s").out().strip();
        if (!said.matches("\\d+")) {
            return List.of(Finding.note(SUBJECT, "unknown: date does not say", ""));
        }
        Instant now = Instant.ofEpochSecond(Long.parseLong(said));
        if (now.atZone(ZoneOffset.UTC).getYear() < FIRST_YEAR) {
            return List.of(Finding.broken(SUBJECT, "stands at " + now + ", which is long gone",
                "sudo timedatectl set-ntp true && sudo systemctl restart systemd-timesyncd"));
        }
        Result synchronised = shell.run("timedatectl show -p NTPSynchronized --value");
        if (synchronised.worked() && synchronised.out().strip().equals("yes")) {
            return List.of(Finding.fine(SUBJECT, now + ", synchronised"));
        }
        return List.of(Finding.note(SUBJECT, now + ", not synchronised with the network",
            "sudo timedatectl set-ntp true"));
    }
}

package dev.pipit.boards.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.boards.Board;
import dev.pipit.boards.Shell;

/** Looks at everything that applications need of a board. */
public final class Doctor {
    private static final List<Check> CHECKS = List.of(new JavaCheck(), new BusCheck(), new OverlayCheck(),
        new AccessCheck(), new SoundCheck(), new RoomCheck(), new ClockCheck());

    private Doctor() {
    }

    /**
     * Looks at the machine behind a shell.
     *
     * @throws IOException if it cannot be asked any longer
     */
    public static Diagnosis examine(Shell shell) throws IOException {
        Board board = Board.recognise(shell);
        List<Finding> findings = new ArrayList<>();
        for (Check check : CHECKS) {
            findings.addAll(check.look(shell, board));
        }
        return new Diagnosis(board, findings);
    }
}

package dev.pipit.boards.doctor;

import java.io.IOException;
import java.util.List;

import dev.pipit.boards.Board;
import dev.pipit.boards.Shell;

/** One thing to look at. */
@FunctionalInterface
interface Check {
    /** @throws IOException if the machine cannot be asked any longer */
    List<Finding> look(Shell shell, Board board) throws IOException;
}

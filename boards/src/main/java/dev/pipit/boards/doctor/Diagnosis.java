package dev.pipit.boards.doctor;

import java.util.List;

import dev.pipit.boards.Board;
import dev.pipit.boards.doctor.Finding.Verdict;

/**
 * All that was found on one machine.
 *
 * @param board    the kind of board it is
 * @param findings in the order in which they should be mended
 */
public record Diagnosis(Board board, List<Finding> findings) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Whether nothing must be mended. */
    public boolean healthy() {
        return findings.stream().noneMatch(finding -> finding.verdict() == Verdict.BROKEN);
    }
}

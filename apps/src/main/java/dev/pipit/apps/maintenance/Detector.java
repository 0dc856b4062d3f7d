package dev.pipit.apps.maintenance;

import java.util.List;

/** A published detector that ours is compared with: learns from rows, then gives each row a number, large where it is odd. */
interface Detector {
    String name();

    /** Learns from the rows of normal running, and scores all rows in their order. */
    double[] scores(List<double[]> normal, List<double[]> rows);
}

package dev.pipit.apps.maintenance;

/** Area under the curve of hits over false alarms. */
final class Auc {
    private Auc() {
    }

    /** How often a fault is farther away than a normal frame; pairs that are equal count half. */
    static double of(double[] normal, double[] faults) {
        double sum = 0;
        for (double a : normal) {
            for (double b : faults) {
                sum += b > a ? 1 : b == a ? 0.5 : 0;
            }
        }
        return sum / ((double) normal.length * faults.length);
    }
}

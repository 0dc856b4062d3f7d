package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.pipit.framework.adaptation.Autoencoder;
import dev.pipit.framework.adaptation.Normal;
import dev.pipit.pipelines.maintenance.Features;
import dev.pipit.pipelines.maintenance.Machine;
import dev.pipit.pipelines.maintenance.MachineState;

/** Another method on the recordings of {@link Cwru}, learned from the same half and judged on the same rest. */
record CwruMethod(String name, Method method, PrintWriter out, PrintWriter err) {
    private static final double GOAL = 0.995;
    private static final int ROUNDS = 30;

    void judge(Path folder) throws IOException {
        List<CwruFile> all = CwruFile.all(folder);
        for (String sensor : CwruFile.SENSORS) {
            judge(CwruFile.healthy(all, sensor), CwruFile.faults(all, sensor));
        }
    }

    private void judge(CwruFile healthyFile, List<CwruFile> faults) throws IOException {
        Recorded healthy = healthyFile.recorded();
        int half = healthy.length() / 2;
        Features features = method.features(healthy.format());
        List<float[]> rows = Watching.rows(healthy.part(0, half), features);
        long start = System.nanoTime();
        MachineState state = method.learn(healthy.format(), Machine.UNKNOWN, rows, err);
        double seconds = (System.nanoTime() - start) / 1e9;
        Watching.Result rest = Watching.watch(healthy.part(half, healthy.length()), state);
        double[] normal = distances(rest);
        int reached = 0;
        double worst = 1;
        double nearest = Double.POSITIVE_INFINITY;
        for (CwruFile fault : faults) {
            double[] distances = distances(Watching.watch(fault.recorded(), state));
            double auc = Auc.of(normal, distances);
            reached += auc >= GOAL ? 1 : 0;
            worst = Math.min(worst, auc);
            nearest = Math.min(nearest, Arrays.stream(distances).min().orElse(0));
        }
        String size = state.baseline() instanceof Autoencoder network ? ", network of " + network.bytes() + " bytes" : "";
        out.printf(Locale.ROOT, "cwru, %s, %s: %d frames learned in %.1f s%s, %.0f µs for a distance; healthy rest: %d of %d "
            + "frames not normal, farthest %.2f limits; AUC at least 0.995 in %d of %d recordings, worst %.4f, nearest fault "
            + "%.1f limits%n", name, healthyFile.sensor(), rows.size(), seconds, size, microseconds(state, rows),
            rest.alarmed(), normal.length, Arrays.stream(normal).max().orElse(0), reached, faults.size(), worst, nearest);
        out.flush();
    }

    /** Of a distance, the best of some rounds: others may be at work here too. */
    private static double microseconds(MachineState state, List<float[]> rows) {
        Normal baseline = state.baseline().copy();
        baseline.warmUp().ifPresent(Runnable::run);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (float[] row : rows) {
                baseline.distance(row);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        return best / 1e3 / rows.size();
    }

    private static double[] distances(Watching.Result result) {
        return result.frames().stream().mapToDouble(Watching.Assessed::distance).toArray();
    }
}

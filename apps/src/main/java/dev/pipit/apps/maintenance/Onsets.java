package dev.pipit.apps.maintenance;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

import dev.pipit.framework.adaptation.Adwin;
import dev.pipit.framework.adaptation.PageHinkley;
import dev.pipit.pipelines.maintenance.Drift;
import dev.pipit.pipelines.maintenance.Onset;

/**
 * How often slow wear is told from a sudden fault, on distances made by formula: noise of the logarithm that lasts from
 * frame to frame, then a step or a slow rise to an alarm. The test of Page and Hinkley and ADWIN alone, and {@link Drift},
 * which has both.
 */
final class Onsets {
    private static final long SEED = 100_000;
    private static final double NORMAL = -1.2;                   // logarithm of the distance, in limits
    private static final double[] FAULTS = {0.7, 1.5, 3};
    private static final int[] BEFORE = {60, 300, 3_000};        // frames that are normal
    private static final int[] WEAR = {60, 120, 500, 2_000};     // frames from normal to the fault
    private static final double[][] NOISE = {{0.25, 0.5}, {0.25, 0.9}, {0.4, 0.8}};      // deviation, what stays of it
    private static final double ALARM = 1 / 0.7;
    private static final int HOLD = 3;
    private static final int FRAMES_BEFORE = 10;

    private final PrintWriter out;
    private final int runs;

    /** @param runs of each kind */
    Onsets(PrintWriter out, int runs) {
        this.out = out;
        this.runs = runs;
    }

    /** @param slow whether an alarm now began slowly */
    private record Told(DoubleConsumer distance, BooleanSupplier slow) {
    }

    /** Makes one for each run. */
    private interface Maker {
        Told make();
    }

    void judge() {
        line("Page–Hinkley", Onsets::pageHinkley);
        line("ADWIN", Onsets::adwin);
        line("ours, both", () -> {
            var drift = new Drift(1);
            return new Told(drift::add, () -> drift.onset() == Onset.SLOW);
        });
    }

    private static Told pageHinkley() {
        var test = new PageHinkley(0.3, 6, 10);
        long[] at = {0, Long.MAX_VALUE};
        return new Told(distance -> {
            at[0]++;
            PageHinkley.Change change = test.next(Math.log(distance));
            at[1] = change == PageHinkley.Change.DOWN ? Long.MAX_VALUE : change == PageHinkley.Change.UP
                ? Math.min(at[1], at[0]) : at[1];
        }, () -> at[1] <= at[0] - FRAMES_BEFORE);
    }

    private static Told adwin() {
        var test = new Adwin(0.002);
        long[] at = {0, Long.MAX_VALUE};
        return new Told(distance -> {
            at[0]++;
            double before = test.mean();
            if (test.next((Math.log(distance) + 7) / 10)) {
                at[1] = test.mean() < before ? Long.MAX_VALUE : Math.min(at[1], at[0]);
            }
        }, () -> at[1] <= at[0] - FRAMES_BEFORE);
    }

    private void line(String name, Maker maker) {
        int sudden = 0;
        int suddenRuns = 0;
        int slow = 0;
        int slowRuns = 0;
        for (double[] noise : NOISE) {
            for (int run = 0; run < runs; run++) {
                for (int before : BEFORE) {
                    for (double fault : FAULTS) {
                        sudden += slow(maker.make(), new Random(SEED + run), before, 1, fault, noise) ? 0 : 1;
                        suddenRuns++;
                    }
                }
                for (int wear : WEAR) {
                    slow += slow(maker.make(), new Random(2 * SEED + run), 200, wear, FAULTS[1], noise) ? 1 : 0;
                    slowRuns++;
                }
            }
        }
        out.printf(Locale.ROOT, "onset: %-12s sudden told in %.3f of %d runs, slow in %.3f of %d%n", name,
            (double) sudden / suddenRuns, suddenRuns, (double) slow / slowRuns, slowRuns);
        out.flush();
    }

    private static boolean slow(Told told, Random random, int before, int rise, double fault, double[] noise) {
        double lasting = 0;
        double[] last = new double[HOLD];
        int held = 0;
        for (int i = 0; i < before + rise + 100 && held < HOLD; i++) {
            lasting = noise[1] * lasting + Math.sqrt(1 - noise[1] * noise[1]) * noise[0] * random.nextGaussian();
            double risen = i < before ? 0 : Math.min(1, (i - before + 1.0) / rise);
            last[i % HOLD] = Math.exp(NORMAL + risen * (fault - NORMAL) + lasting);
            told.distance().accept(last[i % HOLD]);
            held = i >= before && (last[0] + last[1] + last[2]) / HOLD > ALARM ? held + 1 : 0;
        }
        return told.slow().getAsBoolean();
    }
}

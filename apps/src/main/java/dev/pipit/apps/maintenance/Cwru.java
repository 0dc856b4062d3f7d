package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.pipit.framework.adaptation.Normal;
import dev.pipit.framework.decision.AlarmLevel;
import dev.pipit.framework.dsp.Bearing;
import dev.pipit.framework.dsp.Bearing.Part;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.pipelines.maintenance.Machine;
import dev.pipit.pipelines.maintenance.MachineEvent;
import dev.pipit.pipelines.maintenance.MachineState;

/** The bearing test rig of Case Western Reserve University: learned from half of the healthy recording. */
final class Cwru {
    /** SKF 6205-2RS JEM, in inches, as the rig's page says. */
    private static final Bearing BEARING = new Bearing(9, 0.3126, 1.537, 0);
    private static final double HEALTHY_RPM = 1797;
    private static final double LOAD_1_RPM = 1772;
    private static final double LOUDER = 1.2;
    private static final double EXTENSION_SECONDS = 3;

    private final Path folder;
    private final PrintWriter out;
    private int faultFiles;
    private int reached;
    private int raceFaults;
    private int named;
    private int balls;
    private int ballsNamed;

    Cwru(Path folder, PrintWriter out) {
        this.folder = folder;
        this.out = out;
    }

    void judge() throws IOException {
        List<CwruFile> all = CwruFile.all(folder);
        out.println("cwru: learned from the first half of the healthy recording of each sensor; AUC of each fault against "
            + "the other half");
        for (String sensor : CwruFile.SENSORS) {
            judge(CwruFile.healthy(all, sensor), CwruFile.faults(all, sensor));
        }
        out.printf(Locale.ROOT, "cwru: AUC at least 0.995 in %d of %d recordings; part named in %d of %d of inner and outer "
            + "race (%.0f %%), %d of %d of balls%n", reached, faultFiles, named, raceFaults, 100.0 * named / raceFaults,
            ballsNamed, balls);
    }

    private void judge(CwruFile healthyRow, List<CwruFile> faults) throws IOException {
        Recorded healthy = healthyRow.recorded();
        int half = healthy.length() / 2;
        MachineState state = MachineState.learn(healthy.format(), Machine.UNKNOWN,
            Watching.rows(healthy.part(0, half)));
        Watching.Result rest = Watching.watch(healthy.part(half, healthy.length()), state);
        double[] normal = rest.frames().stream().mapToDouble(Watching.Assessed::distance).toArray();
        out.printf(Locale.ROOT, "  %s: %d frames learned, %d operating points; healthy rest: %d of %d frames not normal, "
            + "farthest %.2f limits%n", healthyRow.sensor(), state.normal().size(), state.baseline().points(),
            rest.alarmed(), normal.length, Arrays.stream(normal).max().orElse(0));
        for (CwruFile row : faults) {
            fault(state, normal, row);
        }
        extend(state, healthy, faults);
    }

    private void fault(MachineState state, double[] normal, CwruFile row) throws IOException {
        MachineState known = state.with(new Machine(row.rpm(), Optional.of(BEARING), Optional.empty()));
        Watching.Result result = Watching.watch(row.recorded(), known);
        double[] distances = result.frames().stream().mapToDouble(Watching.Assessed::distance).toArray();
        double auc = Auc.of(normal, distances);
        Optional<MachineEvent> last = result.events().stream().reduce((a, b) -> b);
        Optional<Part> part = last.flatMap(event -> event.diagnosis().part());
        boolean right = part.equals(row.part());
        faultFiles++;
        reached += auc >= 0.995 ? 1 : 0;
        if (row.part().equals(Optional.of(Part.BALL))) {
            balls++;
            ballsNamed += right ? 1 : 0;
        } else {
            raceFaults++;
            named += right ? 1 : 0;
        }
        double first = result.frames().stream().filter(frame -> frame.level() == AlarmLevel.ALARM)
            .mapToDouble(Watching.Assessed::seconds).findFirst().orElse(Double.NaN);
        out.printf(Locale.ROOT, "    %-11s %2d mil, load %d: AUC %.4f, nearest %7.1f limits, alarm after %.1f s, %s%s; %s%n",
            row.part().orElseThrow(), row.mil(), row.load(), auc, Arrays.stream(distances).min().orElse(0), first,
            part.map(each -> "named " + each).orElse("no part named"), right ? "" : " (wrong)",
            last.map(event -> event.reasons().stream().map(Object::toString).reduce((a, b) -> a + ", " + b).orElse(""))
                .orElse("no event"));
    }

    /**
     * Only one healthy recording is public. In place of load 1 stands its second half, played at the speed of load 1 and a
     * fifth louder: another operating point by construction.
     */
    private void extend(MachineState state, Recorded healthy, List<CwruFile> faults) throws IOException {
        Recorded other = slower(healthy.part(healthy.length() / 2, healthy.length()), LOAD_1_RPM / HEALTHY_RPM);
        int learned = (int) (EXTENSION_SECONDS * other.format().rateHz());
        Recorded judged = other.part(learned, other.length());
        long before = Watching.watch(judged, state).alarmed();
        MachineState.Extended extended = state.extend(Watching.rows(other.part(0, learned)));
        Watching.Result after = Watching.watch(other.part(learned, other.length()), extended.state());
        double[] normal = after.frames().stream().mapToDouble(Watching.Assessed::distance).toArray();
        double worst = 1;
        for (CwruFile row : faults) {
            if (row.load() == 1) {
                worst = Math.min(worst, Auc.of(normal, distances(extended.state().baseline(), Watching.rows(row.recorded()))));
            }
        }
        out.printf(Locale.ROOT, "    stand-in for load 1 (healthy, %.1f %% slower, %.0f %% louder): %d of %d frames not "
            + "normal; after %.0f s of \"this is normal\": %d; worst AUC of a fault at load 1 %.4f; %s%n",
            100 * (1 - LOAD_1_RPM / HEALTHY_RPM), 100 * (LOUDER - 1), before, normal.length, EXTENSION_SECONDS,
            after.alarmed(), worst, extended.what());
    }

    private static double[] distances(Normal baseline, List<float[]> rows) {
        return rows.stream().mapToDouble(baseline::distance).toArray();
    }

    private static Recorded slower(Recorded source, double speed) {
        int length = source.length();
        float[] samples = new float[(int) ((length - 1) / speed)];
        for (int n = 0; n < samples.length; n++) {
            double at = n * speed;
            int below = Math.min((int) at, length - 2);
            double part = at - below;
            samples[n] = (float) (LOUDER * ((1 - part) * source.sample(below, 0) + part * source.sample(below + 1, 0)));
        }
        return new Recorded(source.name(), new SignalFormat(source.format().rateHz(), 1, source.format().unit()), samples);
    }
}

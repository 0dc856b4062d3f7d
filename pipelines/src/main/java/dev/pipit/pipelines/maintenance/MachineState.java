package dev.pipit.pipelines.maintenance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.pipit.framework.adaptation.MachineBaseline;
import dev.pipit.framework.adaptation.Normal;
import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.decision.VelocityZone;
import dev.pipit.framework.dsp.Bearing;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;

/**
 * What was learned about a machine: its baseline, the signal it is of, and examples that are kept to verify what will
 * be learned.
 *
 * @param signal   that it was learned from
 * @param machine  what was said about it
 * @param features that are computed of it
 * @param baseline what is normal
 * @param normal   kept rows of normal running, at most {@link #KEPT}
 * @param faults   kept rows of faults that somebody has named so, at most {@link #KEPT}
 */
public record MachineState(SignalFormat signal, Machine machine, Features features, Normal baseline,
        List<float[]> normal, List<float[]> faults) {
    /** Of the state. */
    public static final String KIND = "maintenance";
    /** Rows that are kept of either kind. */
    public static final int KEPT = 200;

    /** Version 1 knew no features but the standard ones. */
    private static final int VERSION = 2;
    private static final double HELD_OUT = 0.3;
    private static final double MUST_BE_NORMAL = 0.9;
    private static final double MUST_BE_FAULTS = 0.9;

    public MachineState {
        normal = List.copyOf(normal);
        faults = List.copyOf(faults);
    }

    /**
     * Learns from rows of the standard features of normal running.
     *
     * @throws IllegalArgumentException if they are too few, or the signal is constant
     */
    public static MachineState learn(SignalFormat signal, Machine machine, List<float[]> rows) {
        Features features = Features.standard(signal);
        return learned(signal, machine, features, MachineBaseline.learn(rows, features.groups(signal),
            Maintenance.standard(signal).factor()), rows);
    }

    /** Of a baseline that was learned from these rows. */
    public static MachineState learned(SignalFormat signal, Machine machine, Features features, Normal baseline,
            List<float[]> rows) {
        return new MachineState(signal, machine, features, baseline, some(rows), List.of());
    }

    /** At most as many as are kept, evenly from all. */
    private static List<float[]> some(List<float[]> rows) {
        int n = Math.min(KEPT, rows.size());
        List<float[]> kept = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            kept.add(rows.get((int) ((long) i * rows.size() / n)));
        }
        return kept;
    }

    /**
     * What came of an extension.
     *
     * @param state the new one, or the old one if it was refused
     * @param what  for people
     * @param kept  false if it was refused: nothing has changed
     */
    public record Extended(MachineState state, String what, boolean kept) {
    }

    /**
     * "This is normal": learns on a copy from the first 70 % of the rows, verifies with the others, with the kept rows of
     * normal running and with the kept faults, and keeps the copy only if the new rows are normal now, the old ones are
     * still, and the faults are none.
     *
     * @throws IllegalArgumentException if the rows are too few or too unsteady
     */
    public Extended extend(List<float[]> rows) {
        List<float[]> learned = rows.subList(0, (int) Math.ceil(rows.size() * (1 - HELD_OUT)));
        List<float[]> heldOut = rows.subList(learned.size(), rows.size());
        Normal.Extension<? extends Normal> extension = baseline.extend(learned, normal);
        double fresh = normalPart(extension.baseline(), heldOut);
        double old = normalPart(extension.baseline(), normal);
        double found = 1 - normalPart(extension.baseline(), faults);
        String measured = String.format(Locale.ROOT, "normal: %.0f %% of the new frames held out, %.0f %% of the old "
            + "ones%s", 100 * fresh, 100 * old, faults.isEmpty() ? ""
                : String.format(Locale.ROOT, "; %.0f %% of the kept faults still found", 100 * found));
        boolean holds = fresh >= MUST_BE_NORMAL && old >= MUST_BE_NORMAL && (faults.isEmpty() || found >= MUST_BE_FAULTS);
        if (!holds) {
            return new Extended(this, "refused, nothing has changed: " + measured, false);
        }
        List<float[]> examples = new ArrayList<>(normal.size() + heldOut.size() > KEPT
            ? normal.subList(0, Math.max(KEPT / 2, KEPT - heldOut.size())) : normal);
        examples.addAll(heldOut.subList(0, Math.min(heldOut.size(), KEPT - examples.size())));
        return new Extended(new MachineState(signal, machine, features, extension.baseline(), examples, faults),
            extension.what() + "; " + measured, true);
    }

    /** The same, with something else known about the machine. */
    public MachineState with(Machine other) {
        return new MachineState(signal, other, features, baseline, normal, faults);
    }

    /** The same, with the speed in another channel. */
    public MachineState with(Features.Orders speed) {
        if (!(features instanceof Features.Orders)) {
            throw new IllegalArgumentException("it was learned without the speed of the shaft: features=" + features.text());
        }
        return new MachineState(signal, machine, speed, baseline, normal, faults);
    }

    /** The same, with what is normal by now; empty if it would not find the kept faults any more. */
    public Optional<MachineState> followed(Normal now) {
        boolean holds = faults.isEmpty() || 1 - normalPart(now.copy(), faults) >= MUST_BE_FAULTS;
        return holds ? Optional.of(new MachineState(signal, machine, features, now, normal, faults)) : Optional.empty();
    }

    /** Keeps rows as those of a fault, which no extension may make normal. */
    public MachineState withFaults(List<float[]> rows) {
        List<float[]> all = new ArrayList<>(faults);
        all.addAll(rows);
        return new MachineState(signal, machine, features, baseline, normal, some(all));
    }

    /** Which part of the rows is within the limits; 1 of none. */
    private static double normalPart(Normal baseline, List<float[]> rows) {
        return rows.isEmpty() ? 1
            : (double) rows.stream().filter(row -> baseline.distance(row) <= 1).count() / rows.size();
    }

    /**
     * Why a row is far from normal: what adds most, at most so many.
     *
     * @param asked a copy of the baseline that belongs to the caller
     */
    public List<Reason> reasons(Normal asked, float[] row, int most) {
        return asked.moved(row, most).stream().map(moved -> new Reason(
            features.channel(signal, moved.group(), moved.feature()), features.name(signal, moved.group(), moved.feature()),
            moved.share(), moved.deviation())).toList();
    }

    /**
     * Refuses another signal than the one that was learned from.
     *
     * @throws IllegalArgumentException if channels or unit differ, or the rate by more than 5 %
     */
    public void check(SignalFormat other) {
        if (other.channels() != signal.channels() || other.unit() != signal.unit()
            || Math.abs(other.rateHz() - signal.rateHz()) > 0.05 * signal.rateHz()) {
            throw new IllegalArgumentException("the signal must be as learned, the rate within 5 %: " + other
                + "; learned from " + signal);
        }
    }

    /** To keep in a folder. */
    public State state() {
        State.Builder state = State.of(KIND, VERSION)
            .numbers("signal", signal.rateHz(), signal.channels()).text("unit", signal.unit().name())
            .text("features", features.text())
            .numbers("speed", machine.speedRpm())
            .text("group", machine.group().map(Enum::name).orElse(""))
            .numbers("bearing", machine.bearing().map(each -> new double[] {each.balls(), each.ballDiameter(),
                each.pitchDiameter(), each.contactDegrees()}).orElse(new double[0]))
            .numbers("normal", flat(normal)).numbers("faults", flat(faults));
        baseline.write(state);
        return state.build();
    }

    private static float[] flat(List<float[]> rows) {
        float[] flat = new float[rows.isEmpty() ? 0 : rows.size() * rows.get(0).length];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, flat, i * rows.get(i).length, rows.get(i).length);
        }
        return flat;
    }

    /**
     * From a state that was kept.
     *
     * @throws IllegalArgumentException if it is of something else, of a newer version, or not whole
     */
    public static MachineState of(State state) {
        if (!state.kind().equals(KIND) || state.version() > VERSION) {
            throw new IllegalArgumentException("must be what maintenance learned, of version " + VERSION
                + " or older: kind=" + state.kind() + ", version=" + state.version());
        }
        Normal baseline = Normal.read(state);
        double[] signal = state.doubles("signal");
        double[] bearing = state.doubles("bearing");
        String group = state.text("group");
        if (signal.length != 2 || bearing.length != 0 && bearing.length != 4) {
            throw new IllegalArgumentException("the state of maintenance is not whole");
        }
        Machine machine = new Machine(state.doubles("speed")[0], bearing.length == 0 ? Optional.empty()
            : Optional.of(new Bearing((int) bearing[0], bearing[1], bearing[2], bearing[3])),
            group.isEmpty() ? Optional.empty() : Optional.of(VelocityZone.Group.valueOf(group)));
        SignalFormat format = new SignalFormat(signal[0], (int) signal[1], Unit.valueOf(state.text("unit")));
        Features features = state.has("features") ? Features.of(state.text("features")) : Features.standard(format);
        return new MachineState(format, machine, features, baseline, rows(state.floats("normal"), baseline.features()),
            rows(state.floats("faults"), baseline.features()));
    }

    private static List<float[]> rows(float[] flat, int features) {
        List<float[]> rows = new ArrayList<>();
        for (int at = 0; at + features <= flat.length; at += features) {
            rows.add(Arrays.copyOfRange(flat, at, at + features));
        }
        return rows;
    }
}

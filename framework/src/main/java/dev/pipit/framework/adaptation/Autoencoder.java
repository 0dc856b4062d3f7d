package dev.pipit.framework.adaptation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.ModelWriter;

/**
 * What is normal for a sound: what an 8-bit network can rebuild that was trained to rebuild normal sound, through a
 * layer too narrow for anything else.
 *
 * <p>Distance of a spectrogram {@code [rows, bands]}: the mean square of what the network did not rebuild, over {@code
 * factor} times what 99 % of the spectrograms kept below that the limit was learned from. Reasons: the same sum taken
 * apart by band. Cost: one run of the network, no allocation.
 * Source: the anomaly detection of MLPerf Tiny (C. Banbury et al., MLPerf Tiny Benchmark, NeurIPS 2021); Y. Koizumi et
 * al., Description and discussion on DCASE2020 challenge task 2, DCASE (2020).
 */
public final class Autoencoder implements Normal {
    private static final String MODEL = "autoencoder";
    private static final double EDGE = 0.99;
    private static final double LEAST_SHARE = 0.1;

    private final byte[] file;
    private final Bands bands;
    private final boolean scaled;              // whether the network reads numbers of standard deviations
    private final Optional<AutoencoderLearner> learner;
    private final double limit;                // mean square, times factor
    private final double factor;
    private final double widened;
    private final Interpreter interpreter;
    private final TensorView in;
    private final TensorView out;
    private final float[] wanted;
    private final float[] rebuilt;

    Autoencoder(byte[] file, Bands bands, Optional<AutoencoderLearner> learner, double limit, double factor,
            double widened) {
        this.file = file;
        this.bands = bands;
        this.learner = learner;
        this.limit = limit;
        this.factor = factor;
        this.widened = widened;
        scaled = learner.isPresent();
        interpreter = prepared(file);
        in = interpreter.input(0);
        out = interpreter.output(0);
        if (interpreter.inputs().size() != 1 || interpreter.outputs().size() != 1 || in.elements() != out.elements()
            || in.elements() % bands.count() != 0) {
            throw new IllegalArgumentException("an autoencoder must have as many outputs as inputs, some rows of "
                + bands.count() + " bands: inputs=" + in.elements() + ", outputs=" + out.elements());
        }
        wanted = new float[in.elements()];
        rebuilt = new float[in.elements()];
    }

    private static Interpreter prepared(byte[] file) {
        try {
            return Interpreter.prepare(Model.read(ByteBuffer.wrap(file), MODEL));
        } catch (ModelFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * A network that was trained elsewhere, and reads the numbers as they are; only its limit is learned.
     *
     * @param rows   of normal sound, {@code [rows × bands]} each; those that hold a NaN are left out
     * @param bands  of a row of the spectrogram
     * @param factor of the limit, at least 1
     * @throws IllegalArgumentException if the rows are too few or all the same, or the network is none that rebuilds them
     */
    public static Autoencoder of(Model model, List<float[]> rows, int bands, double factor) {
        List<float[]> whole = AutoencoderLearner.whole(rows);
        return limited(ModelWriter.bytes(model), Bands.of(whole, bands, Bands.LEAST_SPREAD), Optional.empty(), whole, factor);
    }

    /** With the limit that these rows give. */
    static Autoencoder limited(byte[] file, Bands bands, Optional<AutoencoderLearner> learner, List<float[]> rows,
            double factor) {
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("factor must be at least 1: factor=" + factor);
        }
        var unlimited = new Autoencoder(file, bands, learner, 1, 1, 1);
        if (rows.get(0).length != unlimited.features()) {
            throw new IllegalArgumentException("the autoencoder must read as many numbers as a spectrogram has: model="
                + unlimited.features() + ", spectrogram=" + rows.get(0).length);
        }
        double[] errors = rows.stream().mapToDouble(unlimited::distance).sorted().toArray();
        double edge = errors[(int) Math.ceil((errors.length - 1) * EDGE)];
        return new Autoencoder(file, bands, learner, factor * Math.max(edge, Float.MIN_NORMAL), factor, 1);
    }

    @Override
    public Autoencoder copy() {
        return new Autoencoder(file, bands, learner, limit, factor, widened);
    }

    @Override
    public int features() {
        return wanted.length;
    }

    /** Size of the network's file, in bytes. */
    public int bytes() {
        return file.length;
    }

    @Override
    public double distance(float[] row) {
        Objects.checkIndex(wanted.length - 1, row.length);
        rebuild(row);
        double sum = 0;
        for (int i = 0; i < wanted.length; i++) {
            double missed = wanted[i] - rebuilt[i];
            sum += missed * missed;
        }
        return sum / wanted.length / (limit * widened);
    }

    private void rebuild(float[] row) {
        if (scaled) {
            bands.standardise(row, wanted);
        } else {
            System.arraycopy(row, 0, wanted, 0, wanted.length);
        }
        in.writeReals(wanted, 0);
        interpreter.invoke();
        out.readReals(rebuilt, 0);
    }

    /** Bands; the deviation is the mean over the rows of the spectrogram. */
    @Override
    public List<Moved> moved(float[] row, int most) {
        rebuild(row);
        double[] missed = new double[bands.count()];
        for (int i = 0; i < wanted.length; i++) {
            missed[i % missed.length] += (wanted[i] - rebuilt[i]) * (double) (wanted[i] - rebuilt[i]);
        }
        double all = Arrays.stream(missed).sum();
        double[] deviations = bands.deviations(row);
        List<Moved> moved = new ArrayList<>();
        for (int b = 0; b < missed.length; b++) {
            moved.add(new Moved(0, b, missed[b] / all, deviations[b]));
        }
        moved.sort((a, b) -> Double.compare(b.share(), a.share()));
        double share = Math.min(LEAST_SHARE, 2.0 / missed.length);
        return moved.stream().filter(each -> each.share() >= share).limit(most).toList();
    }

    /**
     * A network that was trained here is trained again, from the kept rows and the new ones; of another, the limit grows
     * as it must, by {@value MachineBaseline#MOST_WIDENED} at most and {@value MachineBaseline#WIDEST} in all.
     */
    @Override
    public Extension<Autoencoder> extend(List<float[]> rows, List<float[]> kept) {
        List<float[]> whole = AutoencoderLearner.whole(rows);
        double[] distances = whole.stream().mapToDouble(this::distance).sorted().toArray();
        double edge = distances[(int) Math.ceil((distances.length - 1) * EDGE)];
        if (edge <= 1) {
            return new Extension<>(this, "nothing: all of it was normal already");
        }
        if (learner.isEmpty()) {
            double wider = Math.min(MachineBaseline.WIDEST, widened * Math.min(MachineBaseline.MOST_WIDENED, edge));
            return new Extension<>(new Autoencoder(file, bands, learner, limit, factor, wider), String.format(Locale.ROOT,
                "the limit is %.2f times as wide as learned, at most %.1f", wider, MachineBaseline.WIDEST));
        }
        List<float[]> all = new ArrayList<>(kept);
        all.addAll(whole);
        Autoencoder again = learner.get().learn(all, bands.count(), factor, Runnable::run, step -> { });
        return new Extension<>(again, "trained again from " + kept.size() + " kept and " + whole.size() + " new frames");
    }

    @Override
    public Optional<Runnable> warmUp() {
        return Optional.of(interpreter::upgrade);
    }

    @Override
    public void write(State.Builder state) {
        state.bytes(MODEL, file).numbers("limit", limit, factor, widened);
        bands.write(state);
        learner.ifPresent(each -> each.write(state));
    }

    static boolean isIn(State state) {
        return state.has(MODEL);
    }

    /** From a state that {@link #write} has written into. */
    public static Autoencoder read(State state) {
        double[] limit = state.doubles("limit");
        if (limit.length != 3 || !(limit[0] > 0 && limit[1] >= 1 && limit[2] >= 1)) {
            throw new IllegalArgumentException("the state of maintenance has no whole autoencoder");
        }
        return new Autoencoder(state.bytes(MODEL), Bands.read(state), AutoencoderLearner.read(state), limit[0], limit[1],
            limit[2]);
    }
}

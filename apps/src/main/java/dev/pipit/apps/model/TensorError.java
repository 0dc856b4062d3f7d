package dev.pipit.apps.model;

import java.util.Locale;

import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * How far a tensor of one model is from that of another, over all inputs: in steps of the quantization where both have
 * the same, and as real numbers.
 */
final class TensorError {
    private final Computed first;
    private final TensorInfo second;
    private final boolean stored;
    private long count;
    private long different;
    private double largest;
    private double sum;
    private double noise;
    private double signal;

    /** @param first the tensor of the model that is judged; {@code second} is that of the other */
    TensorError(Computed first, TensorInfo second) {
        this.first = first;
        this.second = second;
        stored = first.tensor().type() == second.type() && first.tensor().quantization().equals(second.quantization());
    }

    /** Counts in what stands in both now. */
    void add(TensorView is, TensorView expected) {
        for (int i = 0; i < is.elements(); i++) {
            double a = is.real(i);
            double b = expected.real(i);
            double error = a == b || Double.isNaN(a) && Double.isNaN(b) ? 0 : Math.abs(a - b);
            error = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
            count++;
            different += error == 0 ? 0 : 1;
            largest = Math.max(largest, error);
            sum += error;
            noise += error * error;
            signal += b * b;
        }
    }

    Computed where() {
        return first;
    }

    TensorInfo other() {
        return second;
    }

    /** Whether both have the same type and quantization, so that equal means equal as stored. */
    boolean stored() {
        return stored;
    }

    long count() {
        return count;
    }

    /** How many numbers differ. */
    long different() {
        return different;
    }

    /** Largest error, as a real number. */
    double largest() {
        return largest;
    }

    /** Mean of the absolute errors, as a real number. */
    double mean() {
        return count == 0 ? 0 : sum / count;
    }

    /** Signal-to-noise ratio in dB, the other model's numbers being the signal; infinite where nothing differs. */
    double decibels() {
        return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
    }

    /** The largest error in steps of the quantization; only where both have the same. */
    double steps() {
        return first.tensor().quantization().map(q -> Math.rint(largest / q.scale())).orElse(largest);
    }

    @Override
    public String toString() {
        String text = different == 0 ? "equal" : String.format(Locale.ROOT,
            "%d of %d differ%s; mean error %.3g, largest %.3g, %.1f dB", different, count,
            stored && first.tensor().quantization().isPresent() ? ", by at most " + (long) steps() + " as stored" : "",
            mean(), largest, decibels());
        return first + ": " + text;
    }
}

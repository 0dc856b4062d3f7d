package dev.pipit.framework.blocks;

import java.util.Optional;

import dev.pipit.framework.inference.SlidingInterpreter;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Scores;
import dev.pipit.framework.signal.ScoresFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Runs a model without a memory of its own on the last feature rows, and computes only what is new: the same scores at
 * the same times as {@code Spectrogram} and {@link Classify} one behind the other, bit for bit.
 *
 * <p>Input: one feature row at a time, {@code [1, n]}. Starts again after a gap.
 *
 * @param classify the model and its labels
 * @param every    rows from one run to the next, at least 1
 */
public record SlidingClassify(Classify classify, int every) implements Block<Tensor, Scores> {
    public SlidingClassify {
        if (every < 1) {
            throw new IllegalArgumentException("every must be at least 1: every=" + every);
        }
    }

    /** Run after each row. */
    public SlidingClassify(Classify classify) {
        this(classify, 1);
    }

    @Override
    public ScoresFormat output(Format input) {
        return classify.output(spectrogram(input));
    }

    /** What the model looks at. */
    private TensorFormat spectrogram(Format input) {
        TensorFormat row = Formats.tensors("SlidingClassify", input);
        int wanted = classify.inputSize();
        if (wanted % row.size() != 0) {
            throw new IllegalArgumentException(classify.name() + ": the model takes " + wanted
                + " features: they are not rows of " + row.size());
        }
        return new Spectrogram(wanted / row.size(), every).output(input);
    }

    @Override
    public Sink<Tensor> open(Format input, Sink<? super Scores> next) {
        SlidingInterpreter interpreter = prepared();
        TensorFormat all = spectrogram(input);
        if (interpreter.rows() != all.shape().get(0)) {
            throw new IllegalArgumentException(classify.name() + ": the model takes " + interpreter.rows()
                + " rows: there are " + all.shape().get(0) + " of " + Formats.tensors("SlidingClassify", input).size()
                + " features");
        }
        return new Open(interpreter, Formats.tensors("SlidingClassify", input), all, next);
    }

    private SlidingInterpreter prepared() {
        try {
            return SlidingInterpreter.prepare(classify.model(), every);
        } catch (ModelFormatException e) {
            throw new IllegalArgumentException(classify.name() + ": " + e.getMessage(), e);
        }
    }

    private final class Open implements Sink<Tensor> {
        private final SlidingInterpreter interpreter;
        private final ModelInput in;
        private final TensorView out;
        private final Scores scores;
        private final Sink<? super Scores> next;
        private final int hop;
        private final int width;
        private final int lastSample;
        private final long lastNanos;
        private int at;                        // which of the new rows comes next
        private long expected;

        Open(SlidingInterpreter interpreter, TensorFormat row, TensorFormat all, Sink<? super Scores> next) {
            this.interpreter = interpreter;
            this.next = next;
            in = new ModelInput(interpreter.input(), row);
            out = interpreter.output(0);
            scores = new Scores(classify.output(all));
            hop = row.hop();
            width = row.size();
            lastSample = row.length() - 1;
            int rowsBefore = interpreter.rows() - 1;
            lastNanos = all.signal().nanosOf(all.length() - 1)
                - Math.round(rowsBefore * (hop * row.signal().periodNanos()));
            at = start();
        }

        /** Such that the first run that counts comes when there are enough rows, and not some rows later. */
        private int start() {
            return (every - interpreter.rows() % every) % every;
        }

        @Override
        public void accept(Tensor row) {
            if (row.firstSample() != expected) {
                interpreter.reset();
                at = start();
            }
            expected = row.firstSample() + hop;
            in.write(row.values(), at * width);
            at++;
            if (at < every) {
                return;
            }
            at = 0;
            interpreter.invoke();
            if (interpreter.ready()) {
                out.readReals(scores.values(), 0);
                scores.at(row.firstSample() + lastSample, row.timeNanos() + lastNanos);
                next.accept(scores);
            }
        }

        /** Goes over to the vector kernels. */
        @Override
        public Optional<Runnable> warmUp() {
            return Optional.of(interpreter::upgrade);
        }
    }

    @Override
    public String toString() {
        return "SlidingClassify " + classify.name();
    }
}

package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/**
 * UNIDIRECTIONAL_SEQUENCE_LSTM over real numbers, without peepholes, projection and layer normalisation.
 *
 * <p>Each step, with σ the logistic function, x the input, h the hidden state and c the cell state:
 * <pre>{@code
 *     i, f, o = σ(W x + b + R h)      each with weights and a bias of its own
 *     g       = tanh(W x + b + R h)
 *     c       = f c + i g             cut off at ± cell clip, if there is one
 *     h       = o tanh(c)
 * }</pre>
 * Error: σ and tanh are worked out in double and rounded to float, so their last bit may differ from a C library's.
 */
final class RealSequenceLstm {
    private static final int GATES = 4;
    private static final int CELL_GATE = 2;

    private final LstmShape shape;
    private final Storage input;
    private final Storage hidden;
    private final Storage cell;
    private final Storage output;
    private final Storage[] inputWeights = new Storage[GATES];
    private final Storage[] hiddenWeights = new Storage[GATES];
    private final float[][] bias = new float[GATES][];
    private final float[][] gates;
    private final float clip;

    private RealSequenceLstm(Node node, LstmShape shape) throws ModelFormatException {
        this.shape = shape;
        this.input = node.input(0).storage();
        this.hidden = node.input(LstmShape.HIDDEN_STATE).storage();
        this.cell = node.input(LstmShape.CELL_STATE).storage();
        this.output = node.output(0).storage();
        this.gates = new float[GATES][shape.units()];
        for (int gate = 0; gate < GATES; gate++) {
            inputWeights[gate] = shape.inputWeights(node, gate).storage();
            hiddenWeights[gate] = shape.hiddenWeights(node, gate).storage();
            bias[gate] = shape.filter(node, gate).realBias(node);
        }
        float limit = node.options(Options.SequenceLstm.class).cellClip();
        this.clip = limit > 0 ? limit : Float.POSITIVE_INFINITY;
        node.surroundings().scratch((long) GATES * shape.units() * Float.BYTES);
    }

    static Kernel prepare(Node node, LstmShape shape) throws ModelFormatException {
        return new RealSequenceLstm(node, shape)::run;
    }

    private void run() {
        for (int batch = 0; batch < shape.batches(); batch++) {
            for (int step = 0; step < shape.steps(); step++) {
                step(shape.row(batch, step), batch * shape.units());
            }
        }
    }

    private void step(int row, int state) {
        for (int gate = 0; gate < GATES; gate++) {
            for (int u = 0; u < shape.units(); u++) {
                float x = sum(inputWeights[gate], u, input, row * shape.inputs(), shape.inputs()) + bias[gate][u];
                float sum = x + sum(hiddenWeights[gate], u, hidden, state, shape.units());
                gates[gate][u] = gate == CELL_GATE ? (float) Math.tanh(sum) : (float) (1 / (1 + Math.exp(-sum)));
            }
        }
        for (int u = 0; u < shape.units(); u++) {
            float updated = gates[1][u] * cell.float32(state + u) + gates[0][u] * gates[CELL_GATE][u];
            float kept = Math.max(-clip, Math.min(clip, updated));
            float shown = (float) Math.tanh(kept) * gates[3][u];
            cell.putFloat32(state + u, kept);
            hidden.putFloat32(state + u, shown);
            output.putFloat32(row * shape.units() + u, shown);
        }
    }

    private static float sum(Storage weights, int unit, Storage x, int from, int count) {
        float sum = 0;
        for (int k = 0; k < count; k++) {
            sum += x.float32(from + k) * weights.float32(unit * count + k);
        }
        return sum;
    }
}

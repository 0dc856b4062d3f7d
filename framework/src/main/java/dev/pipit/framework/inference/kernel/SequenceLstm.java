package dev.pipit.framework.inference.kernel;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/**
 * UNIDIRECTIONAL_SEQUENCE_LSTM: a recurrent layer over the steps of a sequence, without peepholes, projection and
 * layer normalisation. Inputs and hidden state have 8 or 16 bits. Numbers going into the gates have 12 fractional bits,
 * those coming out 15.
 *
 * <p>Shape: input {@code [batches, steps, inputs]}, or {@code [steps, batches, inputs]} if time comes first; hidden and
 * cell state {@code [batches, units]}; output like the input, with units.
 */
public final class SequenceLstm {
    private static final int INPUT_GATE = 0;
    private static final int FORGET_GATE = 1;
    private static final int CELL_GATE = 2;
    private static final int OUTPUT_GATE = 3;
    private static final int HIDDEN_STATE = LstmShape.HIDDEN_STATE;
    private static final int CELL_STATE = LstmShape.CELL_STATE;
    private static final float GATE_INPUT_SCALE = 1f / (1 << 12);
    private static final double GATE_OUTPUT_SCALE = 1.0 / (1 << 15);
    private static final Range INT16 = new Range(Short.MIN_VALUE, Short.MAX_VALUE);

    private final Operand input;
    private final Operand hidden;
    private final Storage cell;
    private final Storage output;
    private final LstmShape shape;
    private final int inputs;
    private final int units;
    private final boolean wide;
    private final Gate[] gates;
    private final Scaling scaling;

    private SequenceLstm(Node node, LstmShape shape) throws ModelFormatException {
        this.shape = shape;
        inputs = shape.inputs();
        units = shape.units();
        input = node.input(0);
        wide = input.type() == TensorType.INT16;
        hidden = node.input(HIDDEN_STATE);
        cell = node.input(CELL_STATE).storage();
        output = node.output(0).storage();
        List<Gate> made = new ArrayList<>();
        for (int gate = INPUT_GATE; gate <= OUTPUT_GATE; gate++) {
            made.add(gate(node, gate));
        }
        gates = made.toArray(Gate[]::new);
        scaling = Scaling.of(node, node.options(Options.SequenceLstm.class).cellClip());
        node.surroundings().scratch((long) gates.length * units * Short.BYTES);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        LstmShape shape = LstmShape.of(node);
        return node.input(0).type() == TensorType.FLOAT32 ? RealSequenceLstm.prepare(node, shape)
            : new SequenceLstm(node, shape)::run;
    }

    /** What is computed of the input and of the hidden state before one of the four functions is applied. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Gate(Storage inputWeights, Storage hiddenWeights, long[] bias, int inputZero, int hiddenZero,
            Rescale fromInput, Rescale fromHidden, short[] values) { }

    private Gate gate(Node node, int gate) throws ModelFormatException {
        Operand inputWeights = shape.inputWeights(node, gate);
        Operand hiddenWeights = shape.hiddenWeights(node, gate);
        node.require(node.quantization(inputWeights).zeroPoint() == 0
            && node.quantization(hiddenWeights).zeroPoint() == 0, "weights must have zero points of 0");
        Quantization in = node.quantization(node.input(0));
        Quantization state = node.quantization(node.input(HIDDEN_STATE));
        node.require(!wide || in.zeroPoint() == 0 && state.zeroPoint() == 0,
            "INT16 tensors must have zero points of 0: input=%s, hidden state=%s", in.zeroPoint(), state.zeroPoint());
        return new Gate(inputWeights.storage(), hiddenWeights.storage(), shape.filter(node, gate).bias(node), in.zeroPoint(),
            state.zeroPoint(),
            node.rescale(in.scale() * node.quantization(inputWeights).scale() / (double) GATE_INPUT_SCALE),
            node.rescale(state.scale() * node.quantization(hiddenWeights).scale() / (double) GATE_INPUT_SCALE),
            new short[units]);
    }

    /** How products of gates and states are scaled, and how the cell state goes into a tanh. */
    private record Scaling(Rescale forget, Rescale update, Rescale hidden, int hiddenZero, Range shown, Range clip,
            int tanhMultiplier, int tanhShift) {
        static Scaling of(Node node, float cellClip) throws ModelFormatException {
            float cellScale = node.quantization(node.input(CELL_STATE)).scale();
            Quantization hidden = node.quantization(node.input(HIDDEN_STATE));
            // converters keep to powers of two for 8 bits only; for 16 the source takes the nearest one
            int power = (int) Math.rint(Math.log(cellScale) / Math.log(2));
            boolean narrow = node.input(HIDDEN_STATE).type() == TensorType.INT8;
            node.require(!narrow || cellScale == Math.scalb(1f, power), "cell scale must be a power of two: scale=%s",
                cellScale);
            int shift = 15 + power - 3;
            int limit = (int) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, cellClip / (double) cellScale));
            node.require(shift <= 14 && shift > -31, "cell scale must be from 2^-42 to 2^2: scale=%s", cellScale);
            return new Scaling(node.rescale(GATE_OUTPUT_SCALE * cellScale / cellScale),
                node.rescale(GATE_OUTPUT_SCALE * GATE_OUTPUT_SCALE / cellScale),
                node.rescale(GATE_OUTPUT_SCALE * GATE_OUTPUT_SCALE / hidden.scale()), hidden.zeroPoint(),
                Range.of(node.input(HIDDEN_STATE).type()), cellClip > 0 ? new Range(-limit, limit) : INT16,
                shift < 0 ? 3 : 3 << shift, Math.max(0, -shift));
        }
    }

    private void run() {
        for (int batch = 0; batch < shape.batches(); batch++) {
            for (int step = 0; step < shape.steps(); step++) {
                step(shape.row(batch, step), batch * units);
            }
        }
    }

    private void step(int row, int state) {
        for (int gate = INPUT_GATE; gate <= OUTPUT_GATE; gate++) {
            compute(gates[gate], gate == CELL_GATE, row * inputs, state);
        }
        for (int u = 0; u < units; u++) {
            int kept = INT16.clamp(scaling.forget.apply(gates[FORGET_GATE].values[u] * cell.int16(state + u)));
            int added = INT16.clamp(scaling.update.apply(gates[INPUT_GATE].values[u] * gates[CELL_GATE].values[u]));
            int updated = scaling.clip.clamp(INT16.clamp(kept + added));
            cell.putInt16(state + u, updated);
            int shown = SigmoidTable.tanh(updated, scaling.tanhMultiplier, scaling.tanhShift)
                * gates[OUTPUT_GATE].values[u];
            hidden.put(state + u, scaling.shown.clamp(scaling.hidden.apply(shown) + scaling.hiddenZero));
        }
        int size = hidden.type().bits() / Byte.SIZE;
        hidden.storage().copy(state * size, output, row * units * size, units * size);
    }

    private void compute(Gate gate, boolean tanh, int from, int state) {
        for (int u = 0; u < units; u++) {
            int fromInput;
            int fromHidden;
            if (wide) {
                fromInput = gate.fromInput.applyWide(gate.bias[u] + sum16(gate.inputWeights, u, input.storage(), from, inputs));
                fromHidden = gate.fromHidden.applyWide(sum16(gate.hiddenWeights, u, hidden.storage(), state, units));
            } else {
                fromInput = gate.fromInput.apply((int) gate.bias[u]
                    + sum8(gate.inputWeights, u, input.storage(), from, inputs, gate.inputZero));
                fromHidden = gate.fromHidden.apply(
                    sum8(gate.hiddenWeights, u, hidden.storage(), state, units, gate.hiddenZero));
            }
            int x = INT16.clamp(INT16.clamp(fromInput) + INT16.clamp(fromHidden));
            gate.values[u] = (short) (tanh ? SigmoidTable.tanh(x, 3, 0)
                : SigmoidTable.logistic(x, 3, 0));
        }
    }

    private static int sum8(Storage weights, int unit, Storage x, int from, int count, int zero) {
        int sum = 0;
        for (int k = 0; k < count; k++) {
            sum += weights.int8(unit * count + k) * (x.int8(from + k) - zero);
        }
        return sum;
    }

    private static long sum16(Storage weights, int unit, Storage x, int from, int count) {
        long sum = 0;
        for (int k = 0; k < count; k++) {
            sum += (long) weights.int8(unit * count + k) * x.int16(from + k);
        }
        return sum;
    }
}

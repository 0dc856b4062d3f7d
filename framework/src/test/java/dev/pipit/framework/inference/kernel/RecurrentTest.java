package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.TensorType;

class RecurrentTest {
    private static final int BATCHES = 2;
    private static final int INPUTS = 5;
    private static final int UNITS = 3;
    private static final int MEMORY = 4;
    private static final int STEPS = 4;

    private final Random random = new Random(71);

    private double[] numbers(int count, int bound) {
        return random.ints(count, -bound, bound + 1).asDoubleStream().toArray();
    }

    private OneOperator svdf(Spec spec, Spec state, double[] features, double[] time, double[] bias) {
        boolean real = spec.type() == TensorType.FLOAT32;
        int rank = features.length / INPUTS / UNITS;
        TensorType timeType = state.type();
        return OneOperator.of(OperatorCode.SVDF, new Options.Svdf(rank, Activation.NONE)).input(spec)
            .constant(real ? Spec.of(spec.type(), UNITS * rank, INPUTS)
                : Spec.scaled(TensorType.INT8, 0.02, 0, UNITS * rank, INPUTS), features)
            .constant(real ? Spec.of(spec.type(), UNITS * rank, MEMORY)
                : Spec.scaled(timeType, 0.001, 0, UNITS * rank, MEMORY), time)
            .constant(Spec.of(real ? spec.type() : TensorType.INT32, UNITS), bias).variable(state)
            .output(real ? Spec.of(spec.type(), BATCHES, UNITS) : Spec.scaled(TensorType.INT8, 0.005, 3, BATCHES, UNITS));
    }

    /** The definition: each filter remembers what the last inputs gave, and a unit sums its filters over time. */
    @ParameterizedTest
    @CsvSource({"INT16, 1", "INT16, 2", "INT8, 2"})
    void svdfSumsItsFiltersOverTheLastSteps(TensorType stateType, int rank) throws ModelFormatException {
        int filters = UNITS * rank;
        int stateZero = stateType == TensorType.INT16 ? 0 : -9;
        double[] features = numbers(filters * INPUTS, 100);
        double[] time = numbers(filters * MEMORY, 100);
        double[] bias = numbers(UNITS, 500);
        float stateScale = stateType == TensorType.INT16 ? 0.0005f : 0.05f;
        var interpreter = svdf(Spec.scaled(TensorType.INT8, 0.03, -4, BATCHES, INPUTS),
            Spec.scaled(stateType, stateScale, stateZero, BATCHES, filters * MEMORY), features, time, bias).prepare();
        var toState = new SlowRescale(0.03f * 0.02f / stateScale);
        var toOutput = new SlowRescale(stateScale * 0.001f / 0.005f);
        int[][] memory = new int[BATCHES * filters][MEMORY];         // real zeros, the newest last
        for (int step = 0; step < 2 * MEMORY; step++) {
            int[] x = random.ints(BATCHES * INPUTS, -128, 128).toArray();
            int[] expected = new int[BATCHES * UNITS];
            for (int n = 0; n < memory.length; n++) {
                long sum = 0;
                for (int k = 0; k < INPUTS; k++) {
                    sum += (long) features[n % filters * INPUTS + k] * (x[n / filters * INPUTS + k] + 4);
                }
                System.arraycopy(memory[n], 1, memory[n], 0, MEMORY - 1);
                memory[n][MEMORY - 1] = Range.of(stateType).clamp(toState.apply(sum) + stateZero) - stateZero;
            }
            for (int n = 0; n < expected.length; n++) {
                long sum = (long) bias[n % UNITS];
                for (int r = 0; r < rank; r++) {
                    for (int m = 0; m < MEMORY; m++) {
                        sum += (long) time[(n % UNITS * rank + r) * MEMORY + m] * memory[n * rank + r][m];
                    }
                }
                expected[n] = Range.of(TensorType.INT8).clamp(toOutput.apply(sum) + 3);
            }
            assertArrayEquals(expected, OneOperator.run(interpreter, x), "step " + step);
        }
    }

    /** With one-hot weights by hand: feature weights pick input 0, time weights pick two steps ago, twice. */
    @Test
    void svdfOfRealNumbersRemembers() throws ModelFormatException {
        double[] features = new double[UNITS * INPUTS];
        double[] time = new double[UNITS * MEMORY];
        for (int u = 0; u < UNITS; u++) {
            features[u * INPUTS] = 1;
            time[u * MEMORY + MEMORY - 3] = 2;
        }
        var interpreter = svdf(Spec.of(TensorType.FLOAT32, BATCHES, INPUTS),
            Spec.of(TensorType.FLOAT32, BATCHES, UNITS * MEMORY), features, time, new double[] {0, 10, 20}).prepare();
        for (int step = 0; step < 6; step++) {
            for (int batch = 0; batch < BATCHES; batch++) {
                interpreter.input(0).setReal(batch * INPUTS, step + 100 * batch);
            }
            interpreter.invoke();
            for (int n = 0; n < BATCHES * UNITS; n++) {
                int before = step < 2 ? 0 : step - 2 + 100 * (n / UNITS);
                assertEquals(2 * before + 10 * (n % UNITS), interpreter.output(0).real(n));
            }
        }
    }

    @Test
    void svdfRefusesShapesThatDoNotFit() {
        Spec in = Spec.scaled(TensorType.INT8, 1, 0, BATCHES, INPUTS);
        double[] features = new double[UNITS * INPUTS];
        double[] time = new double[UNITS * MEMORY];
        assertEquals("operator 0 (SVDF): state must be a variable of 24 numbers: numbers=23", svdf(in,
            Spec.scaled(TensorType.INT16, 1, 0, 23), features, time, new double[3]).refusal());
        var rankOf0 = OneOperator.of(OperatorCode.SVDF, new Options.Svdf(0, Activation.NONE)).input(in)
            .constant(in, new double[10]).constant(Spec.scaled(TensorType.INT16, 1, 0, 2, 4), new double[8]).absent()
            .variable(Spec.scaled(TensorType.INT16, 1, 0, 2, 8)).output(in);
        assertEquals("operator 0 (SVDF): filters must divide by the rank: filters=2, rank=0, memory=4",
            rankOf0.refusal());
        var flat = OneOperator.of(OperatorCode.SVDF, new Options.Svdf(1, Activation.NONE))
            .input(Spec.scaled(TensorType.INT8, 1, 0, 10)).constant(in, new double[10])
            .constant(Spec.scaled(TensorType.INT16, 1, 0, 2, 4), new double[8]).absent()
            .variable(Spec.scaled(TensorType.INT16, 1, 0, 2, 8)).output(in);
        assertEquals("operator 0 (SVDF): input and weights must have rank 2: ranks=1, 2, 2", flat.refusal());
    }

    private static final double HIDDEN_SCALE = 1 / 128.0;
    private static final double WEIGHT_SCALE = 0.005;
    private static final double BIAS_SCALE = 0.02f * (double) (float) WEIGHT_SCALE;

    private OneOperator lstm(boolean timeMajor, Activation activation, double cellScale, double[][] weights,
            float clip) {
        return lstm(Spec.scaled(TensorType.INT8, 0.02, 5), Spec.scaled(TensorType.INT8, HIDDEN_SCALE, 2), timeMajor,
            activation, cellScale, weights, clip);
    }

    private OneOperator lstm(Spec input, Spec hidden, boolean timeMajor, Activation activation, double cellScale,
            double[][] weights, float clip) {
        int[] shape = timeMajor ? new int[] {STEPS, BATCHES, INPUTS} : new int[] {BATCHES, STEPS, INPUTS};
        var lstm = OneOperator.of(OperatorCode.UNIDIRECTIONAL_SEQUENCE_LSTM,
            new Options.SequenceLstm(activation, clip, 0, timeMajor, false))
            .input(new Spec(input.type(), input.quantization(), shape));
        for (int gate = 0; gate < 4; gate++) {
            lstm.constant(Spec.scaled(TensorType.INT8, WEIGHT_SCALE, 0, UNITS, INPUTS), weights[gate]);
        }
        for (int gate = 4; gate < 8; gate++) {
            lstm.constant(Spec.scaled(TensorType.INT8, WEIGHT_SCALE, 0, UNITS, UNITS), weights[gate]);
        }
        lstm.absent().absent().absent();
        for (int gate = 8; gate < 12; gate++) {
            lstm.constant(Spec.of(input.type() == TensorType.INT8 ? TensorType.INT32 : TensorType.INT64, UNITS),
                weights[gate]);
        }
        return lstm.absent().absent().variable(new Spec(hidden.type(), hidden.quantization(), BATCHES, UNITS))
            .variable(Spec.scaled(TensorType.INT16, cellScale, 0, BATCHES, UNITS)).absent().absent().absent().absent()
            .output(new Spec(hidden.type(), hidden.quantization(), shape[0], shape[1], UNITS));
    }

    private double[][] weights() {
        double[][] weights = new double[12][];
        for (int gate = 0; gate < 12; gate++) {
            weights[gate] = gate < 4 ? numbers(UNITS * INPUTS, 127) : gate < 8 ? numbers(UNITS * UNITS, 127)
                : numbers(UNITS, 3000);
        }
        return weights;
    }

    /**
     * Against the equations in real numbers. Two steps of the output: half a step for each rounding of the hidden state,
     * which comes back three times through weights below 0.64, and far less for everything else.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lstmFollowsItsEquations(boolean timeMajor) throws ModelFormatException {
        for (double cellScale : new double[] {1 / 2048.0, 1 / 32768.0}) {
            double[][] weights = weights();
            Interpreter interpreter = lstm(timeMajor, Activation.TANH, cellScale, weights, 10).prepare();
            int[] x = random.ints((long) BATCHES * STEPS * INPUTS, -60, 60).toArray();
            int[] output = OneOperator.run(interpreter, x);
            for (int batch = 0; batch < BATCHES; batch++) {
                double[] hidden = new double[UNITS];
                double[] cell = new double[UNITS];
                for (int step = 0; step < STEPS; step++) {
                    int row = timeMajor ? step * BATCHES + batch : batch * STEPS + step;
                    hidden = realStep(weights, x, row * INPUTS, hidden, cell, 32767 * cellScale);
                    for (int u = 0; u < UNITS; u++) {
                        assertEquals(hidden[u] / HIDDEN_SCALE + 2, output[row * UNITS + u], 2, "step " + step);
                    }
                }
            }
        }
    }

    private static double[] realStep(double[][] weights, int[] x, int from, double[] hidden, double[] cell,
            double greatest) {
        double[][] gates = new double[4][UNITS];
        for (int gate = 0; gate < 4; gate++) {
            for (int u = 0; u < UNITS; u++) {
                double sum = weights[8 + gate][u] * BIAS_SCALE;
                for (int k = 0; k < INPUTS; k++) {
                    sum += weights[gate][u * INPUTS + k] * WEIGHT_SCALE * 0.02 * (x[from + k] - 5);
                }
                for (int k = 0; k < UNITS; k++) {
                    sum += weights[4 + gate][u * UNITS + k] * WEIGHT_SCALE * hidden[k];
                }
                gates[gate][u] = gate == 2 ? Math.tanh(sum) : 1 / (1 + Math.exp(-sum));
            }
        }
        double[] next = new double[UNITS];
        for (int u = 0; u < UNITS; u++) {
            cell[u] = gates[1][u] * cell[u] + gates[0][u] * gates[2][u];
            cell[u] = Math.max(-greatest, Math.min(greatest, cell[u]));
            next[u] = gates[3][u] * Math.tanh(cell[u]);
        }
        return next;
    }

    /**
     * Scales that make the 16-bit network the 8-bit one with finer numbers; the hidden state has 15 fractional bits. What
     * goes into a gate is rounded to 12 fractional bits, twice, each gate is read off a table to two steps of 2⁻¹⁵, and a
     * state comes back through weights below 2: 16 times 2⁻¹² after four steps.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lstmOf16BitsFollowsItsEquations(boolean timeMajor) throws ModelFormatException {
        double[][] weights = weights();
        int[] x = random.ints((long) BATCHES * STEPS * INPUTS, -60, 60).toArray();
        double[][] finer = weights.clone();
        for (int gate = 8; gate < 12; gate++) {
            finer[gate] = Arrays.stream(weights[gate]).map(b -> b * 256).toArray();
        }
        int[] output = lstm(Spec.scaled(TensorType.INT16, 0.02 / 256, 0),
            Spec.scaled(TensorType.INT16, 1.0 / (1 << 15), 0), timeMajor, Activation.TANH, 1 / 2048.0, finer, 0)
            .run(Arrays.stream(x).map(q -> 256 * (q - 5)).toArray());
        for (int batch = 0; batch < BATCHES; batch++) {
            double[] hidden = new double[UNITS];
            double[] cell = new double[UNITS];
            for (int step = 0; step < STEPS; step++) {
                int row = timeMajor ? step * BATCHES + batch : batch * STEPS + step;
                hidden = realStep(weights, x, row * INPUTS, hidden, cell, 16);
                for (int u = 0; u < UNITS; u++) {
                    assertEquals(hidden[u], output[row * UNITS + u] / 32768.0, 16.0 / 4096, "step " + step);
                }
            }
        }
    }

    private static OneOperator realLstm(boolean timeMajor, double[][] weights, float clip) {
        int[] shape = timeMajor ? new int[] {STEPS, BATCHES, INPUTS} : new int[] {BATCHES, STEPS, INPUTS};
        var lstm = OneOperator.of(OperatorCode.UNIDIRECTIONAL_SEQUENCE_LSTM,
            new Options.SequenceLstm(Activation.TANH, clip, 0, timeMajor, false)).input(Spec.of(TensorType.FLOAT32, shape));
        for (int part = 0; part < 12; part++) {
            double scale = part < 8 ? WEIGHT_SCALE : BIAS_SCALE;
            if (part == 8) {
                lstm.absent().absent().absent();
            }
            int[] extents = part < 4 ? new int[] {UNITS, INPUTS} : part < 8 ? new int[] {UNITS, UNITS} : new int[] {UNITS};
            lstm.constant(Spec.of(TensorType.FLOAT32, extents), Arrays.stream(weights[part]).map(w -> w * scale).toArray());
        }
        return lstm.absent().absent().variable(Spec.of(TensorType.FLOAT32, BATCHES, UNITS))
            .variable(Spec.of(TensorType.FLOAT32, BATCHES, UNITS)).absent().absent().absent().absent()
            .output(Spec.of(TensorType.FLOAT32, shape[0], shape[1], UNITS));
    }

    /** Sums of ten numbers below 1 in 24 bits, and what comes back of them: 10⁻⁶ is ten of the last places of 1. */
    @ParameterizedTest
    @CsvSource({"false, 0", "true, 0", "false, 0.25"})
    void lstmOfRealNumbersFollowsItsEquations(boolean timeMajor, float clip) throws ModelFormatException {
        double[][] weights = weights();
        int[] x = random.ints((long) BATCHES * STEPS * INPUTS, -60, 60).toArray();
        float[] real = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            real[i] = 0.02f * (x[i] - 5);
        }
        float[] output = realLstm(timeMajor, weights, clip).runReal(real);
        for (int batch = 0; batch < BATCHES; batch++) {
            double[] hidden = new double[UNITS];
            double[] cell = new double[UNITS];
            for (int step = 0; step < STEPS; step++) {
                int row = timeMajor ? step * BATCHES + batch : batch * STEPS + step;
                hidden = realStep(weights, x, row * INPUTS, hidden, cell, clip > 0 ? clip : Double.MAX_VALUE);
                for (int u = 0; u < UNITS; u++) {
                    assertEquals(hidden[u], output[row * UNITS + u], 1e-6, "step " + step);
                }
            }
        }
    }

    @Test
    void lstmOfRealNumbersGoesOnWhereItWas() throws ModelFormatException {
        Interpreter interpreter = realLstm(false, weights(), 0).prepare();
        interpreter.invoke();
        float first = interpreter.output(0).real(0);
        interpreter.invoke();
        assertTrue(first != interpreter.output(0).real(0));
        interpreter.reset();
        interpreter.invoke();
        assertEquals(first, interpreter.output(0).real(0));
    }

    @Test
    void lstmOf16BitsRefusesZeroPoints() {
        assertEquals("operator 0 (UNIDIRECTIONAL_SEQUENCE_LSTM): INT16 tensors must have zero points of 0: input=1, "
            + "hidden state=0", lstm(Spec.scaled(TensorType.INT16, 1, 1), Spec.scaled(TensorType.INT16, 1, 0), false,
            Activation.TANH, 1 / 2048.0, weights(), 0).refusal());
        assertEquals("operator 0 (UNIDIRECTIONAL_SEQUENCE_LSTM): INT16 tensors must have zero points of 0: input=0, "
            + "hidden state=1", lstm(Spec.scaled(TensorType.INT16, 1, 0), Spec.scaled(TensorType.INT16, 1, 1), false,
            Activation.TANH, 1 / 2048.0, weights(), 0).refusal());
    }

    @Test
    void lstmGoesOnWhereItWas() throws ModelFormatException {
        Interpreter interpreter = lstm(false, Activation.TANH, 1 / 2048.0, weights(), 0).prepare();
        int[] x = random.ints((long) BATCHES * STEPS * INPUTS, -60, 60).toArray();
        int[] first = OneOperator.run(interpreter, x);
        assertFalse(Arrays.equals(first, OneOperator.run(interpreter, x)));
        interpreter.reset();
        assertArrayEquals(first, OneOperator.run(interpreter, x));
    }

    /** A clip of 0.25 keeps the cell, and with it the hidden state, within ± tanh(0.25). */
    @Test
    void lstmClipsItsCell() throws ModelFormatException {
        double[][] weights = weights();
        weights[10] = new double[] {30_000, -30_000, 30_000};
        int[] output = lstm(false, Activation.TANH, 1 / 2048.0, weights, 0.25f)
            .run(new int[BATCHES * STEPS * INPUTS]);
        for (int q : output) {
            assertTrue(Math.abs(q - 2) <= Math.tanh(0.25) / HIDDEN_SCALE + 0.5);
        }
    }

    @Test
    void lstmRefusesWhatItCannotFollow() {
        String of = "operator 0 (UNIDIRECTIONAL_SEQUENCE_LSTM): ";
        assertEquals(of + "activation must be TANH: activation=RELU",
            lstm(false, Activation.RELU, 1 / 2048.0, weights(), 0).refusal());
        assertEquals(of + "cell scale must be a power of two: scale=0.1",
            lstm(false, Activation.TANH, 0.1, weights(), 0).refusal());
        assertEquals(of + "cell scale must be from 2^-42 to 2^2: scale=8.0",
            lstm(false, Activation.TANH, 8, weights(), 0).refusal());
    }
}

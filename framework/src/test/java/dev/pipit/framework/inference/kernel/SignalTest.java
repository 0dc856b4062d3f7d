package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.CustomSettings;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

class SignalTest {
    private static final Map<String, Object> SUBTRACTION = Map.of("num_channels", 2, "smoothing", 4096,
        "one_minus_smoothing", 12288, "alternate_smoothing", 8192, "alternate_one_minus_smoothing", 8192,
        "min_signal_remaining", 1638, "smoothing_bits", 4, "spectral_subtraction_bits", 14, "clamping", false);

    private static OneOperator signal(String name, Map<String, ?> settings) {
        return OneOperator.custom("Signal" + name, CustomSettings.of(settings));
    }

    private static Spec of(TensorType type, int... shape) {
        return Spec.of(type, shape);
    }

    /** By hand: 1000 x 2048 >> 12 = 500; -3 x 2048 >> 12 is rounded down to -2; 32767 x 32767 >> 12 does not fit. */
    @Test
    void windowMultipliesByACurveAndRoundsDown() throws ModelFormatException {
        int[] output = signal("Window", Map.of("shift", 12)).input(of(TensorType.INT16, 2, 2))
            .constant(of(TensorType.INT16, 2), 2048, 32767).output(of(TensorType.INT16, 2, 2))
            .run(new int[] {1000, 32767, -3, -32768});
        assertArrayEquals(new int[] {500, 32767, -2, -32768}, output);
    }

    /** 100 x 2⁸ = 25600 is the last that fits; zeros could be multiplied by 2¹⁵; a −32768 is passed over, as at the source. */
    @ParameterizedTest
    @CsvSource({"100, -3, 8", "-100, 3, 8", "0, 0, 15", "16384, 1, 0", "-32768, 20, 10", "20, -32768, 0"})
    void autoScaleFillsSixteenBits(int first, int second, int bits) throws ModelFormatException {
        Interpreter interpreter = signal("FftAutoScale", Map.of()).input(of(TensorType.INT16, 2))
            .output(of(TensorType.INT16, 2)).output(of(TensorType.INT32)).prepare();
        int[] output = OneOperator.run(interpreter, new int[] {first, second});
        assertEquals(bits, interpreter.output(1).get(0));
        assertArrayEquals(new int[] {(short) (first << bits), (short) (second << bits)}, output);
    }

    /** A cosine of amplitude a at bin k is a / 2 there and nothing elsewhere; 4 units as the transform is documented. */
    @ParameterizedTest
    @CsvSource({"8, 1", "16, 3", "64, 5", "128, 60", "1024, 100"})
    void rfftFindsACosine(int size, int bin) throws ModelFormatException {
        int[] x = new int[2 * size];
        for (int i = 0; i < size; i++) {
            x[size + i] = (int) Math.round(20_000 * Math.cos(2 * Math.PI * bin * i / size));
        }
        int[] output = signal("Rfft", Map.of("T", 7, "fft_length", size)).input(of(TensorType.INT16, 2, size))
            .output(of(TensorType.INT16, 2, size + 2)).run(x);
        for (int k = 0; k < size + 2; k++) {
            assertEquals(0, output[k]);
            assertEquals(k == 2 * bin ? 10_000 : 0, output[size + 2 + k], 4 + 0.0008 * 10_000, "at " + k);
        }
    }

    /** An impulse, followed by fewer samples than the transform is long, is the same in every bin. */
    @Test
    void rfftFillsUpWithZeros() throws ModelFormatException {
        int[] output = signal("Rfft", Map.of("fft_length", 16)).input(of(TensorType.INT16, 3))
            .output(of(TensorType.INT16, 18)).run(new int[] {16_000, 0, 0});
        for (int k = 0; k < 9; k++) {
            assertEquals(1000, output[2 * k], 4);
            assertEquals(0, output[2 * k + 1], 4);
        }
    }

    /** 3² + 4² = 25; the greatest energy, 2 x 32768² = 2³¹, has 32 bits without sign. */
    @Test
    void energyIsTheSumOfSquaresOfSomeBins() throws ModelFormatException {
        int[] output = signal("Energy", Map.of("start_index", 1, "end_index", 3)).input(of(TensorType.INT16, 8))
            .output(of(TensorType.UINT32, 4)).run(new int[] {9, 9, 3, -4, -32768, -32768, 9, 9});
        assertArrayEquals(new int[] {0, 25, 1 << 31, 0}, output);
    }

    /**
     * Two bands over bins 1 to 4, which hold 5, 6, 7 and 2³² − 1. Bin 1 rises to the first band with 10, bins 2 and 3 fall
     * from it with 7 and rise to the second with 3, bin 4 falls from that with 2.
     */
    @Test
    void filterBankAddsUpWeightedBins() throws ModelFormatException {
        Interpreter interpreter = filterBank(2, new double[] {1, 2, 4}, new double[] {0, 1, 3}, new double[] {1, 2, 1})
            .prepare();
        OneOperator.run(interpreter, new int[] {99, 5, 6, 7, -1, 99});
        assertEquals(10 * 5 + 7 * (6 + 7), wide(interpreter.output(0), 0));
        assertEquals(3 * (6 + 7) + 2 * 0xFFFF_FFFFL, wide(interpreter.output(0), 1));
    }

    private static OneOperator filterBank(int channels, double[] bins, double[] starts, double[] widths) {
        return signal("FilterBank", Map.of("num_channels", channels)).input(of(TensorType.UINT32, 6))
            .constant(of(TensorType.INT16, 4), 0, 7, 7, 2).constant(of(TensorType.INT16, 4), 10, 3, 3, 0)
            .constant(of(TensorType.INT16, bins.length), bins).constant(of(TensorType.INT16, starts.length), starts)
            .constant(of(TensorType.INT16, widths.length), widths).output(of(TensorType.UINT64, 2));
    }

    private static long wide(TensorView tensor, int i) {
        byte[] bytes = new byte[tensor.bytes()];
        tensor.read(bytes, 0);
        return new Storage(bytes, 0, bytes.length).int64(i);
    }

    @Test
    void filterBankRefusesSlopesThatLieOutside() {
        String of = "operator 0 (CUSTOM:SignalFilterBank): ";
        double[] bins = {1, 2, 4};
        double[] starts = {0, 1, 3};
        double[] widths = {1, 2, 1};
        assertEquals(of + "slope 2 must lie inside: bin=6 of 6, weight=3 of 4, width=1",
            filterBank(2, new double[] {1, 2, 6}, starts, widths).refusal());
        assertEquals(of + "slope 2 must lie inside: bin=4 of 6, weight=3 of 4, width=2",
            filterBank(2, bins, starts, new double[] {1, 2, 2}).refusal());
        assertEquals(of + "slope 0 must lie inside: bin=-1 of 6, weight=0 of 4, width=1",
            filterBank(2, new double[] {-1, 2, 4}, starts, widths).refusal());
        assertEquals(of + "slope 1 must lie inside: bin=2 of 6, weight=-1 of 4, width=2",
            filterBank(2, bins, new double[] {0, -1, 3}, widths).refusal());
        assertEquals(of + "output must have 3 numbers: numbers=2", filterBank(3, bins, starts, widths).refusal());
        assertEquals(of + "input 4 must be constant and have 3 numbers: numbers=2",
            filterBank(2, bins, new double[] {0, 1}, widths).refusal());
    }

    /** √(10⁶) = 1000, without 3 bits 125; √(2⁶⁴ − 1) is 2³² − 1, not one more. */
    @Test
    void squareRootDropsLowerBits() throws ModelFormatException {
        Interpreter interpreter = signal("FilterBankSquareRoot", Map.of()).input(of(TensorType.UINT64, 2))
            .input(of(TensorType.INT32)).output(of(TensorType.UINT32, 2)).prepare();
        Storage energies = Storage.of(16);
        energies.putInt64(0, 1_000_000);
        energies.putInt64(1, -1);
        interpreter.input(0).write(energies.bytes(), 0);
        interpreter.input(1).set(0, 3);
        interpreter.invoke();
        assertArrayEquals(new int[] {125, (int) (0xFFFF_FFFFL >> 3)}, OneOperator.whole(interpreter.output(0)));
    }

    /**
     * By hand: 1000 x 2⁴ = 16000, of which the estimate takes a quarter (even) or a half (odd): 4000 and 8000; left is
     * 12000 / 16 = 750 and 8000 / 16 = 500. Again: 4000 + 3000 = 7000 gives 562, 8000 + 4000 = 12000 gives 250. Then
     * 100: a tenth, 9, stays, as the estimate is above 1600.
     */
    @Test
    void spectralSubtractionFollowsWhatIsAlwaysThere() throws ModelFormatException {
        Interpreter interpreter = subtraction(SUBTRACTION);
        assertArrayEquals(new int[] {750, 500}, OneOperator.run(interpreter, new int[] {1000, 1000}));
        assertArrayEquals(new int[] {4000, 8000}, OneOperator.whole(interpreter.output(1)));
        assertArrayEquals(new int[] {562, 250}, OneOperator.run(interpreter, new int[] {1000, 1000}));
        assertArrayEquals(new int[] {9, 9}, OneOperator.run(interpreter, new int[] {100, 100}));
        assertArrayEquals(new int[] {5650, 6800}, OneOperator.whole(interpreter.output(1)));
        interpreter.reset();
        assertArrayEquals(new int[] {750, 500}, OneOperator.run(interpreter, new int[] {1000, 1000}));
    }

    /** The same, yet the estimate may not stay above what is heard: 100 x 16. */
    @Test
    void spectralSubtractionCanHoldItsEstimateDown() throws ModelFormatException {
        Map<String, Object> settings = new HashMap<>(SUBTRACTION);
        settings.put("clamping", true);
        Interpreter interpreter = subtraction(settings);
        OneOperator.run(interpreter, new int[] {1000, 1000});
        OneOperator.run(interpreter, new int[] {100, 100});
        assertArrayEquals(new int[] {1600, 1600}, OneOperator.whole(interpreter.output(1)));
    }

    private static Interpreter subtraction(Map<String, ?> settings) throws ModelFormatException {
        return signal("FilterBankSpectralSubtraction", settings).input(of(TensorType.UINT32, 2))
            .output(of(TensorType.UINT32, 2)).output(of(TensorType.UINT32, 2)).prepare();
    }

    /**
     * A table that gives 0, 1, 2 for these and 1000 + 64 (x / 2ⁿ⁻¹ − 1) from there on. By hand: noise 24 = 1.5 x 2⁴ gives
     * 1032; 4096 x 1032 >> 6 = 66048, a ratio of 16.125, less 1, in 64ths: 968. Noise 0 gives 0; noise 2 gives 2, and
     * 4096 x 2 >> 6 = 128, a ratio of 1/32, a quarter of its square in 64ths below 1.
     */
    @Test
    void pcanMultipliesByAGainFromATable() throws ModelFormatException {
        double[] table = new double[125];
        table[1] = 1;
        table[2] = 2;
        for (int bits = 2; bits <= 32; bits++) {
            int at = 4 * bits - 6;
            table[at] = at == 2 ? 2 : 1000;
            table[at + 1] = 64;
        }
        int[] output = signal("PCAN", Map.of("snr_shift", 6)).input(of(TensorType.UINT32, 4)).input(of(TensorType.UINT32, 4))
            .constant(of(TensorType.INT16, 125), table).output(of(TensorType.UINT32, 4))
            .run(new int[] {4096, 4096, 4096, 4096}, new int[] {24, 0, 2, 24 << 20});
        assertArrayEquals(new int[] {968, 0, 0, 968}, output);
    }

    /** 64 ln(8 x 1000) = 575.2; of 0 and of what is cut down to 1 or 0 there is none; 6000 times the logarithm does not fit. */
    @Test
    void logIsThatOfRealNumbers() throws ModelFormatException {
        int[] output = log(64).run(new int[] {1000, 0, 1 << 29, -1 >>> 3});
        assertArrayEquals(new int[] {575, 0, 0, (int) Math.round(64 * Math.log((1L << 32) - 8))}, output);
        assertArrayEquals(new int[] {32767}, new int[] {log(6000).run(new int[] {1000, 0, 0, 0})[0]});
    }

    private static OneOperator log(int scale) {
        return signal("FilterBankLog", Map.of("input_correction_bits", 3, "output_scale", scale))
            .input(of(TensorType.UINT32, 4)).output(of(TensorType.INT16, 4));
    }

    @Test
    void settingsMustBeThere() {
        Spec frame = of(TensorType.INT16, 8);
        assertEquals("operator 0 (CUSTOM:SignalWindow): must have a setting shift from 0 to 31: absent",
            signal("Window", Map.of("other", 1)).input(frame).constant(frame, new double[8]).output(frame).refusal());
        assertEquals("operator 0 (CUSTOM:SignalWindow): must have a setting shift from 0 to 31: shift=32",
            signal("Window", Map.of("shift", 32)).input(frame).constant(frame, new double[8]).output(frame).refusal());
        assertEquals("operator 0 (CUSTOM:SignalWindow): must have a setting shift from 0 to 31: absent",
            signal("Window", Map.of("shift", 1L << 40)).input(frame).constant(frame, new double[8]).output(frame)
                .refusal());
        assertEquals("operator 0 (CUSTOM:SignalWindow): must have a setting shift from 0 to 31: absent",
            OneOperator.custom("SignalWindow", new Options.Custom(new byte[] {3, 2, 1, 0})).input(frame)
                .constant(frame, new double[8]).output(frame).refusal());
        assertEquals("operator 0 (CUSTOM:SignalWindow): must have Custom settings: settings=None[]",
            OneOperator.custom("SignalWindow", new Options.None()).input(frame).constant(frame, new double[8])
                .output(frame).refusal());
    }

    @Test
    void shapesMustFitEachOther() {
        Spec frame = of(TensorType.INT16, 8);
        Spec bands = of(TensorType.UINT32, 4);
        Spec other = of(TensorType.UINT32, 3);
        assertEquals("operator 0 (CUSTOM:SignalWindow): input must be whole curves: numbers=8, curve=3",
            signal("Window", Map.of("shift", 1)).input(frame).constant(of(TensorType.INT16, 3), 1, 2, 3).output(frame)
                .refusal());
        assertEquals("operator 0 (CUSTOM:SignalWindow): output must have the shape of the input",
            signal("Window", Map.of("shift", 1)).input(frame).constant(frame, new double[8])
                .output(of(TensorType.INT16, 9)).refusal());
        assertEquals("operator 0 (CUSTOM:SignalFftAutoScale): input and output must have rank 1 and the same shape: "
            + "ranks=1, 2", signal("FftAutoScale", Map.of()).input(frame).output(of(TensorType.INT16, 1, 8))
            .output(of(TensorType.INT32)).refusal());
        assertEquals("operator 0 (CUSTOM:SignalFftAutoScale): the second output must be one number: numbers=2",
            signal("FftAutoScale", Map.of()).input(frame).output(frame).output(of(TensorType.INT32, 2)).refusal());
        assertEquals("operator 0 (CUSTOM:SignalRfft): fft_length must be a power of two: fft_length=12",
            signal("Rfft", Map.of("fft_length", 12)).input(frame).output(of(TensorType.INT16, 14)).refusal());
        assertEquals("operator 0 (CUSTOM:SignalRfft): frames must have 1 to fft_length samples: samples=9, fft_length=8",
            signal("Rfft", Map.of("fft_length", 8)).input(of(TensorType.INT16, 9)).output(of(TensorType.INT16, 10))
                .refusal());
        assertEquals("operator 0 (CUSTOM:SignalRfft): output must have 1 rows of 10: rows=1, numbers=9",
            signal("Rfft", Map.of("fft_length", 8)).input(frame).output(of(TensorType.INT16, 9)).refusal());
        assertEquals("operator 0 (CUSTOM:SignalEnergy): input must hold two numbers for each of the output: numbers=8, 3",
            signal("Energy", Map.of("start_index", 0, "end_index", 1)).input(frame).output(other).refusal());
        assertEquals("operator 0 (CUSTOM:SignalEnergy): must have a setting end_index from 0 to 4: end_index=5",
            signal("Energy", Map.of("start_index", 0, "end_index", 5)).input(frame).output(bands).refusal());
        assertEquals("operator 0 (CUSTOM:SignalFilterBankSquareRoot): output must be as large as the input: numbers=4, 3",
            signal("FilterBankSquareRoot", Map.of()).input(of(TensorType.UINT64, 4)).input(of(TensorType.INT32))
                .output(other).refusal());
        assertEquals("operator 0 (CUSTOM:SignalFilterBankSquareRoot): the second input must be one number: numbers=2",
            signal("FilterBankSquareRoot", Map.of()).input(of(TensorType.UINT64, 4)).input(of(TensorType.INT32, 2))
                .output(bands).refusal());
        assertEquals("operator 0 (CUSTOM:SignalFilterBankSpectralSubtraction): tensor 1 must have shape [2]: numbers=3",
            signal("FilterBankSpectralSubtraction", SUBTRACTION).input(of(TensorType.UINT32, 2)).output(other)
                .output(other).refusal());
        assertEquals("operator 0 (CUSTOM:SignalPCAN): bands, noise and output must be as large as each other: "
            + "numbers=4, 3, 4", signal("PCAN", Map.of("snr_shift", 6)).input(bands).input(other)
            .constant(of(TensorType.INT16, 125), new double[125]).output(bands).refusal());
        assertEquals("operator 0 (CUSTOM:SignalPCAN): the table must have 125 numbers: numbers=124",
            signal("PCAN", Map.of("snr_shift", 6)).input(bands).input(bands)
                .constant(of(TensorType.INT16, 124), new double[124]).output(bands).refusal());
        assertEquals("operator 0 (CUSTOM:SignalFilterBankLog): output must be as large as the input: numbers=4, 8",
            signal("FilterBankLog", Map.of("input_correction_bits", 3, "output_scale", 64)).input(bands).output(frame)
                .refusal());
    }
}

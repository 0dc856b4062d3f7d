package dev.pipit.framework.dsp.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.testing.PublicData;

/** Each step against the vectors that TensorFlow Lite Micro tests its signal operators with. */
class StepsGoldenTest {
    private static final MicroFrontendSettings.Gain STANDARD_GAIN = MicroFrontendSettings.standard().gain();

    @Test
    void tapersAsTheOriginalDoes() throws IOException {
        List<long[]> lines = lines("window_test1");
        FixedTaper taper = new FixedTaper(400);
        short[] out = new short[400];
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            taper.apply(shorts(lines.get(i)), 0, out);
            assertArrayEquals(shorts(lines.get(i + 1)), out, "line " + i);
        }
    }

    @Test
    void transformsAsTheOriginalDoes() throws IOException {
        List<long[]> lines = lines("rfft_test1");
        FixedFft fft = new FixedFft();
        short[] re = new short[257];
        short[] im = new short[257];
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            fft.apply(shorts(lines.get(i)), 400, 0, re, im);
            assertArrayEquals(shorts(lines.get(i + 1)), interleaved(re, im), "line " + i);
        }
    }

    @Test
    void takesRootsAsTheOriginalDoes() throws IOException {
        List<long[]> lines = lines("filter_bank_square_root_test1");
        for (int i = 0; i + 2 < lines.size(); i += 3) {
            int[] roots = new int[32];
            FilterBank.magnitudes(lines.get(i), (int) lines.get(i + 1)[0], roots);
            assertArrayEquals(ints(lines.get(i + 2)), roots, "line " + i);
        }
    }

    /** Without binary places of the estimate, and with the same smoothing for even and odd bands. */
    @Test
    void subtractsNoiseAsTheOriginalDoes() throws IOException {
        List<long[]> lines = lines("filter_bank_spectral_subtraction_test1");
        NoiseReduction noise = new NoiseReduction(0, 0.04f, 0.04f, 0.05f, 32);
        for (int i = 0; i + 2 < lines.size(); i += 3) {
            int[] bands = ints(lines.get(i));
            noise.apply(bands);
            assertArrayEquals(ints(lines.get(i + 1)), bands, "line " + i);
            assertArrayEquals(ints(lines.get(i + 2)), noise.estimate(), "line " + i);
        }
    }

    @Test
    void controlsGainAsTheOriginalDoes() throws IOException {
        List<long[]> lines = lines("pcan_op_test1");
        GainControl gain = new GainControl(STANDARD_GAIN, 10, 3);
        for (int i = 0; i + 2 < lines.size(); i += 3) {
            int[] bands = ints(lines.get(i));
            gain.apply(bands, ints(lines.get(i + 1)));
            assertArrayEquals(ints(lines.get(i + 2)), bands, "line " + i);
        }
    }

    /**
     * The operators of 2023 cut the weights off where the front end rounds them: each weight is the same or one less, so
     * each band is the same or less by at most the energy of the bins.
     */
    @Test
    void weighsBandsLikeTheOperatorsButRoundsTheWeights() throws IOException {
        List<long[]> lines = lines("filter_bank_test1");
        FilterBank bank = new FilterBank(new MicroFrontendSettings.Bands(32, 125, 3_800), 16_000);
        long[] energies = new long[32];
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            bank.energies(ints(lines.get(i)), energies);
            long all = Arrays.stream(lines.get(i), 5, 122).sum();           // the bins that count, by the vectors' header
            for (int band = 0; band < 32; band++) {
                long more = energies[band] - lines.get(i + 1)[band];
                assertTrue(more >= 0 && more <= all, "line " + i + ", band " + band + ": " + more);
            }
        }
    }

    /** The tensors of a preprocessor made of these operators; they part from the front end at the filter bank only. */
    @Test
    void goesTheSameWayAsThePreprocessorAsideFromTheWeights() throws IOException {
        Path tensors = PublicData.folder("golden").resolve("audio_preprocessor_int8/real_yes/tensors");
        short[] tapered = new short[480];
        int largest = new FixedTaper(480).apply(shorts(Npy.read(tensors.resolve("t0.npy"))), 0, tapered);
        assertArrayEquals(shorts(Npy.read(tensors.resolve("t20.npy"))), tapered);
        int shift = Integer.numberOfLeadingZeros(largest) - 17;
        assertEquals(Npy.read(tensors.resolve("t22.npy"))[0], shift);
        short[] re = new short[257];
        short[] im = new short[257];
        new FixedFft().apply(tapered, 480, shift, re, im);
        assertArrayEquals(shorts(Npy.read(tensors.resolve("t23.npy"))), interleaved(re, im));
        int[] bands = new int[40];
        FilterBank.magnitudes(Npy.read(tensors.resolve("t29.npy")), shift, bands);
        assertArrayEquals(ints(Npy.read(tensors.resolve("t30.npy"))), bands);
        bands = ints(Npy.read(tensors.resolve("t31.npy")));
        new GainControl(STANDARD_GAIN, 10, 3).apply(bands, ints(Npy.read(tensors.resolve("t32.npy"))));
        assertArrayEquals(ints(Npy.read(tensors.resolve("t33.npy"))), bands);
        new LogScale(MicroFrontendSettings.standard().log(), 3).apply(bands);
        assertArrayEquals(ints(Npy.read(tensors.resolve("t34.npy"))), bands);
    }

    private static List<long[]> lines(String name) throws IOException {
        var file = PublicData.folder("features")
            .resolve("tflm_micro_features/python/tflite_micro/signal/ops/testdata/" + name + ".txt");
        var lines = Files.readAllLines(file);
        boolean headed = !name.startsWith("filter_bank_square_root") && !name.startsWith("fft_auto_scale");
        return lines.subList(headed ? 1 : 0, lines.size()).stream().filter(line -> !line.isBlank())
            .map(line -> Arrays.stream(line.strip().split("\\s+")).mapToLong(Long::parseLong).toArray()).toList();
    }

    private static short[] interleaved(short[] re, short[] im) {
        short[] both = new short[2 * re.length];
        for (int k = 0; k < re.length; k++) {
            both[2 * k] = re[k];
            both[2 * k + 1] = im[k];
        }
        return both;
    }

    private static int[] ints(long[] values) {
        return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }

    private static short[] shorts(long[] values) {
        short[] shorts = new short[values.length];
        for (int i = 0; i < shorts.length; i++) {
            shorts[i] = (short) values[i];
        }
        return shorts;
    }
}

package dev.pipit.framework.dsp.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FilterBankTest {
    private static final int BANDS = 40;

    private final FilterBank bank = new FilterBank(MicroFrontendSettings.standard().bands(), 16_000);

    /** One bin at a time against triangles worked out in double; a unit is 1/4096, and float adds a tenth of it. */
    @Test
    void weighsEachBinWithTwoTriangles() {
        double low = mel(125);
        double spacing = (mel(7_500) - low) / (BANDS + 1);
        for (int bin = 0; bin < 257; bin++) {
            int[] squares = new int[257];
            squares[bin] = 1;
            long[] energies = new long[BANDS];
            bank.energies(squares, energies);
            double position = bin < 5 ? -1 : (mel(bin * 31.25) - low) / spacing;      // in bands, from the low edge
            for (int band = 0; band < BANDS; band++) {
                double triangle = Math.max(0, 1 - Math.abs(position - (band + 1)));
                assertEquals(4096 * triangle, energies[band], 0.6, "bin " + bin + ", band " + band);
            }
        }
    }

    @Test
    void leavesABandBetweenTwoBinsEmpty() {
        FilterBank narrow = new FilterBank(new MicroFrontendSettings.Bands(40, 300, 800), 16_000);
        int[] squares = new int[257];
        Arrays.fill(squares, 1);
        long[] energies = new long[40];
        narrow.energies(squares, energies);             // 16 bins, 40 bands
        assertEquals(16 * 4096, Arrays.stream(energies).sum(), 4096 + 16);
        assertTrue(Arrays.stream(energies).anyMatch(energy -> energy == 0));
    }

    @Test
    void squaresAndTakesRoots() {
        short[] re = new short[257];
        short[] im = new short[257];
        re[3] = -300;
        im[3] = 400;
        int[] squares = new int[257];
        FilterBank.squares(re, im, squares);
        assertEquals(250_000, squares[3]);
        assertEquals(0, squares[4]);
        int[] magnitudes = new int[3];
        FilterBank.magnitudes(new long[] {250_000, 0, 1L << 40}, 2, magnitudes);
        assertArrayEquals(new int[] {125, 0, 1 << 18}, magnitudes);
    }

    private static double mel(double hz) {
        return 1127 * Math.log(1 + hz / 700);
    }
}

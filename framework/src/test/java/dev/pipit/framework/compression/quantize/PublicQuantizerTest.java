package dev.pipit.framework.compression.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.compression.quantize.QuantizeSettings.Numbers;
import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.testing.PublicData;

/** Networks that others trained. */
class PublicQuantizerTest {
    private static final int DIGITS = 10;

    /** An LSTM over the rows of handwritten digits; the int8 one that was published with it has the same operators. */
    @Test
    void anLstmSeesTheSameDigits() throws IOException {
        Path folder = PublicData.folder("models").resolve("tflm/examples/mnist_lstm");
        Model real = Model.load(folder.resolve("trained_lstm.tflite"));
        List<float[]> digits = new ArrayList<>();
        for (int digit = 0; digit < DIGITS; digit += 2) {
            Npy pixels = Npy.load(PublicData.folder("golden").resolve("trained_lstm_int8/real" + digit + "/in0.npy"));
            float[] example = new float[pixels.elements()];
            for (int i = 0; i < example.length; i++) {
                example[i] = (float) (pixels.get(i) + 128) / 255;
            }
            digits.add(example);
        }
        Model whole = Quantizer.quantize(real, digits, QuantizeSettings.of(Numbers.INT8));
        assertEquals(OperatorCode.UNIDIRECTIONAL_SEQUENCE_LSTM, whole.main().operators().get(0).code());
        float[] expected = Nets.outputs(real, digits);
        float[] is = Nets.outputs(whole, digits);
        for (int k = 0; k < digits.size(); k++) {
            assertEquals(2 * k, greatest(is, k));
        }
        // weights, hidden state and scores have 8 bits each: 20 dB is a tenth of the scores
        assertTrue(Nets.decibels(is, expected) > 20, () -> "SNR " + Nets.decibels(is, expected));
    }

    private static int greatest(float[] scores, int row) {
        int greatest = 0;
        for (int i = 1; i < DIGITS; i++) {
            greatest = scores[row * DIGITS + i] > scores[row * DIGITS + greatest] ? i : greatest;
        }
        return greatest;
    }
}

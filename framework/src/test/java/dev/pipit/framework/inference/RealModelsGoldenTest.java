package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.Model;
import dev.pipit.testing.PublicData;

/** Public models of real numbers, beside what was made of them in 8 bits and over the same inputs. */
class RealModelsGoldenTest {
    /**
     * The keyword model whose convolutions have weights of 8 bits, beside that of 8 bits throughout, which hears 90 % right
     * and rounds weights and activations in another way: one decision in twenty may be so near that it falls otherwise.
     */
    @Test
    void hearsKeywordsAsWellAsTheModelOf8Bits() throws IOException {
        Path golden = PublicData.folder("golden");
        Path models = PublicData.folder("models").resolve("mlperf_tiny/keyword_spotting/trained_models");
        var narrow = Interpreter.prepare(Model.load(golden.resolve("models/kws_ref_model.tflite")));
        var real = Interpreter.prepare(Model.load(models.resolve("kws_ref_model_float32.tflite")));
        byte[] inputs = Npy.load(golden.resolve("kws01_accuracy/inputs.npy")).bytes();
        int same = 0;
        for (int n = 0; n < 100; n++) {
            narrow.input(0).write(inputs, n * narrow.input(0).bytes());
            dequantize(narrow.input(0), real.input(0));
            narrow.invoke();
            real.invoke();
            same += greatest(narrow.output(0)) == greatest(real.output(0)) ? 1 : 0;
        }
        assertTrue(same >= 95, "heard alike: " + same + " of 100");
    }

    /** The digits of the upstream samples, which are named after them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 6, 8})
    void readsDigitsByAnLstm(int digit) throws IOException {
        Path golden = PublicData.folder("golden");
        Path models = PublicData.folder("models").resolve("tflm/examples/mnist_lstm");
        var narrow = Interpreter.prepare(Model.load(golden.resolve("models/trained_lstm_int8.tflite")));
        var real = Interpreter.prepare(Model.load(models.resolve("trained_lstm.tflite")));
        narrow.input(0).write(Npy.load(golden.resolve("trained_lstm_int8/real" + digit + "/in0.npy")).bytes(), 0);
        dequantize(narrow.input(0), real.input(0));
        narrow.invoke();
        real.invoke();
        assertEquals(digit, greatest(real.output(0)));
        for (int label = 0; label < 10; label++) {
            assertEquals(narrow.output(0).real(label), real.output(0).real(label), 0.05, "label " + label);
        }
    }

    private static void dequantize(TensorView from, TensorView to) {
        for (int i = 0; i < to.elements(); i++) {
            to.setReal(i, from.real(i));
        }
    }

    private static int greatest(TensorView scores) {
        int best = 0;
        for (int label = 1; label < scores.elements(); label++) {
            best = scores.real(label) > scores.real(best) ? label : best;
        }
        return best;
    }
}

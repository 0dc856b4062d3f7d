package dev.pipit.framework.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.signal.Scores;
import dev.pipit.framework.signal.ScoresFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.RandomNet;

/** The same scores at the same times as those of a spectrogram and a model behind it. */
class SlidingClassifyTest {
    private record Made() {
    }

    private static final List<String> LABELS = List.of("no", "maybe", "yes");

    /** Rows of 4 numbers, from 30 samples each, every 11 samples of an odd rate. */
    private static TensorFormat rows(Record madeBy) {
        return new TensorFormat(List.of(1, 4), new SignalFormat(1037, 1, Unit.FULL_SCALE), 30, 11, madeBy);
    }

    /** Looks at 12 rows of 4. */
    private static Classify model() {
        var net = new RandomNet(new Random(4), TensorType.INT8);
        int input = net.tensor(1, 12, 4);
        Model model = net.model(input, net.dense(net.conv(net.conv(net.reshape(input, 1, 12, 1, 4),
            RandomNet.Filter.of(3, Padding.SAME), 5), RandomNet.Filter.of(4, Padding.VALID), 6), 54, 3, 1, 3));
        return new Classify("m", model, LABELS, Optional.empty());
    }

    private static List<String> scores(Block<Tensor, Scores> block, TensorFormat format) {
        List<String> all = new ArrayList<>();
        assertEquals(LABELS, ((ScoresFormat) block.output(format)).labels());
        Sink<Tensor> rows = block.open(format, scores -> all.add(scores.lastSample() + "@" + scores.timeNanos() + " "
            + Arrays.toString(scores.values())));
        var random = new Random(5);
        var row = new Tensor(format);
        for (int i = 0; i < 150; i++) {
            for (int k = 0; k < 4; k++) {
                row.values()[k] = format.madeBy() instanceof MicroFeatures ? random.nextInt(700)
                    : (float) random.nextGaussian();
            }
            long sample = i * 11L + (i < 20 ? 0 : 1000) + (i < 70 ? 0 : 500);     // two gaps
            row.at(sample, format.signal().nanosOf((int) sample) + 12345);
            rows.accept(row);
        }
        return all;
    }

    /** Runs of 20, 50 and 80 rows between gaps: the first score of each after 12 rows, then every so-many-th row. */
    @ParameterizedTest
    @CsvSource({"1, 117", "2, 60", "3, 39", "5, 24", "12, 11", "13, 10", "30, 6"})
    void givesWhatAModelBehindASpectrogramGives(int every, int count) {
        TensorFormat format = rows(new Made());
        List<String> expected = scores(new Spectrogram(12, every).then(model()), format);
        assertEquals(expected, scores(new SlidingClassify(model(), every), format));
        assertEquals(count, expected.size());
        assertEquals(new Spectrogram(12, every).then(model()).output(format),
            new SlidingClassify(model(), every).output(format));
    }

    @Test
    void storesMicroFeaturesAsTheirModelsWereTrained() {
        TensorFormat format = rows(MicroFeatures.standard());
        assertEquals(scores(new Spectrogram(12).then(model()), format),
            scores(new SlidingClassify(model()), format));
    }

    @Test
    void refusesRowsThatTheModelDoesNotTake() {
        TensorFormat of5 = new TensorFormat(List.of(1, 5), rows(new Made()).signal(), 30, 11, new Made());
        TensorFormat of8 = new TensorFormat(List.of(1, 8), rows(new Made()).signal(), 30, 11, new Made());
        var block = new SlidingClassify(model());
        assertEquals("m: the model takes 48 features: they are not rows of 5",
            assertThrows(IllegalArgumentException.class, () -> block.output(of5)).getMessage());
        assertEquals("m: the model takes 12 rows: there are 6 of 8 features",
            assertThrows(IllegalArgumentException.class, () -> block.open(of8, scores -> { })).getMessage());
        assertEquals("every must be at least 1: every=0",
            assertThrows(IllegalArgumentException.class, () -> new SlidingClassify(model(), 0)).getMessage());
        assertEquals("SlidingClassify m", block.toString());
    }
}

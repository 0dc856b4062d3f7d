package dev.pipit.framework.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    private static final SignalFormat SOUND = new SignalFormat(16_000, 1, Unit.FULL_SCALE);

    private record Settings(int bands) {
    }

    private static void refuses(String message, Executable wrong) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, wrong).getMessage());
    }

    /** 16 kHz: 62.5 µs a sample. */
    @Test
    void turnsSamplesIntoTimeAndBack() {
        assertEquals(62_500, SOUND.periodNanos());
        assertEquals(30_000_000, SOUND.nanosOf(480));
        assertEquals(480, SOUND.samplesIn(30_000_000));
    }

    /** A third of a second has 33333333.33 ns; 31249 ns are 0.499984 samples, 31250 ns half of one. */
    @Test
    void roundsToTheNearest() {
        assertEquals(333_333_333, new SignalFormat(3, 1, Unit.KELVIN).nanosOf(1));
        assertEquals(666_666_667, new SignalFormat(3, 1, Unit.KELVIN).nanosOf(2));
        assertEquals(0, SOUND.samplesIn(31_249));
        assertEquals(1, SOUND.samplesIn(31_250));
    }

    @Test
    void printsWhatThePlanNeeds() {
        assertEquals("16000 Hz, 1 channel, full scale", SOUND.toString());
        assertEquals("33.333 Hz, 3 channels, m/s²",
            new SignalFormat(100 / 3.0, 3, Unit.METRES_PER_SECOND_SQUARED).toString());
        assertEquals("480 samples, 50/s", new FrameFormat(SOUND, 480, 320).toString());
        assertEquals("480 samples, 16000/s", new FrameFormat(SOUND, 480, 1).toString());
        assertEquals("480 samples, 0.013333/s", new FrameFormat(SOUND, 480, 1_200_000).toString());
        assertEquals("64 samples × 6 channels, 1.5625/s",
            new FrameFormat(new SignalFormat(100, 6, Unit.NONE), 64, 64).toString());
        assertEquals("[49, 40]", new TensorFormat(List.of(49, 40), SOUND, 480, 320, new Settings(40)).toString());
        assertEquals("yes, no", new ScoresFormat(List.of("yes", "no"), SOUND, 320).toString());
        assertEquals("Detection events", new EventFormat(Detection.class).toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesARateThatIsNone(double rateHz) {
        refuses("rateHz must be above 0: rateHz=" + rateHz, () -> new SignalFormat(rateHz, 1, Unit.NONE));
    }

    @Test
    void refusesWhatHasNoSize() {
        refuses("channels must be at least 1: channels=0", () -> new SignalFormat(1, 0, Unit.NONE));
        refuses("length must be at least 1 sample: length=0", () -> new FrameFormat(SOUND, 0, 1));
        refuses("hop must be at least 1 sample: hop=-1", () -> new FrameFormat(SOUND, 1, -1));
        refuses("shape must have extents of at least 1: shape=[]",
            () -> new TensorFormat(List.of(), SOUND, 1, 1, new Settings(1)));
        refuses("shape must have extents of at least 1: shape=[2, 0]",
            () -> new TensorFormat(List.of(2, 0), SOUND, 1, 1, new Settings(1)));
        refuses("length and hop must be at least 1 sample: length=0, hop=1",
            () -> new TensorFormat(List.of(1), SOUND, 0, 1, new Settings(1)));
        refuses("length and hop must be at least 1 sample: length=1, hop=0",
            () -> new TensorFormat(List.of(1), SOUND, 1, 0, new Settings(1)));
        refuses("there must be at least one label", () -> new ScoresFormat(List.of(), SOUND, 1));
        refuses("hop must be at least 1 sample: hop=0", () -> new ScoresFormat(List.of("yes"), SOUND, 0));
    }

    @Test
    void refusesNull() {
        for (Executable wrong : List.<Executable>of(
                () -> new SignalFormat(1, 1, null), () -> new FrameFormat(null, 1, 1), () -> new EventFormat(null),
                () -> new ScoresFormat(null, SOUND, 1), () -> new ScoresFormat(List.of("yes"), null, 1),
                () -> new TensorFormat(null, SOUND, 1, 1, new Settings(1)),
                () -> new TensorFormat(List.of(1), null, 1, 1, new Settings(1)),
                () -> new TensorFormat(List.of(1), SOUND, 1, 1, null), () -> new Detection(null, 1, 0, 0))) {
            assertThrows(NullPointerException.class, wrong);
        }
    }

    /** A model compares the settings that made its features with those it was trained on. */
    @Test
    void isEqualWhereTheSettingsAreEqual() {
        var labels = new ArrayList<>(List.of("yes", "no"));
        var scores = new ScoresFormat(labels, SOUND, 1);
        labels.clear();
        assertEquals(new ScoresFormat(List.of("yes", "no"), SOUND, 1), scores);
        assertEquals(new TensorFormat(List.of(1, 40), SOUND, 480, 320, new Settings(40)),
            new TensorFormat(List.of(1, 40), SOUND, 480, 320, new Settings(40)));
    }

    @Test
    void knowsTheSizeOfATensor() {
        assertEquals(1_960, new TensorFormat(List.of(49, 40), SOUND, 1, 1, new Settings(1)).size());
        var huge = new TensorFormat(List.of(1 << 20, 1 << 20), SOUND, 1, 1, new Settings(1));
        assertThrows(ArithmeticException.class, huge::size);
    }
}

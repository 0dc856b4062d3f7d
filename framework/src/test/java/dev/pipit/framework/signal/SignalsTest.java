package dev.pipit.framework.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private static final SignalFormat MOTION = new SignalFormat(100, 6, Unit.NONE);

    private record Settings() {
    }

    @Test
    void hasRoomForTheSamplesOfAllChannels() {
        var frame = new Frame(new FrameFormat(MOTION, 64, 32));
        assertEquals(384, frame.samples().length);
        assertEquals(64, frame.length());
        assertEquals(6, frame.channels());
        frame.at(128, 1_280_000_000);
        assertEquals(128, frame.firstSample());
        assertEquals(1_280_000_000, frame.timeNanos());
    }

    @Test
    void hasRoomForTheNumbersOfATensor() {
        var format = new TensorFormat(List.of(2, 3), MOTION, 64, 32, new Settings());
        var tensor = new Tensor(format);
        assertEquals(6, tensor.values().length);
        assertSame(format, tensor.format());
        tensor.at(7, 70);
        assertEquals(7, tensor.firstSample());
        assertEquals(70, tensor.timeNanos());
    }

    @Test
    void hasOneScorePerLabel() {
        var format = new ScoresFormat(List.of("yes", "no", "other"), MOTION, 32);
        var scores = new Scores(format);
        assertEquals(3, scores.values().length);
        assertSame(format, scores.format());
        scores.at(63, 630);
        assertEquals(63, scores.lastSample());
        assertEquals(630, scores.timeNanos());
    }

    @Test
    void refusesAFrameThatNoArrayHolds() {
        var format = new FrameFormat(MOTION, 1 << 30, 1);
        assertThrows(ArithmeticException.class, () -> new Frame(format));
    }

    /** The symbols of the SI brochure, 9th edition. */
    @Test
    void printsTheSymbolsOfUnits() {
        assertEquals(List.of("full scale", "m/s²", "rad/s", "T", "Pa", "K", "V", "%", "no unit"),
            List.of(Unit.values()).stream().map(Unit::toString).toList());
        assertEquals("Pa", Unit.PASCAL.symbol());
    }
}

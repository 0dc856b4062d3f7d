package dev.pipit.framework.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Sink;

class GateTest {
    /** One frame of 10 samples each 10 ms: frame i starts at sample 10 i. */
    private static final FrameFormat FORMAT = new FrameFormat(new SignalFormat(1000, 1, Unit.FULL_SCALE), 10, 10);
    private static final float LOUD = 0.5f;                      // −6 dB
    private static final float QUIET = 0.001f;                   // −60 dB

    private final List<Long> passed = new ArrayList<>();
    private final List<Float> levels = new ArrayList<>();

    private Sink<Frame> gate(int holdMillis, int preRollMillis) {
        return new Gate(-20, Duration.ofMillis(holdMillis), Duration.ofMillis(preRollMillis)).open(FORMAT, frame -> {
            passed.add(frame.firstSample() / 10);
            levels.add(frame.samples()[9]);
            assertEquals(frame.firstSample() * 1_000_000, frame.timeNanos());
        });
    }

    private static void send(Sink<Frame> gate, int number, float level) {
        var frame = new Frame(FORMAT);
        Arrays.fill(frame.samples(), level);
        frame.at(number * 10L, number * 10_000_000L);
        gate.accept(frame);
    }

    @Test
    void letsOnlyLoudFramesPassWithoutHoldAndPreRoll() {
        Sink<Frame> gate = gate(0, 0);
        for (int i = 0; i < 6; i++) {
            send(gate, i, i == 3 ? LOUD : QUIET);
        }
        assertEquals(List.of(3L), passed);
    }

    @Test
    void staysOpenForTheHoldAfterTheLastLoudFrame() {
        Sink<Frame> gate = gate(20, 0);
        for (int i = 0; i < 10; i++) {
            send(gate, i, i == 2 || i == 3 ? LOUD : QUIET);
        }
        assertEquals(List.of(2L, 3L, 4L, 5L), passed);
    }

    @Test
    void replaysThePreRollWithItsOwnSamplesAndTimes() {
        Sink<Frame> gate = gate(0, 30);
        for (int i = 0; i < 8; i++) {
            send(gate, i, i == 6 ? LOUD : QUIET * (i + 1) / 10);
        }
        assertEquals(List.of(3L, 4L, 5L, 6L), passed);
        assertEquals(List.of(QUIET * 4 / 10, QUIET * 5 / 10, QUIET * 6 / 10, LOUD), levels);
    }

    @Test
    void sendsNoFrameTwiceWhenItOpensAgain() {
        Sink<Frame> gate = gate(10, 30);
        for (int i = 0; i < 9; i++) {
            send(gate, i, i == 2 || i == 5 ? LOUD : QUIET);
        }
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L), passed);
    }

    @Test
    void doesNotReplayWhatLiesBeforeAGap() {
        Sink<Frame> gate = gate(0, 30);
        for (int i : new int[] {0, 1, 7, 8}) {
            send(gate, i, i == 8 ? LOUD : QUIET);
        }
        assertEquals(List.of(7L, 8L), passed);
    }

    /** By theory: a constant of amplitude a has the mean square a², so 20 log10(a) dB: 0.1 is −20 dB. */
    @ParameterizedTest
    @CsvSource({"0.1001, 1", "0.0999, 0"})
    void opensAtItsThreshold(float amplitude, int frames) {
        send(gate(0, 0), 0, amplitude);
        assertEquals(frames, passed.size());
    }

    @Test
    void refusesALevelAboveFullScaleAndTimesBelowZero() {
        Duration none = Duration.ZERO;
        var e = assertThrows(IllegalArgumentException.class, () -> new Gate(3, none, none));
        assertEquals("thresholdDbfs must be at most 0: thresholdDbfs=3.0", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Gate(-3, none.minusNanos(1), none));
        assertThrows(IllegalArgumentException.class, () -> new Gate(-3, none, none.minusNanos(1)));
    }
}

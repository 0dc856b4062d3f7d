package dev.pipit.framework.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Sink;

class SpectrogramTest {
    private record Made() {
    }

    /** Rows of two numbers, from 30 samples each, every 10 samples. Row i is (i, i + 0.5). */
    private static final TensorFormat ROW =
        new TensorFormat(List.of(1, 2), new SignalFormat(1000, 1, Unit.FULL_SCALE), 30, 10, new Made());

    private final List<String> sent = new ArrayList<>();

    private Sink<Tensor> open(Spectrogram block) {
        return block.open(ROW, all -> sent.add(all.firstSample() / 10 + "@" + all.timeNanos() / 1_000_000 + "ms "
            + Arrays.toString(all.values())));
    }

    private static void send(Sink<Tensor> to, int... rows) {
        var row = new Tensor(ROW);
        for (int i : rows) {
            row.values()[0] = i;
            row.values()[1] = i + 0.5f;
            row.at(i * 10L, i * 10_000_000L);
            to.accept(row);
        }
    }

    @Test
    void sendsTheLastRowsAfterEachRow() {
        send(open(new Spectrogram(2)), 0, 1, 2);
        assertEquals(List.of("0@0ms [0.0, 0.5, 1.0, 1.5]", "1@10ms [1.0, 1.5, 2.0, 2.5]"), sent);
    }

    @Test
    void leavesOutRowsBetweenWhenAskedTo() {
        send(open(new Spectrogram(2, 3)), 0, 1, 2, 3, 4, 5, 6, 7);
        assertEquals(List.of("0@0ms [0.0, 0.5, 1.0, 1.5]", "3@30ms [3.0, 3.5, 4.0, 4.5]",
            "6@60ms [6.0, 6.5, 7.0, 7.5]"), sent);
    }

    @Test
    void startsAgainAfterAGap() {
        send(open(new Spectrogram(2, 2)), 0, 1, 2, 7, 8, 9);
        assertEquals(List.of("0@0ms [0.0, 0.5, 1.0, 1.5]", "7@70ms [7.0, 7.5, 8.0, 8.5]"), sent);
    }

    /** Three rows of 30 samples, 10 apart, lie over 30 + 2 × 10 samples. */
    @Test
    void tellsItsShapeAndPace() {
        assertEquals(new TensorFormat(List.of(3, 2), ROW.signal(), 50, 20, new Made()), new Spectrogram(3, 2).output(ROW));
    }

    @Test
    void takesOnlySingleRows() {
        TensorFormat two = new Spectrogram(2).output(ROW);
        var e = assertThrows(IllegalArgumentException.class, () -> new Spectrogram(2).output(two));
        assertEquals("Spectrogram needs single rows: input is [2, 2]", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Spectrogram(2).output(ROW.signal()));
        assertThrows(IllegalArgumentException.class, () -> new Spectrogram(0));
    }
}

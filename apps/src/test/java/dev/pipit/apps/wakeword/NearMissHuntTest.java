package dev.pipit.apps.wakeword;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.blocks.Decide;
import dev.pipit.framework.decision.Tuning;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;

class NearMissHuntTest {
    private static final int RATE_HZ = 100;
    private static final long SECOND = 1_000_000_000;

    private final List<NearMiss> found = new ArrayList<>();
    private final List<float[]> sounds = new ArrayList<>();
    private final NearMissHunt hunt = new NearMissHunt(RATE_HZ, 10, (nearMiss, sound) -> {
        found.add(nearMiss);
        sounds.add(sound);
    });
    private final Decide.Watcher watcher = hunt.of("pi", "Hey Pi", new Tuning(0.8f, 1));

    @Test
    void findsAPeakThatCameNearAndFellAgain() {
        watcher.scored(0, 0.3f, 0);
        watcher.scored(0, 0.5f, SECOND);
        watcher.scored(0, 0.6f, 2 * SECOND);
        watcher.scored(0, 0.1f, 3 * SECOND - 1);
        assertEquals(List.of(), found);
        watcher.scored(0, 0.1f, 3 * SECOND);
        watcher.scored(0, 0.1f, 4 * SECOND);
        assertEquals(List.of(new NearMiss("pi", "Hey Pi", 0.6f, 2)), found);
    }

    @Test
    void keepsNothingOfADetection() {
        watcher.scored(0, 0.8f, 0);
        watcher.scored(0, 0.6f, SECOND / 2);
        watcher.scored(0, 0.1f, 3 * SECOND);
        assertEquals(List.of(), found);
    }

    /** Frames of 30 samples every 10: sample i has the value i. The last 4 s are samples 600 to 999. */
    @Test
    void handsOutTheLastFourSeconds() {
        var frame = new Frame(new FrameFormat(new SignalFormat(RATE_HZ, 1, Unit.FULL_SCALE), 30, 10));
        for (int first = -20; first + 30 <= 1000; first += 10) {
            for (int i = 0; i < 30; i++) {
                frame.samples()[i] = first + i;
            }
            hunt.heard(frame);
        }
        watcher.scored(0, 0.5f, 0);
        watcher.scored(0, 0, 2 * SECOND);
        assertEquals(400, sounds.get(0).length);
        assertEquals(600, sounds.get(0)[0]);
        assertEquals(999, sounds.get(0)[399]);
    }
}

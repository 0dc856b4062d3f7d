package dev.pipit.framework.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.decision.Tuning;
import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.signal.EventFormat;
import dev.pipit.framework.signal.Scores;
import dev.pipit.framework.signal.ScoresFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Sink;

class DecideTest {
    private static final ScoresFormat FORMAT =
        new ScoresFormat(List.of("other", "pi"), new SignalFormat(100, 1, Unit.FULL_SCALE), 10);

    private final List<Detection> detections = new ArrayList<>();

    private static void send(Sink<Scores> to, int number, float score) {
        var scores = new Scores(FORMAT);
        scores.values()[1] = score;
        scores.at(number * 10L + 9, number * 100_000_000L);
        to.accept(scores);
    }

    @Test
    void sendsADetectionWithTheMeanScoreAndTheTimeOfTheLastSample() {
        Sink<Scores> decide = Decide.on("pi").above(0.75f).averaging(2).open(FORMAT, detections::add);
        send(decide, 0, 0.5f);
        send(decide, 1, 1);
        assertEquals(List.of(new Detection("pi", 0.75f, 19, 100_000_000)), detections);
    }

    @Test
    void doesNotAverageAcrossAGap() {
        Sink<Scores> decide = Decide.on("pi").above(0.75f).averaging(2).open(FORMAT, detections::add);
        send(decide, 0, 1);
        send(decide, 5, 0.5f);
        assertEquals(List.of(), detections);
    }

    @Test
    void holdsBackForTheRefractoryTime() {
        Sink<Scores> decide = Decide.on("pi").averaging(1).refractory(Duration.ofMillis(300)).open(FORMAT, detections::add);
        for (int i = 0; i < 7; i++) {
            send(decide, i, 1);
        }
        assertEquals(List.of(9L, 39L, 69L), detections.stream().map(Detection::lastSample).toList());
    }

    @Test
    void showsEachScoreAndItsMeanToTheWatcher() {
        List<String> seen = new ArrayList<>();
        Sink<Scores> decide = Decide.on("pi").tunedBy(new Tuning(0.9f, 2))
            .watchedBy((score, mean, time) -> seen.add(score + " " + mean + " " + time)).open(FORMAT, detections::add);
        send(decide, 0, 0.5f);
        send(decide, 1, 0.25f);
        assertEquals(List.of("0.5 0.25 0", "0.25 0.375 100000000"), seen);
    }

    @Test
    void knowsTheLabelsItCanDecideOn() {
        assertEquals(new EventFormat(Detection.class), Decide.on("pi").output(FORMAT));
        var e = assertThrows(IllegalArgumentException.class, () -> Decide.on("cake").output(FORMAT));
        assertEquals("label must be one of other, pi: label=cake", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Decide.on("pi").output(FORMAT.signal()));
        assertThrows(IllegalArgumentException.class, () -> Decide.on("pi").refractory(Duration.ofMillis(-1)));
    }
}

package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.training.sound.Split;

class SpeakerSidesTest {
    private static long count(SpeakerSides sides, List<String> names, Split.Part part) {
        return names.stream().filter(name -> sides.of(name) == part).count();
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "4, 1", "10, 2", "100, 20"})
    void aFifthJudgesAndAFifthChooses(int speakers, int held) {
        List<String> names = IntStream.range(0, speakers).mapToObj(i -> "voice " + i).toList();
        SpeakerSides sides = new SpeakerSides(names);
        assertEquals(held, count(sides, names, Split.Part.TEST));
        assertEquals(held, count(sides, names, Split.Part.VALIDATION));
        assertEquals(speakers - 2 * held, count(sides, names, Split.Part.TRAINING));
    }

    @Test
    void twoAreTooFewToBeDivided() {
        SpeakerSides sides = new SpeakerSides(List.of("ann", "bob"));
        assertEquals(Split.Part.TRAINING, sides.of("ann"));
        assertEquals(Split.Part.TRAINING, sides.of("bob"));
    }

    @Test
    void doesNotDependOnTheOrder() {
        List<String> names = List.of("ann", "bob", "cid", "dot", "eve");
        for (String name : names) {
            assertEquals(new SpeakerSides(names).of(name), new SpeakerSides(List.of("eve", "ann", "dot", "cid", "bob", "bob")).of(name));
        }
    }
}

package dev.pipit.apps.train.labelled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SidesTest {
    private static Set<String> speakers(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "speaker " + i).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void takesAboutTheShareOfEachLabel() {
        Set<String> test = Sides.test(Map.of("yes", speakers(0, 40), "no", speakers(100, 140)), 0.25);
        assertEquals(10, test.stream().filter(speakers(0, 40)::contains).count());
        assertEquals(10, test.stream().filter(speakers(100, 140)::contains).count());
    }

    @Test
    void givesEveryLabelSomebodyToLearnFromAndSomebodyToJudgeBy() {
        Map<String, Set<String>> groups = Map.of("common", speakers(0, 50), "rare", speakers(48, 51));
        Set<String> test = Sides.test(groups, 0.2);
        groups.values().forEach(each -> {
            assertTrue(each.stream().anyMatch(test::contains));
            assertTrue(each.stream().anyMatch(group -> !test.contains(group)));
        });
    }

    @Test
    void countsThoseWhoWereChosenForAnotherLabel() {
        assertEquals(5, Sides.test(Map.of("yes", speakers(0, 20), "no", speakers(0, 20)), 0.25).size());
    }

    @Test
    void refusesALabelOfOneSpeaker() {
        var e = assertThrows(IllegalArgumentException.class,
            () -> Sides.test(Map.of("yes", speakers(0, 9), "no", speakers(0, 1)), 0.25));
        assertTrue(e.getMessage().contains("label=no"), e.getMessage());
    }
}

package dev.pipit.apps.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import dev.pipit.apps.train.Cost;
import dev.pipit.apps.train.labelled.Attempt;
import dev.pipit.apps.train.labelled.DataSet;
import dev.pipit.apps.train.labelled.Example;
import dev.pipit.apps.train.labelled.InputSteps;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Shape;

class ExploreTest {
    private static Tried tried(int width, double accuracy, long macs, int bytes, long ram, double micros) {
        var model = new Model("", List.of(new Subgraph(0, "", List.of(), List.of(), List.of(), List.of())), 0);
        return new Tried(Family.CNN, width, new Attempt(model, new Cost(0, bytes, macs, ram, micros)), accuracy, accuracy);
    }

    @Test
    void theFrontLeavesOutWhatCostsMoreAndIsNoBetter() {
        Tried cheap = tried(1, 0.8, 100, 0, 0, 0);
        Tried worse = tried(2, 0.7, 200, 0, 0, 0);
        Tried equal = tried(3, 0.8, 300, 0, 0, 0);
        Tried better = tried(4, 0.9, 400, 0, 0, 0);
        assertEquals(List.of(cheap, better), Front.of(List.of(better, equal, worse, cheap), Tried.Need.MACS));
    }

    @Test
    void ofEquallyCheapOnesTheMoreAccurateIsOnTheFront() {
        Tried good = tried(1, 0.9, 100, 0, 0, 0);
        assertEquals(List.of(good), Front.of(List.of(tried(2, 0.8, 100, 0, 0, 0), good), Tried.Need.MACS));
    }

    @Test
    void aBudgetIsReadWithItsUnits() {
        Budget budget = Budget.parse("ram=16k, flash=0.5m,us=500");
        assertEquals(16_000, budget.ram().getAsDouble());
        assertEquals(500_000, budget.flash().getAsDouble());
        assertEquals(500, budget.us().getAsDouble());
        var e = assertThrows(IllegalArgumentException.class, () -> Budget.parse("memory=3"));
        assertEquals("--budget must be like ram=16k,flash=64k,us=500: memory=3", e.getMessage());
    }

    @Test
    void theBestThatFitsIsTheMostAccurateOfThoseWithinTheBudget() {
        Tried small = tried(1, 0.8, 10, 1000, 100, 5);
        Tried large = tried(2, 0.9, 20, 9000, 100, 5);
        assertEquals(large, Tried.best(List.of(small, large), Budget.none()));
        assertEquals(small, Tried.best(List.of(small, large), Budget.parse("flash=8k")));
        assertNull(Tried.best(List.of(small, large), Budget.parse("us=4")));
        assertFalse(Budget.parse("ram=99").fits(small.attempt()));
        assertTrue(Budget.parse("ram=100").fits(small.attempt()));
    }

    @Test
    void nobodyWhoIsChosenByIsJudgedBy() {
        List<Example> training = List.of(new Example("a", 0, new byte[4]), new Example("b", 1, new byte[4]));
        List<Example> test = IntStream.range(0, 40).mapToObj(i -> new Example("group " + i % 5, i % 2, new byte[4])).toList();
        Halves halves = Halves.of(new DataSet(List.of("x", "y"), Shape.list(4), new InputSteps(List.of(0f), List.of(1f)),
            training, test, "examples", ""));
        Set<String> choosing = halves.choosing().test().stream().map(Example::group).collect(Collectors.toSet());
        assertEquals(Set.of("group 0", "group 2", "group 4"), choosing);
        assertTrue(halves.judging().test().stream().noneMatch(example -> choosing.contains(example.group())));
        assertEquals(40, halves.choosing().test().size() + halves.judging().test().size());
    }

    @Test
    void everyFamilyTakesRowsAndImages() {
        for (Family family : Family.values()) {
            for (Shape input : List.of(Shape.rows(32, 2), new Shape(49, 10, 1))) {
                Network network = family.build(input, 7, 8, 1);
                assertEquals(Shape.list(7), network.shape(network.last()), family + " over " + input);
            }
        }
    }
}

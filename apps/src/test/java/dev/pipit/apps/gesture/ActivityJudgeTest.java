package dev.pipit.apps.gesture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows say what is taken for their label before and after examples were seen, and who they are. */
class ActivityJudgeTest {
    private static final int BEFORE = 0;
    private static final int AFTER = 1;
    private static final int NAME = 2;
    private static final int LABELS = 6;
    private static final int FRAMES = 20;                  // of each label and recording

    private final StringWriter out = new StringWriter();

    @Test
    void countsWhatIsRightBeforeAndAfterByFramesThatShareNoSampleWithAnExample() {
        var judge = new ActivityJudge(new PrintWriter(out, true));
        judge.person(new Told(), frames(1, 2), frames(2, 1));
        judge.printStrangers();
        judge.printAdapted("all", person -> true);
        judge.printAdapted("nobody", person -> person == 7);
        String said = out.toString();
        assertTrue(said.startsWith("person  1: 80.0 % of 240 frames; with 3 examples of each activity "), said);
        assertTrue(said.contains("1 people in turn, none learned from: 80.00 % of 240 frames"), said);
        assertTrue(said.contains("walking       32    8    0    0    0    0"), "every fifth is taken for the next: " + said);
        assertTrue(said.contains("-> 100.00 % (+"), said);
        assertTrue(said.contains("100 % of the errors go), mean of 10 draws; the others meanwhile: "), said);
        assertTrue(said.matches("(?s).*the others meanwhile: [78]\\d\\.\\d\\d -> 100\\.00 % .*"), "kept ones are left out: "
            + said);
        assertFalse(said.contains("nobody"), said);
    }

    /** One frame after the other; of each label some in a row; two recordings are 10,000 apart, people 100,000. */
    private static List<Activities.Frame> frames(int person, int recordings) {
        List<Activities.Frame> frames = new ArrayList<>();
        for (int recording = 0; recording < recordings; recording++) {
            for (int i = 0; i < LABELS * FRAMES; i++) {
                int label = i / FRAMES;
                float[] row = {i % 5 == 0 ? (label + 1) % LABELS : label, label, 100_000 * person + 10_000 * recording + i};
                frames.add(new Activities.Frame(row, new float[0], label, person, 10 * person + recording));
            }
        }
        return frames;
    }

    /** Says what the rows tell it to, and looks whether it is asked about its examples and those beside them. */
    private record Told() implements Known {
        @Override
        public int best(float[] row) {
            return (int) row[BEFORE];
        }

        @Override
        public Known with(List<Activities.Frame> some, List<Activities.Frame> kept) {
            assertEquals(3 * LABELS, some.size());
            assertEquals(10 * LABELS, kept.size());
            assertTrue(kept.stream().allMatch(each -> each.person() == 2) && some.stream().allMatch(each -> each.person() == 1));
            Set<Integer> shared = new HashSet<>();
            some.forEach(each -> {
                for (int near = -1; near <= 1; near++) {
                    shared.add((int) each.row()[NAME] + near);
                }
            });
            return new Known() {
                @Override
                public int best(float[] row) {
                    assertFalse(shared.contains((int) row[NAME]), "shares samples: " + row[NAME]);
                    return (int) row[AFTER];
                }

                @Override
                public Known with(List<Activities.Frame> more, List<Activities.Frame> others) {
                    throw new UnsupportedOperationException("is asked once");
                }
            };
        }
    }
}

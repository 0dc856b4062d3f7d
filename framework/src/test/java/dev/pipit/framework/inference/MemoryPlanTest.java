package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.inference.MemoryPlan.Block;

class MemoryPlanTest {
    @Test
    void blocksThatLiveTogetherNeverOverlap() {
        var random = new Random(61);
        for (int n = 0; n < 200; n++) {
            List<Block> blocks = new ArrayList<>();
            long sum = 0;
            for (int k = 0; k < 1 + random.nextInt(30); k++) {
                int first = random.nextInt(20);
                blocks.add(new Block(random.nextInt(1000), first, first + random.nextInt(5)));
                sum += MemoryPlan.aligned(blocks.get(k).bytes());
            }
            MemoryPlan plan = MemoryPlan.of(blocks);
            assertTrue(plan.bytes() <= sum);
            for (int a = 0; a < blocks.size(); a++) {
                assertEquals(0, plan.offset(a) % MemoryPlan.ALIGNMENT);
                assertTrue(plan.offset(a) + blocks.get(a).bytes() <= plan.bytes());
                for (int b = 0; b < a; b++) {
                    boolean together = blocks.get(a).first() <= blocks.get(b).last()
                        && blocks.get(b).first() <= blocks.get(a).last();
                    boolean apart = plan.offset(a) + blocks.get(a).bytes() <= plan.offset(b)
                        || plan.offset(b) + blocks.get(b).bytes() <= plan.offset(a);
                    assertTrue(!together || apart, blocks.get(a) + " and " + blocks.get(b));
                }
            }
        }
    }

    /** A chain of operators needs two neighbours at a time: the largest pair. */
    @Test
    void aChainNeedsItsLargestPair() {
        MemoryPlan plan = MemoryPlan.of(List.of(new Block(160, 0, 1), new Block(320, 1, 2), new Block(640, 2, 3),
            new Block(16, 3, 4)));
        assertEquals(960, plan.bytes());
    }

    @Test
    void aBlockFillsAHoleThatIsLargeEnough() {
        // 48 and 32 lie at the ends of what 16 leaves free while all three live
        MemoryPlan plan = MemoryPlan.of(List.of(new Block(64, 0, 1), new Block(32, 0, 3), new Block(48, 2, 3),
            new Block(16, 2, 3)));
        assertEquals(96, plan.bytes());
        assertEquals(48, plan.offset(3));
    }

    @Test
    void nothingNeedsNothing() {
        assertEquals(0, MemoryPlan.of(List.of()).bytes());
    }
}

package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** Of more blocks than are compared with each other: at each step those that live are told apart by their offsets. */
    @Test
    void manyBlocksThatLiveTogetherNeverOverlap() {
        var random = new Random(67);
        int count = 3 * MemoryPlan.MOST_BY_SIZE;
        List<Block> blocks = new ArrayList<>();
        long most = 0;
        for (int k = 0; k < count; k++) {
            int first = random.nextInt(count / 10);
            blocks.add(new Block(random.nextInt(300), first, k % 1000 == 0 ? Integer.MAX_VALUE : first + random.nextInt(20)));
        }
        MemoryPlan plan = MemoryPlan.of(blocks);
        for (int step = 0; step < count / 10; step++) {
            long end = 0;
            long sum = 0;
            for (int k : living(blocks, plan, step)) {
                assertTrue(plan.offset(k) >= end, "step " + step + ", block " + k);
                assertEquals(0, plan.offset(k) % MemoryPlan.ALIGNMENT);
                end = plan.offset(k) + blocks.get(k).bytes();
                sum += MemoryPlan.aligned(blocks.get(k).bytes());
            }
            assertTrue(end <= plan.bytes());
            most = Math.max(most, sum);
        }
        assertTrue(plan.bytes() >= most && plan.bytes() < 2 * most, plan.bytes() + ", living at once " + most);
    }

    /** Those that have bytes, by offset. */
    private static List<Integer> living(List<Block> blocks, MemoryPlan plan, int step) {
        List<Integer> living = new ArrayList<>();
        for (int k = 0; k < blocks.size(); k++) {
            if (blocks.get(k).bytes() > 0 && blocks.get(k).first() <= step && step <= blocks.get(k).last()) {
                living.add(k);
            }
        }
        living.sort(Comparator.comparingLong(plan::offset));
        return living;
    }

    /** Two of equal size live at a time, in turns at the same two places. */
    @Test
    void aLongChainNeedsTwoNeighbours() {
        List<Block> blocks = new ArrayList<>();
        for (int k = 0; k < 10_000; k++) {
            blocks.add(new Block(30, k, k + 1));
        }
        assertEquals(64, MemoryPlan.of(blocks).bytes());
    }

    /** The gap of 64 + 64 that 0 and 1 leave, which grow together, holds 3 and 4. */
    @Test
    void gapsGrowTogether() {
        var gaps = new Gaps();
        assertEquals(0, gaps.take(64));
        assertEquals(64, gaps.take(64));
        assertEquals(128, gaps.take(16));
        gaps.give(64, 64);
        gaps.give(0, 64);
        assertEquals(0, gaps.take(96));
        assertEquals(96, gaps.take(32));
        assertEquals(144, gaps.take(16));
        gaps.give(0, 96);
        gaps.give(96, 32);
        assertEquals(0, gaps.take(128));
        assertEquals(160, gaps.end());
    }

    /** Half a million that all live at once: compared with each other they would take a day. */
    @Test
    void aHostileNumberOfBlocksTakesNoTime() {
        List<Block> blocks = new ArrayList<>();
        for (int k = 0; k < 500_000; k++) {
            blocks.add(new Block(k % 100, k % 1000, 1000 + k % 777));
        }
        assertTimeout(Duration.ofSeconds(20), () -> MemoryPlan.of(blocks));
    }

    @Test
    void nothingNeedsNothing() {
        assertEquals(0, MemoryPlan.of(List.of()).bytes());
    }
}

package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Where in one stretch of memory each of several blocks lies. Blocks that live at the same time do not overlap; others
 * may. The largest is placed first, each as low as those placed before it allow; of more than {@value #MOST_BY_SIZE}
 * blocks, which no known model has, the one that lives first, in the smallest gap that is large enough.
 *
 * <p>Cost: n log n in the number of blocks, but quadratic up to that number, when a model is prepared.
 */
final class MemoryPlan {
    /** Blocks start at multiples of this. */
    static final int ALIGNMENT = 16;

    /** Of these each may be compared with each. */
    static final int MOST_BY_SIZE = 4096;

    private final long[] offsets;
    private final long bytes;

    /** A block of {@code bytes} that lives from step {@code first} to step {@code last}, both included. */
    record Block(long bytes, int first, int last) {
        boolean meets(Block other) {
            return first <= other.last && other.first <= last;
        }
    }

    private MemoryPlan(long[] offsets, long bytes) {
        this.offsets = offsets;
        this.bytes = bytes;
    }

    static MemoryPlan of(List<Block> blocks) {
        return blocks.size() <= MOST_BY_SIZE ? bySize(blocks) : byTime(blocks);
    }

    private static MemoryPlan bySize(List<Block> blocks) {
        long[] offsets = new long[blocks.size()];
        List<Integer> byOffset = new ArrayList<>();
        long bytes = 0;
        for (int k : sorted(blocks, Comparator.comparingLong((Block block) -> -block.bytes).thenComparingInt(Block::first))) {
            offsets[k] = lowest(blocks, offsets, byOffset, blocks.get(k));
            byOffset.add(behind(byOffset, offsets, offsets[k]), k);
            bytes = Math.max(bytes, aligned(offsets[k] + blocks.get(k).bytes));
        }
        return new MemoryPlan(offsets, bytes);
    }

    private static List<Integer> sorted(List<Block> blocks, Comparator<Block> order) {
        List<Integer> sorted = new ArrayList<>();
        for (int k = 0; k < blocks.size(); k++) {
            sorted.add(k);
        }
        sorted.sort(Comparator.comparing(blocks::get, order));
        return sorted;
    }

    private static long lowest(List<Block> blocks, long[] offsets, List<Integer> byOffset, Block block) {
        long lowest = 0;
        for (int placed : byOffset) {
            if (blocks.get(placed).meets(block)) {
                if (offsets[placed] >= lowest + block.bytes) {
                    return lowest;
                }
                lowest = Math.max(lowest, aligned(offsets[placed] + blocks.get(placed).bytes));
            }
        }
        return lowest;
    }

    /** The place behind all that start at {@code offset} or before it. */
    private static int behind(List<Integer> byOffset, long[] offsets, long offset) {
        int from = 0;
        int to = byOffset.size();
        while (from < to) {
            int middle = (from + to) / 2;
            if (offsets[byOffset.get(middle)] <= offset) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static MemoryPlan byTime(List<Block> blocks) {
        long[] offsets = new long[blocks.size()];
        var gaps = new Gaps();
        var living = new PriorityQueue<Integer>(Comparator.comparingInt(k -> blocks.get(k).last));
        for (int k : sorted(blocks, Comparator.comparingInt(Block::first))) {
            while (!living.isEmpty() && blocks.get(living.peek()).last < blocks.get(k).first) {
                int over = living.remove();
                gaps.give(offsets[over], aligned(blocks.get(over).bytes));
            }
            offsets[k] = gaps.take(aligned(blocks.get(k).bytes));
            living.add(k);
        }
        return new MemoryPlan(offsets, gaps.end());
    }

    static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Where block {@code k} starts. */
    long offset(int k) {
        return offsets[k];
    }

    /** Where the last block ends. */
    long bytes() {
        return bytes;
    }
}

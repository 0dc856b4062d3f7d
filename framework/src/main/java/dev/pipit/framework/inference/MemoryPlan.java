package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where in one stretch of memory each of several blocks lies. Blocks that live at the same time do not overlap; others
 * may. The largest is placed first, each as low as those placed before it allow.
 *
 * <p>Cost: quadratic in the number of blocks, when a model is prepared.
 */
final class MemoryPlan {
    /** Blocks start at multiples of this. */
    static final int ALIGNMENT = 16;

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
        List<Integer> bySize = new ArrayList<>();
        for (int k = 0; k < blocks.size(); k++) {
            bySize.add(k);
        }
        bySize.sort(Comparator.comparingLong((Integer k) -> -blocks.get(k).bytes)
            .thenComparingInt(k -> blocks.get(k).first));
        long[] offsets = new long[blocks.size()];
        List<Integer> byOffset = new ArrayList<>();
        long bytes = 0;
        for (int k : bySize) {
            offsets[k] = lowest(blocks, offsets, byOffset, blocks.get(k));
            byOffset.add(k);
            byOffset.sort(Comparator.comparingLong(placed -> offsets[placed]));
            bytes = Math.max(bytes, aligned(offsets[k] + blocks.get(k).bytes));
        }
        return new MemoryPlan(offsets, bytes);
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

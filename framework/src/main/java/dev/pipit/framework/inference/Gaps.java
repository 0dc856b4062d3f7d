package dev.pipit.framework.inference;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which stretches of a memory that can grow are free: the smallest that is large enough is taken first. */
final class Gaps {
    private record Gap(long start, long end) {
        long size() {
            return end - start;
        }
    }

    private final TreeMap<Long, Gap> byStart = new TreeMap<>();
    private final TreeSet<Gap> bySize = new TreeSet<>(Comparator.comparingLong(Gap::size).thenComparingLong(Gap::start));
    private long end;

    /** Takes a stretch and gives its start. */
    long take(long size) {
        Gap gap = bySize.ceiling(new Gap(0, size));
        if (gap == null) {
            long start = end;
            end += size;
            return start;
        }
        remove(gap);
        add(gap.start + size, gap.end);
        return gap.start;
    }

    /** Gives a stretch back, which grows together with its neighbours. */
    void give(long start, long size) {
        long from = start;
        long to = start + size;
        Map.Entry<Long, Gap> below = byStart.lowerEntry(start);
        if (below != null && below.getValue().end == start) {
            from = below.getKey();
            remove(below.getValue());
        }
        Gap above = byStart.get(to);
        if (above != null) {
            to = above.end;
            remove(above);
        }
        add(from, to);
    }

    private void add(long start, long gapEnd) {
        if (start < gapEnd) {
            var gap = new Gap(start, gapEnd);
            byStart.put(start, gap);
            bySize.add(gap);
        }
    }

    private void remove(Gap gap) {
        byStart.remove(gap.start);
        bySize.remove(gap);
    }

    /** How far the memory has grown. */
    long end() {
        return end;
    }
}

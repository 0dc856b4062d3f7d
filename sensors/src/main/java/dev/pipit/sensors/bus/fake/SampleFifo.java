package dev.pipit.sensors.bus.fake;

/** The FIFO of a simulated chip: entries of some numbers each. */
public final class SampleFifo {
    private final int[] entries;
    private final int[] scratch;
    private final int width;
    private final int depth;
    private int first;
    private int count;
    private boolean overrun;

    public SampleFifo(int depth, int width) {
        this.depth = depth;
        this.width = width;
        entries = new int[depth * width];
        scratch = new int[Math.max(2, width)];
    }

    /** Adds an entry; when full, throws away the oldest or, if {@code stops}, this one, and notes the overrun. */
    public void add(boolean stops, int[] entry) {
        if (count == depth) {
            overrun = true;
            if (stops) {
                return;
            }
            remove();
        }
        System.arraycopy(entry, 0, entries, (first + count) % depth * width, width);
        count++;
    }

    /** Adds an entry of one number. */
    public void add(boolean stops, int entry) {
        scratch[0] = entry;
        add(stops, scratch);
    }

    /** Adds an entry of two numbers. */
    public void add(boolean stops, int entry, int second) {
        scratch[1] = second;
        add(stops, entry);
    }

    /** A number of the oldest entry; 0 if there is none. */
    public int peek(int index) {
        return count == 0 ? 0 : entries[first * width + index];
    }

    public void remove() {
        if (count > 0) {
            first = (first + 1) % depth;
            count--;
        }
    }

    public int count() {
        return count;
    }

    /** Whether something was thrown away since {@link #clearOverrun}. */
    public boolean overrun() {
        return overrun;
    }

    public void clearOverrun() {
        overrun = false;
    }

    public void clear() {
        count = 0;
        overrun = false;
    }
}

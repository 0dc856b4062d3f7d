package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/**
 * Keeps the last n inputs, the oldest first: {@code [1, 1, width, depth]} in, {@code [1, n, width, depth]} out. It lets
 * the operators behind it run once in so many invocations, {@code cycles_max} of its settings; a second output, where
 * there is one, says when, and then they always run.
 */
public final class CircularBuffer implements Kernel {
    private static final String CYCLES = "cycles_max";

    private final Operand input;
    private final Operand output;
    private final Storage slots;
    private final Storage ready;
    private final boolean waits;
    private final int cycles;
    private final Storage count;

    private CircularBuffer(Node node, int cycles) throws ModelFormatException {
        this.input = node.input(0);
        this.output = node.output(0);
        this.slots = output.info().variable() ? output.storage() : node.surroundings().state(output.info());
        this.waits = node.outputs() == 1;
        this.ready = waits ? Storage.of(1) : node.output(1).storage();
        this.cycles = cycles;
        this.count = node.surroundings().state(Integer.BYTES);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, 1, Math.max(1, Math.min(2, node.outputs())));
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.rank() == 4 && out.rank() == 4 && in.extent(0) == 1 && in.extent(1) == 1,
            "input must be [1, 1, width, depth] and output [1, n, width, depth]: ranks=%s, %s", in.rank(), out.rank());
        node.shape(out, 1, out.extent(1), in.extent(2), in.extent(3));
        node.require(out.extent(1) > 0, "output must have slots: slots=%s", out.extent(1));
        node.require(node.outputs() == 1 || node.output(1).elements() == 1,
            "the second output must be one number: numbers=%s", node.output(node.outputs() - 1).elements());
        return new CircularBuffer(node, cycles(node, out));
    }

    /** Where the settings do not say it, the source goes by the number of slots, and by an older model's last layer. */
    private static int cycles(Node node, Operand out) throws ModelFormatException {
        int given = node.operator().options() instanceof Options.Custom custom ? custom.number(CYCLES).orElse(0) : 0;
        if (given > 0) {
            return given;
        }
        int slots = out.extent(1);
        boolean every = slots == 5 || slots == 13 || slots == 25;
        node.require(every || out.extent(2) != 2 || out.extent(3) != 96, "must have settings with %s", CYCLES);
        return every ? 1 : 2;
    }

    @Override
    public void run() {
        int size = input.storage().length();
        int kept = slots.length() - size;
        slots.copy(size, slots, 0, kept);
        input.storage().copy(0, slots, kept, size);
        if (!slots.same(output.storage())) {
            slots.copy(0, output.storage(), 0, slots.length());
        }
        int n = count.int32(0) + 1;
        count.putInt32(0, n >= cycles ? 0 : n);
        ready.putInt8(0, n >= cycles ? 1 : 0);
    }

    @Override
    public boolean finished() {
        return !waits || ready.int8(0) != 0;
    }
}

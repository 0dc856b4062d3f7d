package dev.pipit.framework.inference.kernel;

import java.util.Optional;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Quantization;

/** Puts a border around a tensor: real zero, or, for PADV2, a number that is given. */
public final class Pad {
    private final Operand input;
    private final Operand output;
    private final Selection selection;
    private final Storage border;

    private Pad(Operand input, Operand output, int first, Storage border) {
        this.input = input;
        this.output = output;
        this.border = border;
        int[] shape = input.info().shape();
        this.selection = new Selection(input.type().bits() / 8, shape, 0, Selection.steps(shape), first,
            Selection.steps(output.info().shape()));
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(2, 3, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        int[] paddings = node.constantInts(node.input(1));
        node.require(paddings.length == 2 * in.rank() && out.rank() == in.rank(),
            "there must be two paddings for each of %s dimensions: paddings=%s, output rank=%s", in.rank(),
            paddings.length, out.rank());
        int[] steps = Selection.steps(out.info().shape());
        int first = 0;
        for (int axis = 0; axis < in.rank(); axis++) {
            int before = paddings[2 * axis];
            int after = paddings[2 * axis + 1];
            node.require(before >= 0 && after >= 0, "paddings must not be negative: paddings=%s, %s", before, after);
            node.require((long) before + in.extent(axis) + after == out.extent(axis),
                "output must hold input and paddings along axis %s: %s + %s + %s, output=%s", axis, before,
                in.extent(axis), after, out.extent(axis));
            first += before * steps[axis];
        }
        return new Pad(in, out, first, border(node, out))::run;
    }

    private static Storage border(Node node, Operand out) throws ModelFormatException {
        Optional<Operand> given = node.optionalInput(2);
        if (given.isPresent()) {
            node.require(given.get().elements() == 1, "the border must be one number: numbers=%s",
                given.get().elements());
            return given.get().storage();
        }
        Storage border = Storage.of(out.type().bits() / 8);
        int zero = out.info().quantization().map(Quantization::zeroPoint).orElse(0);
        for (int i = 0; i < border.length(); i++) {
            border.putInt8(i, zero >> 8 * i);                // little-endian, sign bits above
        }
        return border;
    }

    private void run() {
        int size = border.length();
        for (int to = 0, end = output.storage().length(); to < end; to += size) {
            border.copy(0, output.storage(), to, size);
        }
        selection.copy(input.storage(), output.storage());
    }
}

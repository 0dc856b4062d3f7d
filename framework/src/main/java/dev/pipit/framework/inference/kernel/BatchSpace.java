package dev.pipit.framework.inference.kernel;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Quantization;

/**
 * SPACE_TO_BATCH_ND and BATCH_TO_SPACE_ND: a batch for each place inside a block of pixels, and back. An image is given
 * a border first, of real zero, or loses it at the end. Shape: image {@code [batches, rows, columns, channels]} or
 * {@code [batches, rows, channels]}, parts {@code [block × batches, …]}.
 */
final class BatchSpace {
    private final Operand image;
    private final Operand parts;
    private final int[] block;
    private final int[] borders;

    private BatchSpace(Node node, Operand image, Operand parts) throws ModelFormatException {
        node.arity(3, 3, 1);
        this.image = image;
        this.parts = parts;
        this.block = node.constantInts(node.input(1));
        this.borders = node.constantInts(node.input(2));
        int space = block.length;
        node.require((space == 1 || space == 2) && borders.length == 2 * space,
            "must have 1 or 2 block extents and two borders for each: numbers=%s, %s", space, borders.length);
        node.require(image.rank() == space + 2 && parts.rank() == space + 2,
            "input and output must have rank %s: ranks=%s, %s", space + 2, node.input(0).rank(), node.output(0).rank());
        double places = 1;
        for (int axis = 0; axis < space; axis++) {
            int before = borders[2 * axis];
            int after = borders[2 * axis + 1];
            node.require(block[axis] > 0 && before >= 0 && after >= 0,
                "block extents must be positive and borders not negative: block=%s, borders=%s, %s", block[axis],
                before, after);
            node.require((long) before + image.extent(axis + 1) + after
                == (long) block[axis] * parts.extent(axis + 1),
                "blocks must fill the image with its borders along axis %s: %s + %s + %s, parts=%s", axis + 1, before,
                image.extent(axis + 1), after, parts.extent(axis + 1));
            places *= block[axis];
        }
        node.require(parts.extent(0) == places * image.extent(0) && parts.depth() == image.depth(),
            "there must be a batch for each place in a block, of as many channels: batches=%s, %s, channels=%s, %s",
            image.extent(0), parts.extent(0), image.depth(), parts.depth());
    }

    static Kernel prepareToBatch(Node node) throws ModelFormatException {
        Operand in = node.input(0);
        Operand out = node.output(0);
        Selection[] selections = new BatchSpace(node, in, out).selections(false);
        byte[] zero = zero(out);
        return () -> {
            fill(out.storage(), zero);
            copy(selections, in, out);
        };
    }

    static Kernel prepareToSpace(Node node) throws ModelFormatException {
        Operand in = node.input(0);
        Operand out = node.output(0);
        Selection[] selections = new BatchSpace(node, out, in).selections(true);
        return () -> copy(selections, in, out);
    }

    private static void copy(Selection[] selections, Operand in, Operand out) {
        for (Selection selection : selections) {
            selection.copy(in.storage(), out.storage());
        }
    }

    /** Real zero, little-endian. */
    private static byte[] zero(Operand tensor) {
        byte[] zero = new byte[tensor.type().bits() / 8];
        int zeroPoint = tensor.info().quantization().map(Quantization::zeroPoint).orElse(0);
        for (int i = 0; i < zero.length; i++) {
            zero[i] = (byte) (zeroPoint >> Math.min(31, 8 * i));
        }
        return zero;
    }

    private static void fill(Storage storage, byte[] number) {
        for (int i = 0; i < storage.length(); i++) {
            storage.putInt8(i, number[i % number.length]);
        }
    }

    /** What goes from one place in every block to its batch, or back, for each place. */
    private Selection[] selections(boolean toImage) {
        List<Selection> selections = new ArrayList<>();
        int places = block.length == 2 ? block[0] * block[1] : block[0];
        for (int place = 0; place < places; place++) {
            int last = block[block.length - 1];
            int[] offset = block.length == 2 ? new int[] {place / last, place % last} : new int[] {place};
            selections.add(selection(place, offset, toImage));
        }
        return selections.toArray(Selection[]::new);
    }

    private Selection selection(int place, int[] offset, boolean toImage) {
        int[] imageSteps = Selection.steps(image.info().shape());
        int[] partSteps = Selection.steps(parts.info().shape());
        int[] counts = image.info().shape().clone();
        int[] strides = imageSteps.clone();
        int inImage = 0;
        int inParts = place * image.extent(0) * partSteps[0];
        for (int axis = 0; axis < block.length; axis++) {
            int before = borders[2 * axis];
            int first = Math.max(0, ceilDiv(before - offset[axis], block[axis]));
            int end = ceilDiv(before + image.extent(axis + 1) - offset[axis], block[axis]);
            counts[axis + 1] = Math.max(0, end - first);
            strides[axis + 1] = imageSteps[axis + 1] * block[axis];
            inImage += (first * block[axis] + offset[axis] - before) * imageSteps[axis + 1];
            inParts += first * partSteps[axis + 1];
        }
        int size = image.type().bits() / 8;
        return toImage ? new Selection(size, counts, inParts, partSteps, inImage, strides)
            : new Selection(size, counts, inImage, strides, inParts, partSteps);
    }

    private static int ceilDiv(int a, int b) {
        return -Math.floorDiv(-a, b);
    }
}

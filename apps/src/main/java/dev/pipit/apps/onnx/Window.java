package dev.pipit.apps.onnx;

import java.util.Arrays;

import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;

/**
 * How a filter or a pool moves over the two dimensions of places of an image, [batch, height, width, channels]. Something of
 * one dimension is an image of width 1.
 *
 * @param filter   extents
 * @param strides  steps
 * @param dilation from one tap to the next
 * @param before   places put in front
 * @param after    places put behind
 */
@SuppressWarnings("ArrayRecordComponent")
record Window(int[] filter, int[] strides, int[] dilation, int[] before, int[] after) {
    /** Of a node over {@code x}, an image with channels last. */
    static Window of(OnnxNode node, int[] kernel, Value x) throws Unfit {
        int places = kernel.length;
        Unfit.unless(places == 1 || places == 2, "its image must have 1 or 2 dimensions of places: kernel="
            + Arrays.toString(kernel));
        int[] ones = new int[places];
        Arrays.fill(ones, 1);
        int[] pads = node.integers("pads", new int[2 * places]);
        Window window = new Window(two(kernel, 1), two(node.integers("strides", ones), 1),
            two(node.integers("dilations", ones), 1), two(Arrays.copyOf(pads, places), 0),
            two(Arrays.copyOfRange(pads, places, 2 * places), 0));
        String automatic = node.text("auto_pad", "NOTSET");
        return switch (automatic) {
            case "NOTSET" -> window;
            case "VALID" -> new Window(window.filter, window.strides, window.dilation, new int[2], new int[2]);
            default -> window.same(x.lies(), automatic.equals("SAME_LOWER"));
        };
    }

    private static int[] two(int[] numbers, int other) {
        return numbers.length == 1 ? new int[] {numbers[0], other} : numbers;
    }

    private Window same(int[] lies, boolean lower) {
        int[] front = new int[2];
        int[] back = new int[2];
        for (int d = 0; d < 2; d++) {
            int out = (lies[1 + d] + strides[d] - 1) / strides[d];
            int more = Math.max(0, (out - 1) * strides[d] + reach(d) - lies[1 + d]);
            front[d] = lower ? (more + 1) / 2 : more / 2;
            back[d] = more - front[d];
        }
        return new Window(filter, strides, dilation, front, back);
    }

    /** Places that a filter spans. */
    int reach(int d) {
        return (filter[d] - 1) * dilation[d] + 1;
    }

    /** With more places behind, so that the last ones are not left over. */
    Window ceiling(int[] lies) {
        int[] back = after.clone();
        for (int d = 0; d < 2; d++) {
            int room = lies[1 + d] + before[d] + after[d] - reach(d);
            int out = (room + strides[d] - 1) / strides[d];
            boolean begins = out * strides[d] < lies[1 + d] + before[d];
            back[d] += begins ? out * strides[d] - room : 0;
        }
        return new Window(filter, strides, dilation, before, back);
    }

    boolean pads() {
        return before[0] + before[1] + after[0] + after[1] > 0;
    }

    /** Whether it adds what {@code .tflite} adds by itself. */
    boolean pads(int[] lies) {
        Window same = same(lies, false);
        return Arrays.equals(before, same.before) && Arrays.equals(after, same.after);
    }

    /** How many places come out. */
    int out(int[] lies, int d) throws Unfit {
        int room = lies[1 + d] + before[d] + after[d] - reach(d);
        Unfit.unless(room >= 0, "its filter must fit into the image: filter=" + reach(d) + ", places="
            + (lies[1 + d] + before[d] + after[d]));
        return room / strides[d] + 1;
    }

    /** An image with what is put around it. */
    int padded(Composer compose, int image, float with) throws Unfit {
        int[] lies = compose.draft().tensor(image).shape();
        int[] shape = {lies[0], lies[1] + before[0] + after[0], lies[2] + before[1] + after[1], lies[3]};
        int amounts = compose.constant(new int[] {0, 0, before[0], after[0], before[1], after[1], 0, 0}, 4, 2).tensor();
        return with == 0
            ? compose.run(OperatorCode.PAD, new Options.None(), compose.draft().tensor(image).type(), shape, image, amounts)
            : compose.run(OperatorCode.PADV2, new Options.None(), compose.draft().tensor(image).type(), shape, image, amounts,
                compose.number(with).tensor());
    }
}

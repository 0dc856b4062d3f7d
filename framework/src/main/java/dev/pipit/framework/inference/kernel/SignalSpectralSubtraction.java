package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Takes away what is always there: follows each band slowly, and subtracts what it follows; a small part always stays.
 * The second output is what is followed, times 2^smoothing_bits. All numbers are 32 bits without sign.
 */
final class SignalSpectralSubtraction {
    private static final long UNSIGNED = 0xFFFF_FFFFL;

    private final Storage input;
    private final Storage output;
    private final Storage shown;
    private final Storage estimate;
    private final int channels;
    private final long[] smoothing;
    private final long[] oneMinusSmoothing;
    private final long remaining;
    private final int smoothingBits;
    private final int bits;
    private final boolean clamps;

    private SignalSpectralSubtraction(Node node) throws ModelFormatException {
        node.arity(1, 1, 2);
        channels = node.customNumber("num_channels", 1, Integer.MAX_VALUE);
        for (Operand tensor : new Operand[] {node.input(0), node.output(0), node.output(1)}) {
            node.require(tensor.rank() == 1 && tensor.elements() == channels, "tensor %s must have shape [%s]: numbers=%s",
                tensor.info().index(), channels, tensor.elements());
        }
        input = node.input(0).storage();
        output = node.output(0).storage();
        shown = node.output(1).storage();
        smoothing = new long[] {weight(node, "smoothing"), weight(node, "alternate_smoothing")};
        oneMinusSmoothing = new long[] {weight(node, "one_minus_smoothing"),
            weight(node, "alternate_one_minus_smoothing")};
        remaining = weight(node, "min_signal_remaining");
        smoothingBits = node.customNumber("smoothing_bits", 0, 31);
        bits = node.customNumber("spectral_subtraction_bits", 0, 31);
        clamps = node.customNumber("clamping", 0, 1) != 0;
        estimate = node.surroundings().state(channels * Integer.BYTES);
    }

    private static long weight(Node node, String name) throws ModelFormatException {
        return node.customNumber(name, 0, Integer.MAX_VALUE);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        return new SignalSpectralSubtraction(node)::run;
    }

    private void run() {
        for (int i = 0; i < channels; i++) {
            long band = input.int32(i) & UNSIGNED;
            long signal = band << smoothingBits & UNSIGNED;
            long noise = signal * smoothing[i & 1] + (estimate.int32(i) & UNSIGNED) * oneMinusSmoothing[i & 1] >>> bits
                & UNSIGNED;
            long known = Math.min(noise, signal);
            estimate.putInt32(i, (int) (clamps ? known : noise));
            long floor = band * remaining >>> bits & UNSIGNED;
            output.putInt32(i, (int) Math.max(signal - known >> smoothingBits, floor));
        }
        estimate.copy(0, shown, 0, estimate.length());
    }
}

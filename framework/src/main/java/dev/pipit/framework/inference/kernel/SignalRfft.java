package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.dsp.micro.FixedFft;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Spectrum of frames of 16-bit samples, divided by the length of the transform; what a frame lacks is zeros.
 * Shape: input {@code [.., n]}, output {@code [.., fft_length + 2]}, real and imaginary parts in turn.
 */
final class SignalRfft {
    private final Storage input;
    private final Storage output;
    private final int elements;
    private final int length;
    private final FixedFft fft;
    private final short[] frame;
    private final short[] re;
    private final short[] im;

    private SignalRfft(Operand input, Operand output, int size) {
        this.input = input.storage();
        this.output = output.storage();
        this.elements = input.elements();
        this.length = input.depth();
        this.fft = new FixedFft(size);
        this.frame = new short[length];
        this.re = new short[size / 2 + 1];
        this.im = new short[size / 2 + 1];
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        int size = node.customNumber("fft_length", FixedFft.SMALLEST, FixedFft.LARGEST);
        node.require(Integer.bitCount(size) == 1, "fft_length must be a power of two: fft_length=%s", size);
        node.require(in.rank() > 0 && in.depth() > 0 && in.depth() <= size,
            "frames must have 1 to fft_length samples: samples=%s, fft_length=%s", in.depth(), size);
        node.require(out.rank() == in.rank() && out.depth() == size + 2 && out.rows() == in.rows(),
            "output must have %s rows of %s: rows=%s, numbers=%s", in.rows(), size + 2, out.rows(), out.depth());
        node.surroundings().scratch((long) size * Integer.BYTES + (size + 2L + in.depth()) * Short.BYTES);
        return new SignalRfft(in, out, size)::run;
    }

    private void run() {
        int to = 0;
        for (int from = 0; from < elements; from += length) {
            for (int i = 0; i < length; i++) {
                frame[i] = (short) input.int16(from + i);
            }
            fft.apply(frame, length, 0, re, im);
            for (int bin = 0; bin < re.length; bin++) {
                output.putInt16(to++, re[bin]);
                output.putInt16(to++, im[bin]);
            }
        }
    }
}

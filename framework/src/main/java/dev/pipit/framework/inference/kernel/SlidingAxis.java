package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.Options.Padding;

/**
 * How a filter moves along one axis of an image. Tap f of output position o looks at input position
 * {@code o * stride - before + f * dilation}, which may lie outside.
 *
 * @param in       extent of the image
 * @param out      extent of the output
 * @param filter   taps
 * @param stride   from one output position to the next
 * @param dilation from one tap to the next
 * @param before   positions that are missing before the image where the output starts
 */
public record SlidingAxis(int in, int out, int filter, int stride, int dilation, int before) {
    /** With output extent and padding by TensorFlow's rule. */
    public static SlidingAxis of(int in, int filter, int stride, int dilation, Padding padding) {
        int reach = (filter - 1) * dilation + 1;
        int out = padding == Padding.SAME ? (in + stride - 1) / stride : (in + stride - reach) / stride;
        int missing = Math.max(0, (out - 1) * stride + reach - in);
        return new SlidingAxis(in, out, filter, stride, dilation, missing / 2);
    }

    /** Input position of the first tap. */
    public int origin(int o) {
        return o * stride - before;
    }

    /** The first tap that lies inside the image. */
    public int firstTap(int origin) {
        return Math.min(filter, Math.max(0, (-origin + dilation - 1) / dilation));
    }

    /** One more than the last tap that lies inside the image. */
    public int endTap(int origin) {
        return Math.max(0, Math.min(filter, (in - origin + dilation - 1) / dilation));
    }
}

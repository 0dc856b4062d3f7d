package dev.pipit.framework.inference.kernel.scalar;

import dev.pipit.framework.inference.kernel.Pooling;
import dev.pipit.framework.inference.kernel.SlidingAxis;

/** Goes through the outputs of a pooling pixel by pixel, channels together. */
public final class PoolWindow {
    private final Pooling pooling;
    private final int channels;

    public PoolWindow(Pooling pooling) {
        this.pooling = pooling;
        this.channels = pooling.input().extent(3);
    }

    /** Computes the channels of one output pixel from {@code rows × columns} input pixels. */
    @FunctionalInterface
    public interface Pixel {
        void compute(byte[] from, int first, int rows, int columns, byte[] into, int at);
    }

    /** Numbers of a pixel. */
    public int channels() {
        return channels;
    }

    /** Numbers from a pixel to the one below. */
    public int rowStep() {
        return pooling.columns().in() * channels;
    }

    /** Computes all pixels. */
    public void each(Pixel pixel) {
        SlidingAxis down = pooling.rows();
        SlidingAxis across = pooling.columns();
        byte[] from = pooling.input().storage().bytes();
        byte[] into = pooling.output().storage().bytes();
        int at = pooling.output().storage().offset();
        for (int batch = 0; batch < pooling.input().extent(0); batch++) {
            for (int row = 0; row < down.out(); row++) {
                int top = down.origin(row);
                int y = down.firstTap(top);
                for (int column = 0; column < across.out(); column++) {
                    int left = across.origin(column);
                    int x = across.firstTap(left);
                    int first = ((batch * down.in() + top + y) * across.in() + left + x) * channels;
                    pixel.compute(from, pooling.input().storage().offset() + first, down.endTap(top) - y,
                        across.endTap(left) - x, into, at);
                    at += channels;
                }
            }
        }
    }
}

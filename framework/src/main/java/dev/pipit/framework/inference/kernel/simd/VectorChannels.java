package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;
import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

import dev.pipit.framework.inference.kernel.FloatKernels;

/** An image with a matrix, channel by channel: channels in the lanes, four pixels at a time. */
final class VectorChannels implements FloatKernels.Product {
    private static final int PIXELS = 4;

    private final int[] pixels;
    private final int[] offsets;
    private final int channels;
    private final float[] matrix;

    VectorChannels(int[] pixels, int[] offsets, int channels) {
        this.pixels = pixels.clone();
        this.offsets = offsets.clone();
        this.channels = channels;
        this.matrix = new float[offsets.length * channels];
    }

    @Override
    public void matrix(float[] from, int at) {
        System.arraycopy(from, at, matrix, 0, matrix.length);
    }

    @Override
    public void addTo(float[] sums, int at, float[] image) {
        int inVectors = channels / COUNT * COUNT;
        int inFours = pixels.length / PIXELS * PIXELS;
        for (int c = 0; c < inVectors; c += COUNT) {
            for (int p = 0; p < inFours; p += PIXELS) {
                four(p, c, image, sums, at + p * channels + c);
            }
            for (int p = inFours; p < pixels.length; p++) {
                one(pixels[p] + c, c, image, sums, at + p * channels + c);
            }
        }
        for (int p = 0; p < pixels.length && inVectors < channels; p++) {
            rest(p, inVectors, image, sums, at + p * channels);
        }
    }

    private void four(int p, int c, float[] image, float[] sums, int at) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int p0 = pixels[p] + c;
        int p1 = pixels[p + 1] + c;
        int p2 = pixels[p + 2] + c;
        int p3 = pixels[p + 3] + c;
        int m = c;
        for (int offset : offsets) {
            FloatVector w = FloatVector.fromArray(FLOATS, matrix, m);
            s0 = FloatVector.fromArray(FLOATS, image, p0 + offset).fma(w, s0);
            s1 = FloatVector.fromArray(FLOATS, image, p1 + offset).fma(w, s1);
            s2 = FloatVector.fromArray(FLOATS, image, p2 + offset).fma(w, s2);
            s3 = FloatVector.fromArray(FLOATS, image, p3 + offset).fma(w, s3);
            m += channels;
        }
        add(s0, sums, at);
        add(s1, sums, at + channels);
        add(s2, sums, at + 2 * channels);
        add(s3, sums, at + 3 * channels);
    }

    private void one(int pixel, int c, float[] image, float[] sums, int at) {
        FloatVector sum = FloatVector.zero(FLOATS);
        int m = c;
        for (int offset : offsets) {
            FloatVector w = FloatVector.fromArray(FLOATS, matrix, m);
            sum = FloatVector.fromArray(FLOATS, image, pixel + offset).fma(w, sum);
            m += channels;
        }
        add(sum, sums, at);
    }

    private static void add(FloatVector sum, float[] sums, int at) {
        FloatVector.fromArray(FLOATS, sums, at).add(sum).intoArray(sums, at);
    }

    private void rest(int p, int from, float[] image, float[] sums, int at) {
        for (int c = from; c < channels; c++) {
            float sum = 0;
            for (int k = 0; k < offsets.length; k++) {
                sum = Math.fma(image[pixels[p] + offsets[k] + c], matrix[k * channels + c], sum);
            }
            sums[at + c] += sum;
        }
    }
}

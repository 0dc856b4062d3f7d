package dev.pipit.framework.training;

import java.util.List;

import dev.pipit.framework.training.integer.Scale;

/**
 * Rounds numbers as they will be in 8 bits. The range follows what is seen in training, unless it is fixed. Gradients pass
 * where nothing was cut off, as if there were no rounding (Jacob et al. 2018).
 */
public final class FakeQuantize implements Layer {
    /** Added and taken away again, it rounds to whole numbers: floats of this size have no fraction. */
    private static final float MAGIC = 0x1.8p23f;
    /** The range widens fast and narrows slowly: what is rare and large matters most. */
    private static final float WIDENS = 0.3f;
    private static final float NARROWS = 0.01f;

    private final Parameter range;
    private final Scale fixed;

    /** With a range that is learned. */
    public FakeQuantize() {
        this(null);
    }

    /** With a fixed scale. */
    public FakeQuantize(Scale fixed) {
        this.fixed = fixed;
        this.range = new Parameter("range", new float[3], false);
    }

    /** Of now. */
    public Scale scale() {
        if (fixed != null) {
            return fixed;
        }
        float[] values = range.values();
        return values[0] == values[1] ? Scale.of(0, 1) : Scale.of(values[0], values[1]);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public List<Parameter> statistics() {
        return fixed == null ? List.of(range) : List.of();
    }

    private void follow(float least, float greatest) {
        float[] values = range.values();
        values[2]++;
        float start = values[2] == 1 ? 1 : 0;
        values[0] += Math.max(start, least < values[0] ? WIDENS : NARROWS) * (least - values[0]);
        values[1] += Math.max(start, greatest > values[1] ? WIDENS : NARROWS) * (greatest - values[1]);
    }

    @Override
    public Step step(List<Shape> inputs, int batch) {
        return new Rounding();
    }

    private final class Rounding implements Step {
        private float least;
        private float greatest;
        private float low;
        private float high;
        private boolean seen;

        @Override
        public void forward(float[][] inputs, float[] output, Mode mode) {
            float[] in = inputs[0];
            seen = mode.training() && fixed == null;
            if (seen) {
                least = 0;
                greatest = 0;
                for (float x : in) {
                    least = Math.min(least, x);
                    greatest = Math.max(greatest, x);
                }
            }
            Scale scale = seen && range.values()[2] == 0 ? Scale.of(least, Math.max(greatest, Float.MIN_NORMAL)) : scale();
            float size = scale.scale();
            float inverse = 1 / size;
            low = (float) scale.real(Byte.MIN_VALUE);
            high = (float) scale.real(Byte.MAX_VALUE);
            for (int i = 0; i < output.length; i++) {
                float cut = Math.max(low, Math.min(high, in[i]));
                output[i] = ((cut * inverse + MAGIC) - MAGIC) * size;
            }
        }

        @Override
        public void backward(float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients,
                float[][] gradients) {
            float[] in = inputs[0];
            float[] to = inputGradients[0];
            for (int i = 0; to != null && i < output.length; i++) {
                to[i] += in[i] >= low && in[i] <= high ? outputGradient[i] : 0;
            }
        }

        @Override
        public void settle() {
            if (seen) {
                follow(least, greatest);
            }
        }
    }
}

package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import dev.pipit.framework.tflite.Options.Padding;

class SlidingAxisTest {
    /** TensorFlow's documentation: SAME gives ceil(in / stride) outputs, VALID ceil((in − reach + 1) / stride). */
    @Test
    void outputExtentsFollowTensorFlowsRule() {
        for (int in = 1; in < 20; in++) {
            for (int stride = 1; stride < 5; stride++) {
                assertEquals((int) Math.ceil(in / (double) stride), SlidingAxis.of(in, 3, stride, 2, Padding.SAME).out());
                if (in >= 5) {
                    assertEquals((int) Math.ceil((in - 5 + 1) / (double) stride),
                        SlidingAxis.of(in, 3, stride, 2, Padding.VALID).out());
                }
            }
        }
    }

    /** 4 taps on 5 positions, one by one: 3 are missing, 1 before and 2 after. */
    @Test
    void theOddOneOfWhatIsMissingComesAfter() {
        assertEquals(1, SlidingAxis.of(5, 4, 1, 1, Padding.SAME).before());
    }

    @Test
    void tapsInsideAreThoseWhosePositionIsInside() {
        for (int in = 1; in < 8; in++) {
            for (int taps = 1; taps < 6; taps++) {
                for (int dilation = 1; dilation < 4; dilation++) {
                    var axis = new SlidingAxis(in, 1, taps, 1, dilation, 0);
                    for (int origin = -20; origin < 20; origin++) {
                        for (int f = 0; f < taps; f++) {
                            int at = origin + f * dilation;
                            boolean counted = f >= axis.firstTap(origin) && f < axis.endTap(origin);
                            assertEquals(at >= 0 && at < in, counted, axis + " at " + origin + ", tap " + f);
                        }
                    }
                }
            }
        }
    }
}

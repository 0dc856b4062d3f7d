package dev.pipit.framework.blocks;

import java.util.List;

import dev.pipit.framework.dsp.Gravity;
import dev.pipit.framework.dsp.StrokePath;
import dev.pipit.framework.dsp.StrokeShape;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/**
 * Cuts what a wand writes into strokes, from rest to rest, and sends the shape of each.
 *
 * <p>A stroke begins when the wand turns faster than {@code moving}, and ends when it has turned slower than half of
 * that for {@code rest}, which does not belong to it. At rest the offset of the gyroscope is learned, over
 * ten seconds, and taken out, as long as it is below 0.1 rad/s. A
 * stroke that is too short in time or way, or too long, is none. Starts afresh after a gap.
 *
 * <p>Input: frames that do not overlap, of 6 channels: acceleration in m/s², turning in rad/s. Output: {@link
 * StrokeShape}, {@code [points, 2]}, at the end of each stroke. Allocates nothing.
 *
 * @param axis          that points, 0 to 2
 * @param points        of a shape
 * @param moving        rad/s, above 0
 * @param restSeconds   above 0
 * @param leastSeconds  of a stroke, above 0
 * @param mostSeconds   of a stroke, above {@code leastSeconds}
 * @param leastRadians  of the way of a stroke, above 0
 */
public record Strokes(int axis, int points, double moving, double restSeconds, double leastSeconds, double mostSeconds,
        double leastRadians) implements Block<Frame, Tensor> {
    private static final double GRAVITY_SECONDS = 0.5;
    private static final double OFFSET_SECONDS = 10;       // so that a slow movement is not taken for the offset
    private static final double MOST_OFFSET = 0.1;         // rad/s, 6 °/s: what turns faster is a movement

    public Strokes {
        if (axis < 0 || axis > 2 || points < 2 || !(moving > 0 && restSeconds > 0 && leastSeconds > 0
                && mostSeconds > leastSeconds && leastRadians > 0)) {
            throw new IllegalArgumentException("axis must be 0 to 2, points at least 2, moving, rest, the least time and "
                + "way above 0, the most time above the least: axis=" + axis + ", points=" + points + ", moving=" + moving
                + ", restSeconds=" + restSeconds + ", leastSeconds=" + leastSeconds + ", mostSeconds=" + mostSeconds
                + ", leastRadians=" + leastRadians);
        }
    }

    /** Strokes of a hand: faster than 0.5 rad/s, 0.3 s of rest, 0.25 to 5 s, at least 0.35 rad of way. */
    public static Strokes of(int axis, int points) {
        return new Strokes(axis, points, 0.5, 0.3, 0.25, 5, 0.35);
    }

    @Override
    public TensorFormat output(Format input) {
        FrameFormat frames = Formats.frames("Strokes", input);
        if (frames.signal().channels() != 6 || frames.hop() != frames.length()) {
            throw new IllegalArgumentException("Strokes needs frames that do not overlap, of 6 channels: acceleration x, "
                + "y, z in m/s² and turning x, y, z in rad/s: input is " + frames + ", every " + frames.hop()
                + " samples, " + frames.signal());
        }
        return new TensorFormat(List.of(points, 2), frames.signal(), frames.length(), frames.hop(), this);
    }

    @Override
    public Sink<Frame> open(Format input, Sink<? super Tensor> next) {
        return new Open(Formats.frames("Strokes", input), output(input), next);
    }

    private final class Open implements Sink<Frame> {
        private final Sink<? super Tensor> next;
        private final Tensor tensor;
        private final Gravity gravity;
        private final StrokePath path;
        private final StrokeShape shape = new StrokeShape(points);
        private final double rateHz;
        private final int rest;
        private final double[] offset = new double[3];
        private boolean drawing;
        private int still;                                 // samples since it last turned faster than half of moving
        private int drawn;
        private long rested;                               // samples that the offset was learned from
        private long expected = -1;

        Open(FrameFormat format, TensorFormat output, Sink<? super Tensor> next) {
            this.next = next;
            rateHz = format.signal().rateHz();
            rest = Math.max(1, (int) Math.round(restSeconds * rateHz));
            tensor = new Tensor(output);
            gravity = new Gravity(rateHz, Math.max(GRAVITY_SECONDS, 1 / rateHz));
            path = new StrokePath(rateHz, axis, (int) Math.ceil((mostSeconds + restSeconds) * rateHz) + 2);
        }

        @Override
        public void accept(Frame frame) {
            if (frame.firstSample() != expected) {
                drawing = false;
                still = 0;
                gravity.restart();
            }
            expected = frame.firstSample() + frame.length();
            float[] s = frame.samples();
            for (int n = 0; n < frame.length(); n++) {
                int at = 6 * n;
                boolean ended = next(s[at], s[at + 1], s[at + 2], s[at + 3], s[at + 4], s[at + 5]);
                if (ended) {
                    tensor.at(frame.firstSample(), frame.timeNanos());
                    next.accept(tensor);
                }
            }
        }

        /** Returns whether a stroke ended here, which is in the tensor then. */
        private boolean next(double ax, double ay, double az, double wx, double wy, double wz) {
            if (!Double.isFinite(ax + ay + az + wx + wy + wz)) {
                return false;
            }
            double x = wx - offset[0];
            double y = wy - offset[1];
            double z = wz - offset[2];
            double speed = Math.sqrt(x * x + y * y + z * z);
            still = speed > moving / 2 ? 0 : still + 1;
            if (!drawing) {
                if (speed <= moving) {
                    rest(ax, ay, az, wx, wy, wz);
                    return false;
                }
                drawing = true;
                drawn = 0;
                path.begin(gravity.x(), gravity.y(), gravity.z());
            }
            drawn++;
            path.turn(x, y, z);
            if (still < rest) {
                return false;
            }
            drawing = false;
            int samples = drawn - still;
            boolean inTime = samples >= leastSeconds * rateHz && samples <= mostSeconds * rateHz;
            return inTime && shape.apply(path.points(), samples + 1, tensor.values()) >= leastRadians;
        }

        private void rest(double ax, double ay, double az, double wx, double wy, double wz) {
            gravity.add(ax, ay, az);
            if (still > rest && wx * wx + wy * wy + wz * wz < MOST_OFFSET * MOST_OFFSET) {
                rested++;
                double part = 1 / Math.min(rested, OFFSET_SECONDS * rateHz);
                offset[0] += part * (wx - offset[0]);
                offset[1] += part * (wy - offset[1]);
                offset[2] += part * (wz - offset[2]);
            }
        }
    }
}

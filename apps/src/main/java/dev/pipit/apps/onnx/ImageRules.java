package dev.pipit.apps.onnx;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;

/** Convolutions, pools and what else moves over the places of an image. */
final class ImageRules {
    static final Map<String, Rule> RULES = Map.ofEntries(
        entry("Conv", ImageRules::convolution),
        entry("ConvTranspose", ImageRules::transposed),
        entry("MaxPool", ImageRules::greatest),
        entry("AveragePool", ImageRules::average),
        entry("GlobalAveragePool", step -> global(step, OperatorCode.MEAN)),
        entry("GlobalMaxPool", step -> global(step, OperatorCode.REDUCE_MAX)),
        entry("BatchNormalization", ImageRules::batchNormalization),
        entry("InstanceNormalization", ImageRules::instanceNormalization),
        entry("Resize", ImageRules::resize),
        entry("DepthToSpace", ImageRules::depthToSpace),
        entry("SpaceToDepth", ImageRules::spaceToDepth));

    /** What a maximum never is. */
    private static final float LEAST = -Float.MAX_VALUE;

    private ImageRules() {
    }

    /** [batch, height, width, channels]. */
    private static Value image(Composer compose, Value x) throws Unfit {
        Unfit.unless(x.rank() == 3 || x.rank() == 4, "its image must have 1 or 2 dimensions of places: rank=" + x.rank());
        return compose.as(x.rank() == 3 ? compose.unsqueeze(x, 3) : x, Value.channelsLast(4));
    }

    /** What came out of an image, in as many dimensions as it had. */
    private static Value result(Composer compose, Value x, int tensor) throws Unfit {
        int[] lies = compose.draft().tensor(tensor).shape();
        Value all = new Value(tensor, new int[] {lies[0], lies[3], lies[1], lies[2]}, Value.channelsLast(4));
        return x.rank() == 3 ? compose.squeeze(all, 3) : all;
    }

    private static void convolution(Step step) throws Unfit {
        Composer compose = step.compose();
        Value x = image(compose, step.in(0));
        Value given = step.in(1);
        Unfit.unless(compose.constant(given), "its weights must be constant");
        Value weights = given.rank() == 3 ? compose.unsqueeze(given, 3) : given;
        Unfit.unless(weights.rank() == 4 && weights.rank() - given.rank() == 4 - step.in(0).rank(),
            "its weights must have as many dimensions as its image");
        int groups = step.node().integer("group", 1);
        int channels = x.shape()[1];
        int out = weights.shape()[0];
        Unfit.unless(groups > 0 && channels == groups * weights.shape()[1] && out % groups == 0,
            "its groups must share the channels: channels=" + channels + ", groups=" + groups);
        Window window = Window.of(step.node(), Arrays.copyOfRange(weights.shape(), 2, given.rank()), x);
        boolean same = window.pads() && window.pads(x.lies());
        int image = window.pads() && !same ? window.padded(compose, x.tensor(), 0) : x.tensor();
        int[] shape = {x.shape()[0], window.out(x.lies(), 0), window.out(x.lies(), 1), out};
        if (FramedSignal.fits(x, weights, window)) {
            int framed = FramedSignal.convolution(compose, x, weights, window, shape,
                step.has(2) ? step.in(2).tensor() : Operator.ABSENT);
            step.out(result(compose, step.in(0), framed));
            return;
        }
        boolean depthwise = groups == channels && groups > 1;
        int[] order = depthwise ? new int[] {1, 2, 3, 0} : new int[] {0, 2, 3, 1};
        int filter = compose.as(weights, order).tensor();
        compose.multiples(given.tensor()).ifPresent(scales -> compose.multiples(filter, scales));
        Padding padding = same ? Padding.SAME : Padding.VALID;
        int[] strides = window.strides();
        int[] dilation = window.dilation();
        int to = compose.run(depthwise ? OperatorCode.DEPTHWISE_CONV_2D : OperatorCode.CONV_2D, depthwise
            ? new Options.DepthwiseConv2d(padding, strides[1], strides[0], dilation[1], dilation[0], out / channels,
                Activation.NONE)
            : new Options.Conv2d(padding, strides[1], strides[0], dilation[1], dilation[0], Activation.NONE),
            TensorType.FLOAT32, shape, image, filter, step.has(2) ? step.in(2).tensor() : Operator.ABSENT);
        step.out(result(compose, step.in(0), to));
    }

    private static void transposed(Step step) throws Unfit {
        Composer compose = step.compose();
        step.require("group", 1);
        Value x = image(compose, step.in(0));
        Value given = step.in(1);
        Unfit.unless(compose.constant(given), "its weights must be constant");
        Unfit.unless(!step.node().has("output_shape") && step.node().text("auto_pad", "NOTSET").equals("NOTSET"),
            "it must have pads, and no output shape");
        Value weights = given.rank() == 3 ? compose.unsqueeze(given, 3) : given;
        Window window = Window.of(step.node(), Arrays.copyOfRange(weights.shape(), 2, given.rank()), x);
        Unfit.unless(window.dilation()[0] == 1 && window.dilation()[1] == 1, "dilations must be 1");
        int[] more = step.node().integers("output_padding", 0, 0);
        int out = weights.shape()[1];
        int[] all = {x.shape()[0], 0, 0, out};
        int[] sizes = {x.shape()[0], out, 0, 0};
        for (int d = 0; d < 2; d++) {
            all[1 + d] = (x.lies()[1 + d] - 1) * window.strides()[d] + window.filter()[d];
            sizes[2 + d] = all[1 + d] - window.before()[d] - window.after()[d] + (d < more.length ? more[d] : 0);
            Unfit.unless(sizes[2 + d] > 0 && window.before()[d] + sizes[2 + d] <= all[1 + d],
                "output_padding must not be more than pads take away");
        }
        int filter = compose.as(weights, 1, 2, 3, 0).tensor();
        int[] from = {compose.indices(all), filter, x.tensor()};
        int[] biased = step.has(2) ? new int[] {from[0], filter, x.tensor(), step.in(2).tensor()} : from;
        int to = compose.run(OperatorCode.TRANSPOSE_CONV, new Options.TransposeConv(Padding.VALID, window.strides()[1],
            window.strides()[0], Activation.NONE), TensorType.FLOAT32, all, biased);
        Value whole = new Value(to, new int[] {all[0], out, all[1], all[2]}, Value.channelsLast(4));
        Value part = compose.part(whole, new int[] {0, 0, window.before()[0], window.before()[1]}, sizes);
        step.out(result(compose, step.in(0), part.tensor()));
    }

    private static Window pool(Step step, Value x) throws Unfit {
        Window window = Window.of(step.node(), step.node().integers("kernel_shape"), x);
        Unfit.unless(window.dilation()[0] == 1 && window.dilation()[1] == 1, "dilations must be 1");
        return window;
    }

    private static int pooled(Composer compose, OperatorCode code, Window window, int image, boolean same, int... shape)
            throws Unfit {
        return compose.run(code, new Options.Pool2d(same ? Padding.SAME : Padding.VALID, window.strides()[1],
            window.strides()[0], window.filter()[1], window.filter()[0], Activation.NONE), TensorType.FLOAT32, shape, image);
    }

    private static void greatest(Step step) throws Unfit {
        Composer compose = step.compose();
        Unfit.unless(!step.wants(1), "its indices are not converted");
        Value x = image(compose, step.in(0));
        Window plain = pool(step, x);
        Window window = step.node().integer("ceil_mode", 0) == 0 ? plain : plain.ceiling(x.lies());
        boolean same = window.pads() && window.pads(x.lies());
        int image = window.pads() && !same ? window.padded(compose, x.tensor(), LEAST) : x.tensor();
        int[] shape = {x.shape()[0], window.out(x.lies(), 0), window.out(x.lies(), 1), x.shape()[1]};
        step.out(result(compose, step.in(0), pooled(compose, OperatorCode.MAX_POOL_2D, window, image, same, shape)));
    }

    /** A mean over the places that count; where others were put around, its divisor is corrected for each place. */
    private static void average(Step step) throws Unfit {
        Composer compose = step.compose();
        Value x = image(compose, step.in(0));
        Window plain = pool(step, x);
        Window window = step.node().integer("ceil_mode", 0) == 0 ? plain : plain.ceiling(x.lies());
        boolean counts = step.node().integer("count_include_pad", 0) != 0;
        int[] shape = {x.shape()[0], window.out(x.lies(), 0), window.out(x.lies(), 1), x.shape()[1]};
        boolean same = window.pads() && !counts && window.pads(x.lies());
        int image = window.pads() && !same ? window.padded(compose, x.tensor(), 0) : x.tensor();
        int to = pooled(compose, OperatorCode.AVERAGE_POOL_2D, window, image, same, shape);
        Value mean = result(compose, step.in(0), to);
        boolean all = !window.pads() || same || counts && Arrays.equals(plain.after(), window.after());
        step.out(all ? mean : compose.times(mean, divisors(compose, step.in(0).rank(), plain, window, x.lies(), counts)));
    }

    private static Value divisors(Composer compose, int rank, Window plain, Window window, int[] lies, boolean counts)
            throws Unfit {
        int rows = window.out(lies, 0);
        int columns = window.out(lies, 1);
        float[] factors = new float[rows * columns];
        for (int i = 0; i < factors.length; i++) {
            float counted = (float) counted(plain, 0, i / columns, lies, counts) * counted(plain, 1, i % columns, lies, counts);
            factors[i] = window.filter()[0] * window.filter()[1] / counted;
        }
        return rank == 3 ? compose.constant(factors, 1, 1, rows) : compose.constant(factors, 1, 1, rows, columns);
    }

    /** How many places of a pool count. */
    private static int counted(Window window, int d, int place, int[] lies, boolean counts) {
        int from = place * window.strides()[d] - window.before()[d];
        int low = counts ? -window.before()[d] : 0;
        int high = lies[1 + d] + (counts ? window.after()[d] : 0);
        return Math.min(from + window.filter()[d], high) - Math.max(from, low);
    }

    private static void global(Step step, OperatorCode code) throws Unfit {
        Value x = step.in(0);
        step.out(step.compose().reduce(code, x, true, IntStream.range(2, x.rank()).toArray()));
    }

    private static void batchNormalization(Step step) throws Unfit {
        step.require("training_mode", 0);
        Composer compose = step.compose();
        Value x = step.in(0);
        float[] gain = compose.reals(step.in(1));
        float[] bias = compose.reals(step.in(2));
        float[] mean = compose.reals(step.in(3));
        float[] variance = compose.reals(step.in(4));
        float epsilon = step.node().real("epsilon", 1e-5f);
        float[] factor = new float[gain.length];
        float[] term = new float[gain.length];
        for (int c = 0; c < gain.length; c++) {
            double scale = gain[c] / Math.sqrt(variance[c] + (double) epsilon);
            factor[c] = (float) scale;
            term[c] = (float) (bias[c] - mean[c] * scale);
        }
        int[] shape = new int[Math.max(1, x.rank() - 1)];
        Arrays.fill(shape, 1);
        shape[0] = gain.length;
        step.out(compose.plus(compose.times(x, compose.constant(factor, shape)), compose.constant(term, shape)));
    }

    private static void instanceNormalization(Step step) throws Unfit {
        Composer compose = step.compose();
        Value x = step.in(0);
        int[] places = IntStream.range(2, x.rank()).toArray();
        int[] shape = new int[x.rank() - 1];
        Arrays.fill(shape, 1);
        shape[0] = x.shape()[1];
        Value normal = normalized(compose, x, step.node().real("epsilon", 1e-5f), places);
        step.out(compose.plus(compose.times(normal, compose.reshaped(step.in(1), shape)),
            compose.reshaped(step.in(2), shape)));
    }

    /** Minus its mean, over its deviation, along some dimensions. */
    static Value normalized(Composer compose, Value x, float epsilon, int... axes) throws Unfit {
        Value centred = compose.minus(x, compose.reduce(OperatorCode.MEAN, x, true, axes));
        Value variance = compose.reduce(OperatorCode.MEAN, compose.times(centred, centred), true, axes);
        return compose.times(centred, compose.alike(OperatorCode.RSQRT, compose.plus(variance, compose.number(epsilon))));
    }

    private static void resize(Step step) throws Unfit {
        Composer compose = step.compose();
        Value given = step.in(0);
        Value x = image(compose, given);
        int[] sizes = x.lies();
        for (int d = 2; d < given.rank(); d++) {
            sizes[d - 1] = step.has(3) ? compose.wholes(step.in(3))[d]
                : (int) Math.floor((double) given.shape()[d] * compose.reals(step.in(2))[d]);
        }
        String mode = step.node().text("mode", "nearest");
        String places = step.node().text("coordinate_transformation_mode", "half_pixel");
        boolean whole = sizes[1] % x.lies()[1] == 0 && sizes[2] % x.lies()[2] == 0;
        boolean half = places.endsWith("half_pixel");
        boolean first = places.equals("asymmetric") && step.node().text("nearest_mode", "round_prefer_floor").equals("floor");
        boolean nearest = mode.equals("nearest");
        Unfit.unless(nearest && (whole && half || first) || mode.equals("linear") && !places.startsWith("tf"),
            "it is converted for linear, and for nearest with whole factors or asymmetric and floor: mode=" + mode
            + ", coordinate_transformation_mode=" + places);
        int to = compose.run(nearest ? OperatorCode.RESIZE_NEAREST_NEIGHBOR : OperatorCode.RESIZE_BILINEAR,
            new Options.Resize(places.equals("align_corners"), half), TensorType.FLOAT32, sizes, x.tensor(),
            compose.indices(sizes[1], sizes[2]));
        step.out(result(compose, given, to));
    }

    private static void depthToSpace(Step step) throws Unfit {
        Composer compose = step.compose();
        int block = step.node().integer("blocksize", 1);
        int[] s = step.in(0).shape();
        int channels = s[1] / (block * block);
        boolean rowsFirst = step.node().text("mode", "DCR").equals("DCR");
        if (rowsFirst) {
            Value x = image(compose, step.in(0));
            step.out(result(compose, step.in(0), compose.run(OperatorCode.DEPTH_TO_SPACE, new Options.DepthToSpace(block),
                TensorType.FLOAT32, new int[] {s[0], s[2] * block, s[3] * block, channels}, x.tensor())));
        } else {
            Value parts = compose.reshaped(compose.plain(step.in(0)), s[0], channels, block, block, s[2], s[3]);
            Value moved = ShapeRules.transposed(parts, 0, 1, 4, 2, 5, 3);
            step.out(compose.reshaped(moved, s[0], channels, s[2] * block, s[3] * block));
        }
    }

    private static void spaceToDepth(Step step) throws Unfit {
        Composer compose = step.compose();
        int block = step.node().integer("blocksize", 1);
        int[] s = step.in(0).shape();
        Value x = image(compose, step.in(0));
        step.out(result(compose, step.in(0), compose.run(OperatorCode.SPACE_TO_DEPTH, new Options.SpaceToDepth(block),
            TensorType.FLOAT32, new int[] {s[0], s[2] / block, s[3] / block, s[1] * block * block}, x.tensor())));
    }
}

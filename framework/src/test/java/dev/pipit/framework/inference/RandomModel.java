package dev.pipit.framework.inference;

import java.util.Arrays;
import java.util.Random;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.RandomNet;
import dev.pipit.testing.RandomNet.Filter;

/** A convolutional model of random layers over random rows. */
final class RandomModel {
    private final Random random;
    private final TensorType type;
    private final RandomNet net;
    private final StringBuilder layers = new StringBuilder();
    private final int rows;
    private final int input;
    private int last;

    RandomModel(Random random, TensorType type) {
        this.random = random;
        this.type = type;
        this.net = new RandomNet(random, type);
        this.rows = 12 + random.nextInt(40);
        int columns = 1 + random.nextInt(6);
        int channels = 1 + random.nextInt(4);
        switch (random.nextInt(4)) {
            case 0 -> last = input = net.tensor(1, rows, columns, channels);
            case 1 -> last = input = net.tensor(1, rows, 1, columns + channels);
            case 2 -> {
                input = net.tensor(1, rows * columns * channels);
                last = net.reshape(input, 1, rows, columns, channels);
            }
            default -> {
                input = net.tensor(1, rows, 1 + columns);
                last = net.reshape(input, 1, 1, rows, 1 + columns);
            }
        }
        int depth = 2 + random.nextInt(6);
        for (int k = 0; k < depth; k++) {
            layer();
        }
    }

    int rows() {
        return rows;
    }

    /** With a head, or without. */
    Model model() {
        int[] shape = net.shape(last);
        int all = shape[1] * shape[2] * shape[3];
        switch (random.nextInt(5)) {
            case 0 -> last = net.dense(net.reshape(last, 1, all), all, 5, 1, 5);
            case 1 -> {
                last = net.mean(last);
                if (net.channels(last) > 1) {
                    last = net.dense(last, shape[3], 4, 1, 4);
                }
            }
            case 2 -> last = net.dense(last, all, 3, 1, 3);
            default -> {
                int first = last;
                layer();
                return net.model(input, last, first == input ? last : first);
            }
        }
        return net.model(input, last);
    }

    @Override
    public String toString() {
        return layers.toString();
    }

    private int length() {
        return net.shape(last)[1] == 1 ? net.shape(last)[2] : net.shape(last)[1];
    }

    private Filter filter() {
        boolean flat = net.shape(last)[1] == 1;
        Padding padding = random.nextBoolean() ? Padding.SAME : Padding.VALID;
        int taps = 1 + random.nextInt(Math.min(5, length()));
        int dilation = taps > 1 && random.nextInt(3) == 0 ? 1 + random.nextInt(Math.min(3, (length() - 1) / (taps - 1)))
            : 1;
        int stride = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
        int across = flat ? 1 : 1 + random.nextInt(Math.min(3, net.shape(last)[2]));
        return new Filter(taps, across, stride, flat ? 1 : 1 + random.nextInt(2), Math.max(1, dilation), padding);
    }

    private Filter undilated() {
        Filter f = filter();
        return new Filter(f.taps(), f.tapsAcross(), f.stride(), f.strideAcross(), 1, f.padding());
    }

    private void layer() {
        int kind = random.nextInt(14);
        layers.append(' ').append(kind).append(Arrays.toString(net.shape(last)));
        switch (kind) {
            case 0, 1, 2 -> last = net.conv(last, filter(), 1 + random.nextInt(6));
            case 3, 4 -> last = net.depthwise(last, filter(), 1 + random.nextInt(2));
            case 5 -> last = net.pool(OperatorCode.MAX_POOL_2D, last, undilated());
            case 6 -> last = net.pool(OperatorCode.AVERAGE_POOL_2D, last, undilated());
            case 7 -> {                                                    // residual
                int branch = net.conv(last, Filter.of(1 + random.nextInt(5), Padding.SAME), net.channels(last));
                last = net.pair(OperatorCode.ADD, branch, last);
            }
            case 8 -> {                                                    // two branches side by side
                Filter f = undilated();
                last = net.concatenation(net.conv(last, f, 3), net.pool(OperatorCode.MAX_POOL_2D, last, f));
            }
            case 9 -> last = net.pair(random.nextBoolean() ? OperatorCode.MUL : OperatorCode.ADD, last,
                net.perChannel(net.channels(last)));
            case 10 -> last = net.pad(last, random.nextInt(3), random.nextInt(3), random.nextInt(2), random.nextInt(2));
            case 11 -> last = net.unary(unary(), last);
            case 12 -> last = net.channels(last) > 1 ? net.swapped(last)
                : net.dense(last, net.channels(last), 3, net.shape(last)[0], net.shape(last)[1], net.shape(last)[2], 3);
            default -> {
                int[] shape = net.shape(last);
                last = shape[1] == 1 ? net.reshape(last, 1, shape[2], 1, shape[3])
                    : net.reshape(last, 1, shape[1], 1, shape[2] * shape[3]);
            }
        }
    }

    private OperatorCode unary() {
        OperatorCode[] codes = {OperatorCode.RELU, OperatorCode.RELU6, OperatorCode.LOGISTIC, OperatorCode.SOFTMAX,
            OperatorCode.QUANTIZE};
        boolean only = type == TensorType.INT16;
        OperatorCode code = codes[random.nextInt(only ? 2 : codes.length)];
        return code == OperatorCode.QUANTIZE && type == TensorType.FLOAT32 ? OperatorCode.RELU : code;
    }
}

package dev.pipit.framework.training.integer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Puts together networks of random layers, sizes, weights and scales, for tests. */
public final class RandomNetwork {
    private final Random random;
    private final Shape input;
    private final Scale scale;
    private final List<IntegerNode> nodes = new ArrayList<>();
    private final Set<Integer> outputs = new HashSet<>();
    private final boolean causal;
    private int at;

    private RandomNetwork(Random random, Shape input, boolean causal) {
        this.random = random;
        this.input = input;
        this.scale = scale(0.02 + random.nextDouble() / 10);
        this.causal = causal;
    }

    /** One that takes all of its input at once. */
    public static IntegerNetwork whole(long seed) {
        Random random = new Random(seed);
        var made = new RandomNetwork(random, new Shape(6 + random.nextInt(15), 1 + random.nextInt(8),
            1 + random.nextInt(6)), false);
        made.body(2 + random.nextInt(6));
        made.head();
        return made.network();
    }

    /** One that can run row by row, with strides by which {@code rowsPerStep} can be divided. */
    public static IntegerNetwork streaming(long seed, int rowsPerStep, int width) {
        Random random = new Random(seed);
        var made = new RandomNetwork(random, new Shape(30, width, 1 + random.nextInt(6)), true);
        int rows = rowsPerStep;
        int stride = rowsPerStep % 3 == 0 && random.nextBoolean() ? 3 : rowsPerStep % 2 == 0 ? 2 : 1;
        made.convolution(made.timeMovement(stride));
        rows /= stride;
        made.body(2 + random.nextInt(5));
        made.streamingHead(rows);
        return made.network();
    }

    private IntegerNetwork network() {
        outputs.add(at);
        return new IntegerNetwork(input, scale, nodes, outputs.stream().sorted().toList());
    }

    private int between(int least, int greatest) {
        return least + random.nextInt(greatest - least + 1);
    }

    private Scale scale(double step) {
        return new Scale((float) step, between(-128, 127));
    }

    private int add(IntegerLayer layer, Scale to, Integer... inputs) {
        nodes.add(new IntegerNode("n" + nodes.size(), layer, List.of(inputs), to));
        return nodes.size();
    }

    private Shape shape(int tensor) {
        return new IntegerNetworkShapes(input, nodes).of(tensor);
    }

    private Scale scale(int tensor) {
        return tensor == 0 ? scale : nodes.get(tensor - 1).scale();
    }

    private void body(int layers) {
        for (int k = 0; k < layers; k++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> convolution(movement(true));
                case 2, 3 -> depthwise(movement(true), between(1, 2));
                case 4 -> pool();
                case 5 -> residual();
                case 6 -> branches();
                default -> table();
            }
            if (random.nextInt(3) == 0) {
                outputs.add(at);
            }
        }
    }

    private Movement movement(boolean dilates) {
        if (causal) {
            return timeMovement(1);
        }
        Shape in = shape(at);
        Padding padding = Padding.values()[random.nextInt(4)];
        int kernelHeight = between(1, Math.min(4, in.height()));
        int kernelWidth = between(1, Math.min(4, in.width()));
        boolean dilated = dilates && (kernelHeight - 1) * 2 < in.height() && (kernelWidth - 1) * 2 < in.width()
            && random.nextBoolean();
        // as the operators have it, dilation only without strides
        int most = dilated ? 1 : 3;
        var movement = new Movement(kernelHeight, kernelWidth, between(1, most), between(1, most), dilated ? 2 : 1,
            dilated ? 2 : 1, padding);
        return movement.outputHeight(in.height()) > 0 ? movement : Movement.pointwise();
    }

    private Movement timeMovement(int stride) {
        Padding padding = random.nextBoolean() ? Padding.CAUSAL : Padding.NEWEST;
        int dilation = stride > 1 ? 1 : between(1, 3);
        return new Movement(between(1, 5), between(1, Math.min(2, shape(at).width())), stride, 1, dilation, 1, padding);
    }

    /** Of a size that keeps the sum of products about as large as its inputs. */
    private float[] weights(int channels, int products) {
        return reals(channels * products, 1.5 / Math.sqrt(products));
    }

    private float[] reals(int count, double most) {
        float[] reals = new float[count];
        for (int i = 0; i < count; i++) {
            reals[i] = (float) ((random.nextDouble() * 2 - 1) * most);
        }
        return reals;
    }

    /** So that most outputs lie inside the range, and some do not. */
    private Scale after(Scale in) {
        return scale(in.scale() * (0.2 + 1.5 * random.nextDouble()));
    }

    private Activation activation() {
        return Activation.values()[random.nextInt(3)];
    }

    private void convolution(Movement movement) {
        at = convolution(movement, at, between(1, 9), null);
    }

    private int convolution(Movement movement, int from, int channels, Scale wanted) {
        int products = movement.kernelElements() * shape(from).channels();
        Scale in = scale(from);
        Scale to = wanted == null ? after(in) : wanted;
        return add(Convolution.quantized(movement, weights(channels, products), reals(channels, 20 * in.scale()),
            activation(), in), to, from);
    }

    private void depthwise(Movement movement, int multiplier) {
        int channels = shape(at).channels() * multiplier;
        Scale in = scale(at);
        at = add(Depthwise.quantized(movement, multiplier, weights(channels, movement.kernelElements()),
            reals(channels, 20 * in.scale()), activation(), in), after(in), at);
    }

    private void pool() {
        Movement movement = movement(false);
        if (movement.dilationHeight() > 1) {
            movement = Movement.of(movement.kernelHeight(), movement.kernelWidth(), 1, 1, movement.padding());
        }
        Activation activation = activation();
        at = add(random.nextBoolean() ? new AveragePool(movement, activation) : new MaxPool(movement, activation),
            scale(at), at);
    }

    private void residual() {
        int branch = convolution(Movement.pointwise(), at, shape(at).channels(), null);
        Scale to = scale((scale(at).scale() + scale(branch).scale()) * (0.3 + random.nextDouble()));
        at = add(new Add(activation()), to, at, branch);
    }

    /** Several taps, beside each other. */
    private void branches() {
        Scale to = after(scale(at));
        int from = at;
        List<Integer> branches = new ArrayList<>();
        for (int k = between(1, 3); k > 0; k--) {
            boolean rescaled = random.nextBoolean();
            int branch = convolution(causal ? Movement.overTime(between(1, 6), 1, 1, Padding.CAUSAL)
                : Movement.pointwise(), from, between(1, 4), rescaled ? after(scale(from)) : to);
            branches.add(rescaled ? add(new Requantize(), to, branch) : branch);
        }
        at = add(new Concatenate(), to, branches.toArray(Integer[]::new));
    }

    private void table() {
        boolean logistic = causal || random.nextBoolean();
        Table.Function function = logistic ? Table.Function.LOGISTIC : Table.Function.TANH;
        at = add(new Table(function), function.output(), at);
    }

    private void dense(int rows, Padding padding) {
        int products = shape(at).row() * rows;
        int units = between(1, 5);
        at = add(Dense.quantized(rows, padding, weights(units, products), reals(units, 20 * scale(at).scale()),
            activation(), scale(at)), after(scale(at)), at);
    }

    private void mean(int rows, Padding padding) {
        at = add(new Mean(rows, padding), scale(scale(at).scale() * (0.3 + random.nextDouble())), at);
    }

    private void head() {
        int rows = shape(at).height();
        switch (random.nextInt(5)) {
            case 0 -> mean(rows, Padding.VALID);
            case 1 -> at = add(new Flatten(rows, Padding.VALID), scale(at), at);
            case 2 -> dense(1, Padding.CAUSAL);
            default -> { }
        }
        if (shape(at).height() == 1 || random.nextBoolean()) {
            dense(shape(at).height(), Padding.VALID);
            dense(1, Padding.VALID);
        }
        switch (random.nextInt(4)) {
            case 0 -> at = add(new Softmax(), Softmax.OUTPUT, at);
            case 1 -> table();
            default -> { }
        }
        unsigned();
    }

    /** With so many rows a step; only one of them can take rows together. */
    private void streamingHead(int rows) {
        if (rows == 1) {
            switch (random.nextInt(4)) {
                case 0 -> mean(between(1, 9), Padding.CAUSAL);
                case 1 -> at = add(new Flatten(between(1, 5), Padding.CAUSAL), scale(at), at);
                case 2 -> dense(between(1, 9), Padding.CAUSAL);
                default -> { }
            }
        }
        if (random.nextBoolean()) {
            dense(1, Padding.VALID);
        }
        if (random.nextBoolean()) {
            table();
        }
        unsigned();
    }

    private void unsigned() {
        if (random.nextBoolean()) {
            at = add(new Quantize(), random.nextBoolean() ? Quantize.unsigned(scale(at))
                : new Scale(scale(at).scale() * 2, 100), at);
        }
    }

    private record IntegerNetworkShapes(Shape input, List<IntegerNode> nodes) {
        Shape of(int tensor) {
            if (tensor == 0) {
                return input;
            }
            IntegerNode node = nodes.get(tensor - 1);
            return node.layer().output(node.inputs().stream().map(this::of).toList());
        }
    }
}

package dev.pipit.apps.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/**
 * Makes a model as {@code .tflite} files hold it of an ONNX one. Real numbers are FLOAT32, whole ones INT32; what is rounded
 * in the file (QuantizeLinear, DequantizeLinear) becomes operators of whole numbers.
 *
 * @param shapes       of inputs by name, where the file leaves extents open; an open first extent is 1 by itself
 * @param channelsLast whether images go in and come out with channels last, as they lie in the model; otherwise they have the
 *                     shape that ONNX says, and are turned inside
 */
public record OnnxConversion(Map<String, List<Integer>> shapes, boolean channelsLast) {
    private static final int OLDEST = 13;
    private static final Map<String, Rule> RULES = rules();

    public OnnxConversion {
        shapes = Map.copyOf(shapes);
    }

    /** With the shapes that the file says. */
    public static OnnxConversion standard() {
        return new OnnxConversion(Map.of(), false);
    }

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new HashMap<>();
        Stream.of(ArithmeticRules.RULES, ActivationRules.RULES, ImageRules.RULES, ShapeRules.RULES, MatrixRules.RULES,
            RecurrentRules.RULES, QuantizeRules.RULES).forEach(rules::putAll);
        return Map.copyOf(rules);
    }

    /** Operators that are converted. */
    static List<String> operators() {
        return RULES.keySet().stream().sorted().toList();
    }

    /**
     * Converts a model. The same model gives the same bytes.
     *
     * @throws UnsupportedNodesException if it has nodes that cannot be converted; it names all of them
     * @throws OnnxFormatException       if its inputs or its opset do not fit, or if what comes out could not run
     */
    public Model convert(OnnxModel model) throws IOException {
        if (model.opset() < OLDEST) {
            throw new OnnxFormatException(model.name() + ": its opset must be at least " + OLDEST + ": opset=" + model.opset()
                + "; export it again, or change it with onnx.version_converter");
        }
        Draft draft = Draft.empty(model.producer().isEmpty() ? "ONNX" : "ONNX, by " + model.producer());
        Model result = new Conversion(model, draft).model();
        Model checked = Model.read(ByteBuffer.wrap(ModelWriter.bytes(result)), model.name());
        try {
            Interpreter.prepare(checked);                  // refuses here what could not run later
        } catch (ModelFormatException e) {
            throw new OnnxFormatException(model.name() + ": " + e.getMessage(), e);
        }
        return checked;
    }

    /** One model on its way. */
    private final class Conversion {
        private final OnnxModel model;
        private final Draft draft;
        private final Composer composer;
        private final Map<String, Value> values = new HashMap<>();
        private final Map<String, OnnxType> kinds = new HashMap<>();
        private final Set<String> unknown = new HashSet<>();
        private final List<String> unsupported = new ArrayList<>();

        Conversion(OnnxModel model, Draft draft) {
            this.model = model;
            this.draft = draft;
            this.composer = new Composer(draft);
        }

        Model model() throws IOException {
            for (OnnxValue input : model.inputs()) {
                input(input);
            }
            constants();
            List<OnnxNode> nodes = Patterns.recognised(model.nodes(), model.constants());
            for (int i = 0; i < nodes.size(); i++) {
                node(i, nodes.get(i));
            }
            if (unsupported.isEmpty()) {
                outputs();
            }
            if (!unsupported.isEmpty()) {
                throw new UnsupportedNodesException(model.name(), model.opset(), unsupported);
            }
            Fusion.fuse(composer);
            Integers.integrate(composer);
            Unread.remove(draft);
            return draft.model();
        }

        private void input(OnnxValue input) throws OnnxFormatException {
            int[] shape = shape(input);
            boolean image = channelsLast && (shape.length == 3 || shape.length == 4);
            int[] order = image ? Value.channelsLast(shape.length) : Value.natural(shape.length);
            TensorType type = switch (input.type()) {
                case FLOAT, FLOAT16, DOUBLE -> TensorType.FLOAT32;
                case BOOL -> TensorType.BOOL;
                case INT8 -> TensorType.INT8;
                case UINT8 -> TensorType.UINT8;
                default -> TensorType.INT32;
            };
            int tensor = draft.add(input.name(), type, Optional.empty(), Value.ordered(shape, order));
            draft.inputs().add(tensor);
            values.put(input.name(), new Value(tensor, shape, order));
        }

        private int[] shape(OnnxValue input) throws OnnxFormatException {
            List<Integer> given = shapes.get(input.name());
            List<OptionalInt> says = input.shape();
            int[] shape = new int[given == null ? says.size() : given.size()];
            boolean fits = given == null || says.isEmpty() || given.size() == says.size();
            for (int d = 0; fits && d < shape.length; d++) {
                OptionalInt extent = says.isEmpty() ? OptionalInt.empty() : says.get(d);
                shape[d] = given != null ? given.get(d) : extent.orElse(d == 0 ? 1 : 0);
                fits = shape[d] > 0 && (extent.isEmpty() || extent.getAsInt() == shape[d]);
            }
            if (!fits) {
                String open = String.join(", ", says.stream().map(e -> e.isPresent() ? "" + e.getAsInt() : "?").toList());
                throw new OnnxFormatException(model.name() + ": input " + input.name() + " must be given a shape that fits ["
                    + open + "], with --shape " + input.name() + "=N,N…" + (given == null ? "" : ": shape=" + given));
            }
            return shape;
        }

        private void constants() {
            for (OnnxTensor tensor : new TreeMap<>(model.constants()).values()) {
                composer.named(tensor.name());
                try {
                    values.put(tensor.name(), composer.constant(tensor));
                    kinds.put(tensor.name(), tensor.type());
                } catch (Unfit e) {
                    unsupported.add(e.getMessage());
                    unknown.add(tensor.name());
                }
            }
        }

        private void node(int index, OnnxNode node) {
            boolean known = node.inputs().stream().noneMatch(unknown::contains);
            Rule rule = node.domain().isEmpty() ? RULES.get(node.op()) : null;
            try {
                Unfit.unless(rule != null, "no rule for this operator");
                if (known) {
                    composer.named(node.outputs().isEmpty() ? "" : node.outputs().get(0));
                    rule.apply(new Step(node, values, kinds, composer));
                }
            } catch (Unfit e) {
                unsupported.add(node.at(index) + ": " + e.getMessage());
            } catch (ArithmeticException | IndexOutOfBoundsException | NegativeArraySizeException | ClassCastException
                    | NoSuchElementException | IllegalArgumentException e) {           // a file may say anything
                unsupported.add(node.at(index) + ": its settings do not fit its inputs");
            }
            node.outputs().stream().filter(name -> !values.containsKey(name)).forEach(unknown::add);
        }

        private void outputs() throws OnnxFormatException {
            for (OnnxValue output : model.outputs()) {
                composer.named(output.name());
                Value value = values.get(output.name());
                if (value == null) {
                    throw new OnnxFormatException(model.name() + ": output " + output.name() + " is not computed");
                }
                try {
                    boolean image = channelsLast && (value.rank() == 3 || value.rank() == 4);
                    Value turned = image ? composer.as(value, Value.channelsLast(value.rank())) : composer.plain(value);
                    boolean copies = draft.inputs().contains(turned.tensor()) || composer.constant(turned)
                        || draft.outputs().contains(turned.tensor());
                    draft.outputs().add(copies ? copy(turned) : turned.tensor());
                } catch (Unfit e) {
                    unsupported.add("output " + output.name() + ": " + e.getMessage());
                }
            }
        }

        /** An output of its own, of what is an input, a constant or another output. */
        private int copy(Value value) {
            int[] shape = value.lies();
            int to = draft.add(value.tensor() + "", composer.type(value), Optional.empty(), shape);
            draft.add(OperatorCode.RESHAPE, 1, new Options.Reshape(Arrays.stream(shape).boxed().toList()),
                List.of(value.tensor(), composer.indices(shape)), List.of(to));
            return to;
        }
    }
}

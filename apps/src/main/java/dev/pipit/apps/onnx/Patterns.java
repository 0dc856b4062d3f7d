package dev.pipit.apps.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what exporters write in several nodes: GELU, which is x · (1 + erf(x / √2)) / 2, the three factors in any order.
 */
final class Patterns {
    /** Constants are compared as floats are written: to six digits. */
    private static final double CLOSE = 1e-6;

    private final Map<String, Float> numbers = new HashMap<>();
    private final Map<String, List<OnnxNode>> readers = new HashMap<>();
    private final Map<String, OnnxNode> writers = new HashMap<>();

    private Patterns(List<OnnxNode> nodes, Map<String, OnnxTensor> constants) {
        constants.values().forEach(tensor -> number(tensor.name(), tensor));
        for (OnnxNode node : nodes) {
            node.tensor("value").ifPresent(tensor -> number(node.outputs().get(0), tensor));
            node.inputs().forEach(name -> readers.computeIfAbsent(name, key -> new ArrayList<>()).add(node));
            node.outputs().forEach(name -> writers.put(name, node));
        }
    }

    private void number(String name, OnnxTensor tensor) {
        if (tensor.type().real() && tensor.elements() == 1) {
            numbers.put(name, tensor.reals()[0]);
        }
    }

    /** The nodes, with those that make up a pattern as one; what nobody reads any more is left out later. */
    static List<OnnxNode> recognised(List<OnnxNode> nodes, Map<String, OnnxTensor> constants) {
        var patterns = new Patterns(nodes, constants);
        List<OnnxNode> result = new ArrayList<>(nodes);
        for (OnnxNode node : nodes) {
            if (node.op().equals("Erf")) {
                patterns.gelu(node).ifPresent(gelu -> {
                    result.set(patterns.place(result, gelu.outputs().get(0)), gelu);
                    result.remove(node);
                    result.remove(patterns.reader(node));
                    patterns.between(node, gelu).forEach(result::remove);
                });
            }
        }
        return result;
    }

    private int place(List<OnnxNode> in, String output) {
        return in.indexOf(writers.get(output));
    }

    private OnnxNode reader(OnnxNode node) {
        return readers.get(node.outputs().get(0)).get(0);
    }

    /** Products between the sum and the end, which read what is gone. */
    private List<OnnxNode> between(OnnxNode erf, OnnxNode gelu) {
        List<OnnxNode> products = new ArrayList<>();
        OnnxNode node = reader(reader(erf));
        while (!node.outputs().equals(gelu.outputs())) {
            products.add(node);
            node = reader(node);
        }
        return products;
    }

    private Optional<OnnxNode> gelu(OnnxNode erf) {
        Optional<OnnxNode> scaled = Optional.ofNullable(writers.get(erf.input(0)));
        Optional<String> x = scaled.flatMap(node -> node.op().equals("Div") && is(node.input(1), Math.sqrt(2))
            ? Optional.of(node.input(0)) : node.op().equals("Mul") ? other(node, Math.sqrt(0.5)) : Optional.empty());
        OnnxNode sum = only(erf).filter(node -> node.op().equals("Add") && other(node, 1).isPresent()).orElse(null);
        if (x.isEmpty() || sum == null) {
            return Optional.empty();
        }
        boolean half = false;
        boolean factor = false;
        OnnxNode at = sum;
        while (!half || !factor) {
            OnnxNode product = only(at).filter(node -> node.op().equals("Mul")).orElse(null);
            if (product == null) {
                return Optional.empty();
            }
            String by = product.input(product.input(0).equals(at.outputs().get(0)) ? 1 : 0);
            boolean halves = is(by, 0.5) || isHalf(by, x.get());
            boolean multiplies = by.equals(x.get()) || isHalf(by, x.get());
            if (!halves && !multiplies || halves && half || multiplies && factor) {
                return Optional.empty();
            }
            half |= halves;
            factor |= multiplies;
            at = product;
        }
        return Optional.of(new OnnxNode(erf.name(), "Gelu", "", List.of(x.get()), at.outputs(), Map.of()));
    }

    /** Whether a value is half of x. */
    private boolean isHalf(String value, String x) {
        OnnxNode node = writers.get(value);
        return node != null && node.op().equals("Mul") && node.inputs().contains(x) && other(node, 0.5).isPresent();
    }

    private Optional<OnnxNode> only(OnnxNode node) {
        List<OnnxNode> all = readers.getOrDefault(node.outputs().get(0), List.of());
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** The input beside a constant number. */
    private Optional<String> other(OnnxNode node, double number) {
        return is(node.input(1), number) ? Optional.of(node.input(0))
            : is(node.input(0), number) ? Optional.of(node.input(1)) : Optional.empty();
    }

    private boolean is(String value, double number) {
        return numbers.containsKey(value) && Math.abs(numbers.get(value) - number) < CLOSE;
    }
}

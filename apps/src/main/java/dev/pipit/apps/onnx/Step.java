package dev.pipit.apps.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A node that is converted: what it reads, what it makes, and its settings. */
final class Step {
    private final OnnxNode node;
    private final Map<String, Value> values;
    private final Map<String, OnnxType> kinds;
    private final Composer composer;

    /** @param kinds of constants, as the file has them */
    Step(OnnxNode node, Map<String, Value> values, Map<String, OnnxType> kinds, Composer composer) {
        this.node = node;
        this.values = values;
        this.kinds = kinds;
        this.composer = composer;
    }

    OnnxNode node() {
        return node;
    }

    Composer compose() {
        return composer;
    }

    boolean has(int k) {
        return !node.input(k).isEmpty();
    }

    Value in(int k) throws Unfit {
        Unfit.unless(has(k), "input " + k + " must be there");
        return values.get(node.input(k));
    }

    /** All inputs. */
    List<Value> in() throws Unfit {
        List<Value> all = new ArrayList<>();
        for (int k = 0; k < node.inputs().size(); k++) {
            all.add(in(k));
        }
        return all;
    }

    /** Whether anybody may read output {@code k}. */
    boolean wants(int k) {
        return k < node.outputs().size() && !node.outputs().get(k).isEmpty();
    }

    void out(Value value) {
        out(0, value);
    }

    void out(int k, Value value) {
        if (wants(k)) {
            values.put(node.outputs().get(k), value);
        }
    }

    /** Of what type a constant input was in the file. */
    OnnxType kind(int k) {
        return kinds.getOrDefault(node.input(k), OnnxType.FLOAT);
    }

    /** Says of what type the constant output is. */
    void makes(OnnxType type) {
        kinds.put(node.outputs().get(0), type);
    }

    /** Constant whole numbers: an input, or a setting of older versions; {@code otherwise} if neither is there. */
    int[] numbers(int input, String attribute, int... otherwise) throws Unfit {
        return has(input) ? composer.wholes(in(input)) : node.integers(attribute, otherwise);
    }

    /** @throws Unfit if a setting is another one */
    void require(String attribute, int value) throws Unfit {
        int is = node.integer(attribute, value);
        Unfit.unless(is == value, attribute + " must be " + value + ": " + attribute + "=" + is);
    }
}

package dev.pipit.apps.onnx;

import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads the messages of {@code onnx.proto3} by the numbers of their fields. */
final class OnnxReader {
    private static final int TENSOR = 1;

    private final String file;
    private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final List<OnnxValue> inputs = new ArrayList<>();
    private final List<OnnxValue> outputs = new ArrayList<>();
    private String producer = "";
    private int opset;

    OnnxReader(String file) {
        this.file = file;
    }

    OnnxModel read(byte[] bytes) throws OnnxFormatException {
        try {
            model(new Fields(bytes));
        } catch (OnnxFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new OnnxFormatException(file + ": must be an ONNX model: it is something else, cut off or damaged", e);
        }
        if (nodes.isEmpty() || outputs.isEmpty() || opset == 0) {
            throw new OnnxFormatException(file + ": must be an ONNX model: nodes=" + nodes.size() + ", outputs="
                + outputs.size() + ", opset=" + opset);
        }
        inputs.removeIf(input -> constants.containsKey(input.name()));
        return new OnnxModel(file, producer, opset, nodes, constants, inputs, outputs);
    }

    private void model(Fields fields) throws IOException {
        for (int number = fields.next(); number != 0; number = fields.next()) {
            switch (number) {
                case 2 -> producer = fields.text();
                case 7 -> graph(fields.message());
                case 8 -> opset(fields.message());
                default -> fields.skip();
            }
        }
    }

    private void opset(Fields fields) throws IOException {
        String domain = "";
        int version = 0;
        for (int number = fields.next(); number != 0; number = fields.next()) {
            switch (number) {
                case 1 -> domain = fields.text();
                case 2 -> version = OnnxNode.clamp(fields.whole());
                default -> fields.skip();
            }
        }
        if (domain.isEmpty() || domain.equals("ai.onnx")) {
            opset = version;
        }
    }

    private void graph(Fields fields) throws IOException {
        for (int number = fields.next(); number != 0; number = fields.next()) {
            switch (number) {
                case 1 -> nodes.add(node(fields.message()));
                case 5 -> {
                    OnnxTensor tensor = TensorReader.read(fields.message(), file);
                    if (constants.put(tensor.name(), tensor) != null) {
                        throw new OnnxFormatException(file + ": constant " + tensor.name() + " must be there once");
                    }
                }
                case 11 -> inputs.add(value(fields.message()));
                case 12 -> outputs.add(value(fields.message()));
                case 15 -> throw new OnnxFormatException(file + ": sparse constants are not read");
                default -> fields.skip();
            }
        }
    }

    private OnnxNode node(Fields fields) throws IOException {
        List<String> from = new ArrayList<>();
        List<String> to = new ArrayList<>();
        Map<String, Object> attributes = new HashMap<>();
        String name = "";
        String op = "";
        String domain = "";
        for (int number = fields.next(); number != 0; number = fields.next()) {
            switch (number) {
                case 1 -> from.add(fields.text());
                case 2 -> to.add(fields.text());
                case 3 -> name = fields.text();
                case 4 -> op = fields.text();
                case 5 -> attribute(fields.message(), attributes);
                case 7 -> domain = fields.text();
                default -> fields.skip();
            }
        }
        return new OnnxNode(name, op, domain.equals("ai.onnx") ? "" : domain, from, to, attributes);
    }

    /** One setting. Which of its fields counts is what is there; a number that is 0 may be left out, its type says so. */
    private void attribute(Fields fields, Map<String, Object> attributes) throws IOException {
        List<Float> reals = new ArrayList<>();
        List<Long> wholes = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        String name = "";
        Object single = null;
        int type = 0;
        for (int number = fields.next(); number != 0; number = fields.next()) {
            switch (number) {
                case 1 -> name = fields.text();
                case 2 -> single = fields.real();
                case 3 -> single = fields.whole();
                case 4 -> single = fields.bytes().toStringUtf8();
                case 5 -> single = TensorReader.read(fields.message(), file);
                case 7 -> fields.each(WireFormat.WIRETYPE_FIXED32, in -> reals.add(in.readFloat()));
                case 8 -> fields.each(WireFormat.WIRETYPE_VARINT, in -> wholes.add(in.readInt64()));
                case 9 -> texts.add(fields.text());
                case 20 -> type = OnnxNode.clamp(fields.whole());
                default -> fields.skip();
            }
        }
        Object absent = switch (type) {
            case 1 -> 0f;
            case 2 -> 0L;
            case 3 -> "";
            case 6, 7, 8 -> List.of();
            default -> Void.TYPE;                        // a graph: the operator is not converted
        };
        attributes.put(name, Stream.<Object>of(reals, wholes, texts).filter(list -> !list.equals(List.of())).findFirst()
            .orElse(single != null ? single : absent));
    }

    private OnnxValue value(Fields fields) throws IOException {
        String name = "";
        Fields type = null;
        for (int number = fields.next(); number != 0; number = fields.next()) {
            switch (number) {
                case 1 -> name = fields.text();
                case 2 -> type = fields.message();
                default -> fields.skip();
            }
        }
        if (type == null || type.next() != TENSOR) {
            throw new OnnxFormatException(file + ": " + name + " must be a tensor");
        }
        return tensorType(name, type.message());
    }

    private OnnxValue tensorType(String name, Fields fields) throws IOException {
        List<OptionalInt> shape = new ArrayList<>();
        int code = 0;
        for (int number = fields.next(); number != 0; number = fields.next()) {
            switch (number) {
                case 1 -> code = OnnxNode.clamp(fields.whole());
                case 2 -> shape(fields.message(), shape);
                default -> fields.skip();
            }
        }
        int numbers = code;
        OnnxType type = OnnxType.of(code).orElseThrow(() -> new OnnxFormatException(file + ": " + name
            + ": numbers of type " + numbers + " are not read"));
        return new OnnxValue(name, type, shape);
    }

    private static void shape(Fields fields, List<OptionalInt> shape) throws IOException {
        for (int number = fields.next(); number != 0; number = fields.next()) {
            if (number == 1) {
                shape.add(extent(fields.message()));
            } else {
                fields.skip();
            }
        }
    }

    private static OptionalInt extent(Fields fields) throws IOException {
        OptionalInt extent = OptionalInt.empty();
        for (int number = fields.next(); number != 0; number = fields.next()) {
            if (number == 1) {
                int value = OnnxNode.clamp(fields.whole());
                extent = value > 0 ? OptionalInt.of(value) : OptionalInt.empty();
            } else {
                fields.skip();
            }
        }
        return extent;
    }
}

package dev.pipit.apps.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Writes ONNX files for tests, by the field numbers of onnx.proto3. */
final class OnnxFile {
    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
    private final SplittableRandom random = new SplittableRandom(42);
    private final int opset;
    private int nodes;

    OnnxFile(int opset) {
        this.opset = opset;
    }

    OnnxFile() {
        this(13);
    }

    private interface Write {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Write write) {
        var bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            write.to(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private OnnxFile part(int number, byte[] message) {
        graph.writeBytes(message(out -> out.writeByteArray(number, message)));
        return this;
    }

    /** An input of real numbers; an extent of 0 is left open. */
    OnnxFile input(String name, int... shape) {
        return part(11, value(name, 1, shape));
    }

    OnnxFile wholeInput(String name, int type, int... shape) {
        return part(11, value(name, type, shape));
    }

    OnnxFile output(String name) {
        return output(name, 1);
    }

    /** An output of numbers of a type. */
    OnnxFile output(String name, int type) {
        return part(12, message(out -> {
            out.writeString(1, name);
            out.writeByteArray(2, message(t -> t.writeByteArray(1, message(e -> e.writeInt32(1, type)))));
        }));
    }

    private static byte[] value(String name, int type, int... shape) {
        byte[] dimensions = message(s -> {
            for (int extent : shape) {
                s.writeByteArray(1, extent > 0 ? message(d -> d.writeInt64(1, extent)) : message(d -> d.writeString(2, "n")));
            }
        });
        return message(out -> {
            out.writeString(1, name);
            out.writeByteArray(2, message(t -> t.writeByteArray(1, message(e -> {
                e.writeInt32(1, type);
                e.writeByteArray(2, dimensions);
            }))));
        });
    }

    OnnxFile constant(String name, float[] numbers, int... shape) {
        return part(5, tensor(name, numbers, shape));
    }

    OnnxFile constant(String name, long[] numbers, int... shape) {
        return part(5, tensor(name, numbers, shape));
    }

    /** Bytes: of type INT8 (3) or UINT8 (2). */
    OnnxFile bytes(String name, int type, int[] numbers, int... shape) {
        byte[] raw = new byte[numbers.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) numbers[i];
        }
        return part(5, tensor(name, type, raw, shape));
    }

    /** INT32. */
    OnnxFile ints(String name, int[] numbers, int... shape) {
        ByteBuffer raw = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asIntBuffer().put(numbers);
        return part(5, tensor(name, 6, raw.array(), shape));
    }

    /** Numbers between −1 and 1. */
    OnnxFile random(String name, int... shape) {
        return constant(name, randoms(Value.product(shape)), shape);
    }

    float[] randoms(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(-1, 1);
        }
        return numbers;
    }

    static byte[] tensor(String name, float[] numbers, int... shape) {
        ByteBuffer raw = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(numbers);
        return tensor(name, 1, raw.array(), shape);
    }

    private static byte[] tensor(String name, long[] numbers, int... shape) {
        ByteBuffer raw = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(numbers);
        return tensor(name, 7, raw.array(), shape);
    }

    static byte[] tensor(String name, int type, byte[] raw, int... shape) {
        return message(out -> {
            for (int extent : shape) {
                out.writeInt64(1, extent);
            }
            out.writeInt32(2, type);
            out.writeString(8, name);
            out.writeByteArray(9, raw);
        });
    }

    /** A node; inputs and outputs are names with spaces between, settings are numbers, texts, arrays. */
    OnnxFile node(String op, String inputs, String outputs, Object... settings) {
        int index = nodes++;
        return part(1, message(out -> {
            for (String input : inputs.isEmpty() ? new String[0] : inputs.split(" ")) {
                out.writeString(1, input.equals("-") ? "" : input);
            }
            for (String output : outputs.split(" ")) {
                out.writeString(2, output.equals("-") ? "" : output);
            }
            out.writeString(3, op.toLowerCase(java.util.Locale.ROOT) + index);
            out.writeString(4, op);
            for (int k = 0; k < settings.length; k += 2) {
                out.writeByteArray(5, attribute((String) settings[k], settings[k + 1]));
            }
        }));
    }

    private static byte[] attribute(String name, Object value) {
        return message(out -> {
            out.writeString(1, name);
            if (value instanceof Float f) {
                out.writeFloat(2, f);
                out.writeInt32(20, 1);
            } else if (value instanceof Integer i) {
                out.writeInt64(3, i);
                out.writeInt32(20, 2);
            } else if (value instanceof String s) {
                out.writeByteArray(4, s.getBytes(StandardCharsets.UTF_8));
                out.writeInt32(20, 3);
            } else if (value instanceof byte[] t) {
                out.writeByteArray(5, t);
                out.writeInt32(20, 4);
            } else if (value instanceof int[] some) {
                for (int i : some) {
                    out.writeInt64(8, i);
                }
                out.writeInt32(20, 7);
            } else {
                for (String text : (String[]) value) {
                    out.writeString(9, text);
                }
                out.writeInt32(20, 8);
            }
        });
    }

    /** The file. */
    byte[] bytes() {
        return message(out -> {
            out.writeInt64(1, 7);
            out.writeString(2, "a test");
            out.writeByteArray(7, message(g -> {
                g.writeRawBytes(graph.toByteArray());
                g.writeString(2, "graph");
            }));
            out.writeByteArray(8, message(o -> {
                o.writeString(1, "");
                o.writeInt64(2, opset);
            }));
        });
    }

    OnnxModel model() {
        try {
            return OnnxModel.read(bytes(), "test.onnx");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For lists of settings. */
    static Map<String, List<Integer>> shape(String input, Integer... extents) {
        return Map.of(input, List.of(extents));
    }
}

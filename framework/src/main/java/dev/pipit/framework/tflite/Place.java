package dev.pipit.framework.tflite;

/** Where in a file the reader is: the first half of every message. */
final class Place {
    private static final int LONGEST_NAME = 80;

    private final String file;
    private int subgraph;
    private String kind = "";
    private int index;
    private String name = "";

    Place(String file) {
        this.file = oneLine(file);
    }

    /** In the model itself, outside of its subgraphs. */
    void atModel() {
        atSubgraph(0);
    }

    void atSubgraph(int subgraph) {
        this.subgraph = subgraph;
        at("", 0, "");
    }

    /** For example {@code tensor 12}. */
    void at(String kind, int index) {
        at(kind, index, "");
    }

    /** For example {@code tensor 12 ("conv/weights")}. */
    void atTensor(int index, String name) {
        at("tensor", index, name);
    }

    /** For example {@code operator 3 (CONV_2D)}. */
    void atOperator(int index, String name) {
        at("operator", index, name);
    }

    ModelFormatException error(String what) {
        StringBuilder message = new StringBuilder(file).append(": ");
        if (subgraph > 0) {
            message.append("subgraph ").append(subgraph).append(": ");
        }
        if (kind.equals("tensor")) {
            message.append(tensor(index, name)).append(": ");
        } else if (!kind.isEmpty()) {
            message.append(kind).append(' ').append(index);
            message.append(name.isEmpty() ? ": " : " (" + oneLine(name) + "): ");
        }
        return new ModelFormatException(message.append(what).toString());
    }

    static String tensor(int index, String name) {
        return "tensor " + index + (name.isEmpty() ? "" : " (\"" + oneLine(name) + "\")");
    }

    private void at(String kind, int index, String name) {
        this.kind = kind;
        this.index = index;
        this.name = name;
    }

    /** A name out of a file may hold anything, and be of any length. */
    private static String oneLine(String name) {
        String start = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        return start.codePoints().map(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}

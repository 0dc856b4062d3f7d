package dev.pipit.framework.tflite;

/** Where in a file the reader is: the first half of every message. */
final class Place {
    private static final int LONGEST_NAME = 80;

    private final String file;
    private int subgraph;
    private String item = "";

    Place(String file) {
        this.file = oneLine(file);
    }

    /** In the model itself, outside of its subgraphs. */
    void atModel() {
        subgraph = 0;
        item = "";
    }

    void atSubgraph(int index) {
        subgraph = index;
        item = "";
    }

    /** For example {@code tensor 12}. */
    void at(String kind, int index) {
        item = kind + " " + index;
    }

    /** For example {@code tensor 12 ("conv/weights")}. */
    void at(String kind, int index, String name) {
        at(kind, index);
        item += name.isEmpty() ? "" : " (\"" + oneLine(name) + "\")";
    }

    /** For example {@code operator 3 (CONV_2D)}. */
    void atOperator(int index, String name) {
        at("operator", index);
        item += " (" + oneLine(name) + ")";
    }

    ModelFormatException error(String what) {
        StringBuilder message = new StringBuilder(file).append(": ");
        if (subgraph > 0) {
            message.append("subgraph ").append(subgraph).append(": ");
        }
        if (!item.isEmpty()) {
            message.append(item).append(": ");
        }
        return new ModelFormatException(message.append(what).toString());
    }

    /** A name out of a file may hold anything, and be of any length. */
    static String oneLine(String name) {
        String start = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        return start.codePoints().map(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
